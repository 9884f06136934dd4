package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.GrownException;
import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.bytes.SegmentPool;
import dev.coldpress.parquet.internal.chunk.ChunkEncoder;
import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.compression.PageCodec;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.order.ColumnRows;
import dev.coldpress.parquet.internal.order.RowBuffers;
import dev.coldpress.parquet.internal.order.RowGather;
import dev.coldpress.parquet.internal.order.RowOrder;
import dev.coldpress.parquet.internal.page.ContentHash;
import dev.coldpress.parquet.internal.page.EncodingPlan;
import dev.coldpress.parquet.internal.page.EncodingPlan.DictionaryUse;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.page.PageLimits;
import dev.coldpress.parquet.internal.page.TierReason;
import dev.coldpress.parquet.internal.page.UnfitException;
import dev.coldpress.parquet.internal.repage.PageHash;
import dev.coldpress.parquet.internal.repage.RepageBuffers;
import dev.coldpress.parquet.internal.repage.RepageEncoder;
import dev.coldpress.parquet.internal.source.LoadedRowGroup;
import dev.coldpress.parquet.internal.source.OutputCodecs;
import dev.coldpress.parquet.internal.source.RowGroupBatch;
import dev.coldpress.parquet.internal.source.RowProof;
import dev.coldpress.parquet.internal.source.SourceBytes;
import dev.coldpress.parquet.internal.source.SourceEncodings;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;

/** Makes column chunks of the output, one after the other. For one thread at a time. */
final class ColumnMaker implements AutoCloseable {

    private final ObjectKey output;
    private final List<LeafColumn> columns;
    private final OutputCodecs outputCodecs;
    private final PageCodecs codecs;
    private final boolean hasWantedLevel;
    private final PageLimits limits;
    private final int maxGrowth;
    private final long mostGatherBytes;
    private final BloomFilters filters;
    private final boolean verifyContent;
    private final boolean isLimited;
    private final DecodeBuffers decodeBuffers;
    private final DecodeBuffers ownPageBuffers;
    private final SegmentPool segments;

    /** Of the part that is being made. */
    private EncodeBuffers encodeBuffers;

    /** Of each part of the column. */
    private final List<EncodeBuffers> partBuffers = new ArrayList<>();

    private final RepageBuffers repageBuffers;
    private final RowBufferPool rowBuffers;
    private final ChunkVerifier verifier;
    private final KeptDictionaries keptDictionaries;

    /**
     * A finished chunk, whose bytes are in the maker's buffers until it makes the next one.
     *
     * @param reason why it was not made in a cheaper tier
     * @param growth why it is larger than its sources, if it is
     * @param carried what stays of the sources' metadata
     */
    record Made(EncodedChunk chunk, Tier tier, TierReason reason, Optional<Growth> growth, Carried carried) {

        Made(EncodedChunk chunk, Tier tier, TierReason reason, Optional<Growth> growth) {
            this(chunk, tier, reason, growth, Carried.NONE);
        }

        Made with(Carried newlyCarried) {
            return new Made(chunk, tier, reason, growth, newlyCarried);
        }
    }

    /**
     * @param plan the memory
     * @param buffers that nothing else uses before it is closed
     * @param segments for finished pages
     * @param rowBuffers for columns whose rows are brought into another order
     * @param isLimited whether it is a part of the memory only, so that what fails may succeed with all of it
     * @param wholePageBytes what a page may take with all of it
     */
    ColumnMaker(
            MergeSpec spec,
            ObjectKey output,
            List<LeafColumn> columns,
            OutputCodecs outputCodecs,
            KeptDictionaries keptDictionaries,
            MemoryPlan plan,
            ColumnBuffers buffers,
            SegmentPool segments,
            RowBufferPool rowBuffers,
            boolean isLimited,
            long wholePageBytes) {
        this.output = output;
        this.codecs = new PageCodecs(spec.compressionLevel());
        this.hasWantedLevel = spec.compressionLevel().isPresent();
        this.columns = columns;
        this.outputCodecs = outputCodecs;
        this.keptDictionaries = keptDictionaries;
        this.limits = PageLimits.of(spec.pageBytes(), spec.pageRows(), plan.pageBytes(), wholePageBytes);
        this.maxGrowth = spec.maxGrowth();
        this.mostGatherBytes = RowSorter.columnBytes(spec);
        this.filters = spec.bloomFilters();
        this.verifyContent = spec.verifyContent();
        this.isLimited = isLimited;
        this.decodeBuffers = new DecodeBuffers(codecs, plan, buffers.page(), buffers.dictionary());
        this.segments = segments;
        this.rowBuffers = rowBuffers;
        this.encodeBuffers = buffers.encode();
        partBuffers.add(encodeBuffers);
        this.repageBuffers = buffers.repage();
        this.ownPageBuffers = decodeBuffers.forOwnPages(limits);
        this.verifier = new ChunkVerifier(output, ownPageBuffers);
    }

    /** What has the bytes of a part that was made. */
    EncodeBuffers buffers(int part) {
        return partBuffers.get(part);
    }

    /** Gives up the chunks that were made last. */
    void clear() {
        partBuffers.forEach(buffers -> buffers.pages().clear());
    }

    /**
     * Makes the chunks of all parts of a batch, of at most this number of bytes together.
     *
     * @param rowGroup of the output that is the first part
     * @return empty if that did not succeed with a limited plan; whether it does with the whole one, and how, does not
     *     depend on that
     */
    Optional<List<Made>> make(int column, RowGroupBatch batch, int rowGroup, long maxBytes) {
        clear();
        Work work = new Work(column, batch);
        try {
            List<Made> parts = new ArrayList<>();
            long left = maxBytes;
            for (int part = 0; part < batch.partCount(); part++) {
                begin(part);
                parts.add(make(work, part, rowGroup + part, left));
                left -= encodeBuffers.pages().size();
            }
            proveRows(batch, column, rowGroup, parts);
            return Optional.of(parts);
        } catch (ParquetFileException | ContentException e) {
            if (isLimited) {
                return Optional.empty();
            }
            throw e;
        } finally {
            work.giveBack();
        }
    }

    private void begin(int part) {
        if (part == partBuffers.size()) {
            partBuffers.add(partBuffers.get(0).another(segments));
        }
        encodeBuffers = partBuffers.get(part);
    }

    private Made make(Work work, int part, int rowGroup, long maxBytes) {
        work.begin(part, maxBytes);
        Made made = work.smallest();
        check(made.chunk(), work.batch.rowCount(part), rowGroup, work.hash);
        ChunkPlace place = new ChunkPlace(output, rowGroup, made.chunk().leaf());
        return made.with(
                Carried.make(filters, work.batch, work.column, place, made.chunk(), encodeBuffers, ownPageBuffers));
    }

    /** Comes last, because what is added cannot be taken back. */
    private void proveRows(RowGroupBatch batch, int column, int rowGroup, List<Made> parts) {
        RowProof proof = batch.proof();
        if (proof == null) {
            return;
        }
        LeafColumn leaf = columns.get(column);
        proof.addSources(column, leaf, batch.groups(), decodeBuffers);
        int firstRow = 0;
        for (int part = 0; part < parts.size(); part++) {
            EncodedChunk chunk = parts.get(part).chunk();
            proof.addOutput(column, leaf, verifier.entries(chunk, rowGroup + part, partBuffers.get(part)), firstRow);
            firstRow += (int) chunk.rowCount();
        }
    }

    /** One column, whose chunks are encoded in one way or in several, of which the one with the fewest bytes stays. */
    private final class Work {

        private final int column;
        private final RowGroupBatch batch;
        private final LeafColumn leaf;
        private final CompressionCodec codec;
        private final SourceBytes sources;
        private final ContentHash hash = new ContentHash(verifyContent);

        /** Why the column is transcoded; null as long as nothing speaks against re-paging it. */
        private @Nullable TierReason reason;

        private boolean isFirst = true;

        /** Of the rows of the part; null if they stay as they are. */
        private @Nullable RowOrder order;

        /** The column in memory, if its rows are brought into another order. */
        private @Nullable ColumnRows rows;

        private @Nullable RowBuffers taken;

        Work(int column, RowGroupBatch batch) {
            this.column = column;
            this.batch = batch;
            this.leaf = columns.get(column);
            this.codec = outputCodecs.codec(column);
            this.sources = new SourceBytes(batch.groups(), leaf, column, codec, maxGrowth);
            this.reason = TierChoice.against(batch, column).orElse(null);
        }

        /** @param maxBytes what its chunk may take */
        void begin(int part, long maxBytes) {
            order = batch.order(part);
            encodeBuffers.pages().limit(maxBytes, sources.most());
        }

        Made smallest() {
            EncodingPlan first = firstPlan();
            Optional<Made> made = tryOut(first);
            isFirst = false;
            boolean isOrdered = keptDictionaries.ordered().get(column);
            if (made.isPresent() && (isOrdered || sources.hasOtherCodec())) {
                Growth.Cause cause = isOrdered ? Growth.Cause.DICTIONARIES : Growth.Cause.OTHER_CODEC;
                return EncodingTrials.grown(made.get(), sources, cause);
            }
            if (made.isPresent() && order != null) {
                // What the sources took tells little of what their rows take in another order.
                return EncodingTrials.grown(made.get(), sources, Growth.Cause.OTHER_ORDER);
            }
            if (made.isPresent() && reason == TierReason.WIDER_TYPE) {
                return EncodingTrials.grown(made.get(), sources, Growth.Cause.WIDER_TYPE);
            }
            if (holds(made)) {
                return made.get();
            }
            EncodingTrials trials = new EncodingTrials(sourceEncodings(), first);
            trials.add(made.map(Made::chunk));
            return smallest(made, first, trials);
        }

        private EncodingPlan firstPlan() {
            if (reason != null) {
                return sourceEncodings().plan();
            }
            boolean isKept = keptDictionaries.columns().get(column);
            return isKept ? EncodingPlan.PLAIN.with(DictionaryUse.KEPT) : EncodingPlan.PLAIN;
        }

        private Made smallest(Optional<Made> first, EncodingPlan firstPlan, EncodingTrials trials) {
            Optional<Made> best = first;
            EncodingPlan bestPlan = firstPlan;
            EncodingPlan last = firstPlan;
            for (Optional<EncodingPlan> next = trials.next(); next.isPresent() && !holds(best); next = trials.next()) {
                last = next.get();
                Optional<Made> made = tryAnother(last);
                if (made.isPresent() && isSmaller(made.get(), best)) {
                    best = made;
                    bestPlan = last;
                }
            }
            Made smallest = best.orElseThrow(sources::refusal);
            // The buffers have what was made last.
            Made made = bestPlan.equals(last) ? smallest : encode(bestPlan);
            int level = holds(best) || hasWantedLevel
                    ? PageCodecs.USUAL_LEVEL
                    : new CompressionLevels(made.chunk(), sources, codecs).best(encodeBuffers);
            if (level == PageCodecs.USUAL_LEVEL) {
                return EncodingTrials.grown(made, sources, trials.cause());
            }
            Optional<Made> levelled = tryAnother(bestPlan.withLevel(level));
            Made smaller = levelled.isPresent() && isSmaller(levelled.get(), best) ? levelled.get() : encode(bestPlan);
            return EncodingTrials.grown(smaller, sources, Growth.Cause.COMPRESSION);
        }

        private boolean holds(Optional<Made> made) {
            return made.isPresent() && sources.hold(made.get().chunk());
        }

        private boolean isSmaller(Made made, Optional<Made> than) {
            return than.isEmpty()
                    || SourceBytes.size(made.chunk())
                            < SourceBytes.size(than.get().chunk());
        }

        private SourceEncodings sourceEncodings() {
            return SourceEncodings.of(batch, column, decodeBuffers);
        }

        /** Empty if the chunk takes more bytes than it may for what its sources have. */
        private Optional<Made> tryOut(EncodingPlan plan) {
            try {
                return Optional.of(encode(plan));
            } catch (GrownException e) {
                return Optional.empty();
            }
        }

        /** A further attempt may need more memory than there is. */
        private Optional<Made> tryAnother(EncodingPlan plan) {
            try {
                return tryOut(plan);
            } catch (ParquetFileException e) {
                if (isLimited || e.reason() != Reason.MEMORY_BUDGET) {
                    throw e;
                }
                return Optional.empty();
            }
        }

        private Made encode(EncodingPlan plan) {
            hash.reset();
            PageCodec pageCodec = codecs.get(codec, plan.level());
            PageLimits pageLimits = plan.longPages() ? limits.longer() : limits;
            RowOrder wanted = order;
            if (wanted != null) {
                return gather(wanted, pageCodec, pageLimits, plan);
            }
            if (reason == null && plan.isForRepage()) {
                try {
                    return repage(pageCodec, pageLimits, plan);
                } catch (UnfitException e) {
                    reason = e.reason();
                } catch (GrownException e) {
                    throw e;
                } catch (RuntimeException e) {
                    reason = afterFault(e);
                }
                hash.reset();
            }
            TierReason why = reason == null ? TierReason.ENCODING : reason;
            if (keptDictionaries.ordered().get(column)) {
                throw orderLost(why);
            }
            ChunkEncoder encoder = new ChunkEncoder(leaf, pageCodec, pageLimits, plan, encodeBuffers);
            EncodedChunk chunk = new Transcode(leaf, column, decodeBuffers, hash, encoder).run(batch.groups(), sources);
            return new Made(chunk, Tier.TRANSCODE, why, Optional.empty());
        }

        /** The categories of an ordered categorical are only in the dictionary, and transcode would make a new one. */
        private RuntimeException orderLost(TierReason why) {
            LoadedRowGroup group = batch.groups().get(0);
            return new ChunkPlace(group.key(), group.rowGroup().ordinal(), leaf)
                    .fault(ContentException.unsupported(
                            "the order of its categories (ARROW:schema) would be lost, because " + why.text()));
        }

        /** Transcode reads it all the same, or says what is wrong. How that ends must not depend on the memory. */
        private TierReason afterFault(RuntimeException fault) {
            if (isLimited) {
                throw ContentException.corrupt("not re-paged: " + fault);
            }
            if (!isFirst) {
                // What could be re-paged before can only need more memory now.
                throw new GrownException("not re-paged: " + fault);
            }
            return TierReason.OTHER_CONTENT;
        }

        private Made gather(RowOrder wanted, PageCodec pageCodec, PageLimits pageLimits, EncodingPlan plan) {
            ColumnRows loaded = rows();
            PageHash pageHash = new PageHash(leaf, hash);
            EncodedChunk chunk;
            if (plan.isForRepage() && PageEntries.width(leaf) != 0) {
                RepageEncoder encoder =
                        new RepageEncoder(leaf, pageCodec, pageLimits, plan, encodeBuffers, repageBuffers);
                RowGather.inOrder(loaded, wanted, false, new HashedSink(encoder, hash, pageHash));
                chunk = encoder.finish();
            } else {
                ChunkEncoder encoder = new ChunkEncoder(leaf, pageCodec, pageLimits, plan, encodeBuffers);
                RowGather.inOrder(loaded, wanted, true, new HashedSink(new EncoderSink(encoder), hash, pageHash));
                chunk = encoder.finish();
            }
            return new Made(chunk, Tier.GATHER, TierReason.OTHER_ORDER, Optional.empty());
        }

        private ColumnRows rows() {
            ColumnRows loaded = rows;
            if (loaded == null) {
                loaded = loadRows();
                rows = loaded;
            }
            return loaded;
        }

        /** The column is not asked for again. */
        void giveBack() {
            if (taken != null) {
                rowBuffers.giveBack(taken);
            }
        }

        private ColumnRows loadRows() {
            RowBuffers into = rowBuffers.take();
            taken = into;
            ColumnLoader loader = new ColumnLoader(leaf, column, decodeBuffers, repageBuffers, mostGatherBytes, into);
            if (reason == null) {
                try {
                    return loader.loadPages(
                            batch.groups(), sources, keptDictionaries.columns().get(column));
                } catch (UnfitException e) {
                    reason = e.reason();
                } catch (RuntimeException e) {
                    reason = afterFault(e);
                }
            }
            if (keptDictionaries.ordered().get(column)) {
                throw orderLost(reason == null ? TierReason.OTHER_CONTENT : reason);
            }
            return loader.loadEntries(batch.groups(), sources);
        }

        private Made repage(PageCodec pageCodec, PageLimits pageLimits, EncodingPlan plan) {
            RepageEncoder encoder = new RepageEncoder(leaf, pageCodec, pageLimits, plan, encodeBuffers, repageBuffers);
            new Repage(leaf, column, decodeBuffers, hash, encoder, codec, repageBuffers)
                    .read(batch.groups(), sources, encoder::plainBytes);
            EncodedChunk chunk = encoder.finish();
            return encoder.movedPages() > 0
                    ? new Made(chunk, Tier.SPLICE, batch.reason(), Optional.empty())
                    : new Made(chunk, Tier.REPAGE, TierReason.OTHER_PAGES, Optional.empty());
        }
    }

    private void check(EncodedChunk chunk, long rowCount, int rowGroup, ContentHash hash) {
        if (chunk.rowCount() != rowCount) {
            throw new IllegalStateException(output + ": column " + chunk.leaf().dottedPath() + " has "
                    + chunk.rowCount() + " rows in a row group of " + rowCount);
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
