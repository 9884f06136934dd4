package dev.coldpress.parquet;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetFileException;
import java.util.List;
import java.util.Optional;

/** Makes column chunks of the output, one after the other, with buffers of its own. For one thread at a time. */
final class ColumnMaker implements AutoCloseable {

    private final ObjectKey output;
    private final List<LeafColumn> columns;
    private final OutputCodecs outputCodecs;
    private final PageCodecs codecs = new PageCodecs();
    private final PageLimits limits;
    private final boolean verifyContent;
    private final boolean isLimited;
    private final DecodeBuffers decodeBuffers;
    private final EncodeBuffers encodeBuffers;
    private final RepageBuffers repageBuffers = new RepageBuffers();
    private final ChunkVerifier verifier;
    private final KeptDictionaries keptDictionaries;

    /**
     * A finished chunk, whose bytes are in the maker's buffers until it makes the next one.
     *
     * @param reason why it was not made in a cheaper tier
     */
    record Made(EncodedChunk chunk, Tier tier, TierReason reason) {}

    /** @param isLimited whether the plan is a part of the memory only, so that what fails may succeed with all of it */
    ColumnMaker(
            MergeSpec spec,
            ObjectKey output,
            List<LeafColumn> columns,
            OutputCodecs outputCodecs,
            KeptDictionaries keptDictionaries,
            MemoryPlan plan,
            SegmentPool segments,
            boolean isLimited) {
        this.output = output;
        this.columns = columns;
        this.outputCodecs = outputCodecs;
        this.keptDictionaries = keptDictionaries;
        this.limits = new PageLimits(spec.pageBytes(), spec.pageRows(), plan.pageBytes());
        this.verifyContent = spec.verifyContent();
        this.isLimited = isLimited;
        this.decodeBuffers = new DecodeBuffers(codecs, plan);
        this.encodeBuffers = new EncodeBuffers(segments);
        this.verifier = new ChunkVerifier(output, decodeBuffers.forOwnPages(limits));
    }

    EncodeBuffers buffers() {
        return encodeBuffers;
    }

    /**
     * Makes a chunk of so many bytes at most.
     *
     * @return empty if that did not succeed with a limited plan; whether it does with the whole one, and how, does not
     *     depend on that
     */
    Optional<Made> make(int column, RowGroupBatch batch, int rowGroup, long maxBytes) {
        encodeBuffers.pages().clear();
        encodeBuffers.pages().limit(maxBytes);
        try {
            ContentHash hash = new ContentHash(verifyContent);
            Made made = encode(column, batch, hash);
            check(made.chunk(), batch, rowGroup, hash);
            return Optional.of(made);
        } catch (ParquetFileException | ContentException e) {
            if (isLimited) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Made encode(int column, RowGroupBatch batch, ContentHash hash) {
        PageCodec codec = codecs.get(outputCodecs.codec(column));
        TierReason reason = TierChoice.against(batch, column).orElse(null);
        if (reason == null) {
            try {
                return repage(column, batch, codec, hash);
            } catch (UnfitException e) {
                reason = e.reason();
            } catch (RuntimeException e) {
                // Transcode reads it all the same, or says what is wrong. How that ends must not depend on the plan.
                if (isLimited) {
                    throw ContentException.corrupt("not re-paged: " + e);
                }
                reason = TierReason.OTHER_CONTENT;
            }
            hash.reset();
        }
        if (keptDictionaries.ordered().get(column)) {
            throw orderLost(column, batch, reason);
        }
        return new Made(transcode(column, batch, codec, hash), Tier.TRANSCODE, reason);
    }

    /** The categories of an ordered categorical are in no other place than the dictionary, which transcode makes anew. */
    private RuntimeException orderLost(int column, RowGroupBatch batch, TierReason reason) {
        LoadedRowGroup first = batch.groups().get(0);
        ContentException lost = ContentException.unsupported(
                "the order of its categories (ARROW:schema) would be lost, because " + reason.text());
        return new ChunkPlace(first.key(), first.rowGroup().ordinal(), columns.get(column)).fault(lost);
    }

    private Made repage(int column, RowGroupBatch batch, PageCodec codec, ContentHash hash) {
        LeafColumn leaf = columns.get(column);
        boolean keepsDictionaries = keptDictionaries.columns().get(column);
        RepageEncoder encoder =
                new RepageEncoder(leaf, codec, limits, encodeBuffers, repageBuffers, keepsDictionaries);
        EncodedChunk chunk =
                new Repage(leaf, column, decodeBuffers, hash, encoder, codec.name(), repageBuffers).encode(batch);
        return encoder.movedPages() > 0
                ? new Made(chunk, Tier.SPLICE, batch.reason())
                : new Made(chunk, Tier.REPAGE, TierReason.OTHER_PAGES);
    }

    private EncodedChunk transcode(int column, RowGroupBatch batch, PageCodec codec, ContentHash hash) {
        ChunkEncoder encoder = new ChunkEncoder(columns.get(column), codec, limits, encodeBuffers);
        LoadedRowGroup current = batch.groups().get(0);
        try {
            for (LoadedRowGroup group : batch.groups()) {
                current = group;
                copy(group, column, encoder, hash);
            }
            return encoder.finish();
        } catch (ContentException e) {
            // What the encoder finds too large is the fault of the source that is being read.
            throw new ChunkPlace(current.key(), current.rowGroup().ordinal(), columns.get(column)).fault(e);
        }
    }

    private void copy(LoadedRowGroup group, int column, ChunkEncoder encoder, ContentHash hash) {
        int maxDefinition = columns.get(column).maxDefinition();
        ValueKind kind = columns.get(column).kind();
        ColumnEntries entries = group.open(column, decodeBuffers);
        while (entries.next()) {
            int repetition = entries.repetition();
            int definition = entries.definition();
            hash.addLevels(repetition, definition);
            if (definition == maxDefinition) {
                kind.move(entries.cursor(), hash, encoder, repetition, definition);
            } else {
                encoder.writeNull(repetition, definition);
            }
        }
    }

    private void check(EncodedChunk chunk, RowGroupBatch batch, int rowGroup, ContentHash hash) {
        if (chunk.rowCount() != batch.rowCount()) {
            throw new IllegalStateException(output + ": column " + chunk.leaf().dottedPath() + " has "
                    + chunk.rowCount() + " rows in a row group of " + batch.rowCount());
        }
        verifier.requireTiled(chunk, rowGroup, encodeBuffers);
        if (verifyContent) {
            verifier.requireContent(chunk, rowGroup, encodeBuffers, hash);
        }
    }

    @Override
    public void close() {
        codecs.close();
    }
}
