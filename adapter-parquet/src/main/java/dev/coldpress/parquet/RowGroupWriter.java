package dev.coldpress.parquet;

import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.MergeSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes row groups of the output by decoding and encoding one column after the other. */
final class RowGroupWriter {

    private final List<LeafColumn> columns;
    private final OutputCodecs outputCodecs;
    private final PageCodecs codecs;
    private final PageLimits limits;
    private final boolean verifyContent;
    private final DecodeBuffers decodeBuffers;
    private final EncodeBuffers encodeBuffers;
    private final ChunkVerifier verifier;
    private final FileAssembly file;
    private final StagedUpload output;
    private final Map<String, Integer> tiers = new TreeMap<>();

    RowGroupWriter(
            MergeSpec spec,
            List<LeafColumn> columns,
            OutputCodecs outputCodecs,
            PageCodecs codecs,
            MemoryPlan plan,
            StagedUpload output) {
        this.columns = columns;
        this.outputCodecs = outputCodecs;
        this.codecs = codecs;
        this.limits = new PageLimits(spec.pageBytes(), spec.pageRows(), plan.pageBytes());
        this.verifyContent = spec.verifyContent();
        this.decodeBuffers = new DecodeBuffers(codecs, plan);
        this.encodeBuffers = new EncodeBuffers(plan.chunkBytes());
        this.verifier = new ChunkVerifier(output.key(), decodeBuffers.forOwnPages(limits));
        this.file = new FileAssembly(output);
        this.output = output;
    }

    /** How many column chunks were written in which tier. */
    Map<String, Integer> tiers() {
        return tiers;
    }

    FileAssembly file() {
        return file;
    }

    void write(RowGroupBatch batch) {
        for (int i = 0; i < columns.size(); i++) {
            writeColumn(i, batch);
        }
        file.endRowGroup(batch.rowCount());
    }

    private void writeColumn(int column, RowGroupBatch batch) {
        PageCodec codec = codecs.get(outputCodecs.codec(column));
        ContentHash hash = new ContentHash(verifyContent);
        Optional<EncodedChunk> moved = Optional.empty();
        if (TierChoice.against(batch, column).isEmpty()) {
            RepageEncoder encoder = new RepageEncoder(columns.get(column), codec, limits, encodeBuffers);
            moved = Repage.encode(columns.get(column), column, batch, decodeBuffers, hash, encoder);
        }
        EncodedChunk chunk;
        if (moved.isPresent()) {
            chunk = moved.get();
        } else {
            hash = new ContentHash(verifyContent);
            chunk = transcode(column, batch, codec, hash);
        }
        if (chunk.rowCount() != batch.rowCount()) {
            throw new IllegalStateException(
                    output.key() + ": column " + chunk.leaf().dottedPath() + " has " + chunk.rowCount()
                            + " rows in a row group of " + batch.rowCount());
        }
        verifier.requireTiled(chunk, file.rowGroupCount(), encodeBuffers);
        if (verifyContent) {
            verifier.requireContent(chunk, file.rowGroupCount(), encodeBuffers, hash);
        }
        file.append(chunk, encodeBuffers);
        tiers.merge((moved.isPresent() ? Tier.REPAGE : Tier.TRANSCODE).title(), 1, Integer::sum);
    }

    private EncodedChunk transcode(int column, RowGroupBatch batch, PageCodec codec, ContentHash hash) {
        ChunkEncoder encoder = new ChunkEncoder(columns.get(column), codec, limits, encodeBuffers);
        for (LoadedRowGroup group : batch.groups()) {
            copy(group, column, encoder, hash);
        }
        return finish(encoder, batch, column);
    }

    private EncodedChunk finish(ChunkEncoder encoder, RowGroupBatch batch, int column) {
        try {
            return encoder.finish();
        } catch (ContentException e) {
            LoadedRowGroup last = batch.groups().get(batch.groups().size() - 1);
            throw place(last, column).fault(e);
        }
    }

    /** What the encoder finds too large is the fault of the source that is being read. */
    private void copy(LoadedRowGroup group, int column, ChunkEncoder encoder, ContentHash hash) {
        int maxDefinition = columns.get(column).maxDefinition();
        ValueKind kind = columns.get(column).kind();
        ColumnEntries entries = group.open(column, decodeBuffers);
        try {
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
        } catch (ContentException e) {
            throw place(group, column).fault(e);
        }
    }

    private ChunkPlace place(LoadedRowGroup group, int column) {
        return new ChunkPlace(group.key(), group.rowGroup().ordinal(), columns.get(column));
    }
}
