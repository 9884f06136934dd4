package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.GrownException;
import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.bytes.SegmentPool;
import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.ContentHash;
import dev.coldpress.parquet.internal.page.EncodingPlan;
import dev.coldpress.parquet.internal.page.EncodingPlan.DictionaryUse;
import dev.coldpress.parquet.internal.page.PageLimits;
import dev.coldpress.parquet.internal.page.TierReason;
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

/** Makes column chunks of the output, one after the other. For one thread at a time. */
final class ColumnMaker implements AutoCloseable {

    private final ObjectKey output;
    private final List<LeafColumn> columns;
    private final OutputCodecs outputCodecs;
    private final PageCodecs codecs;
    private final boolean hasWantedLevel;
    private final int maxGrowth;
    private final BloomFilters filters;
    private final boolean verifyContent;
    private final TieredEncoding.Tools tools;
    private final DecodeBuffers ownPageBuffers;
    private final SegmentPool segments;

    /** Of the part that is being made. */
    private EncodeBuffers encodeBuffers;

    /** Of each part of the column. */
    private final List<EncodeBuffers> partBuffers = new ArrayList<>();

    private final ChunkVerifier verifier;

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
        this.maxGrowth = spec.maxGrowth();
        this.filters = spec.bloomFilters();
        this.verifyContent = spec.verifyContent();
        this.segments = segments;
        this.encodeBuffers = buffers.encode();
        partBuffers.add(encodeBuffers);
        PageLimits limits = PageLimits.of(spec.pageBytes(), spec.pageRows(), plan.pageBytes(), wholePageBytes);
        this.tools = new TieredEncoding.Tools(
                codecs,
                limits,
                new DecodeBuffers(codecs, plan, buffers.page(), buffers.dictionary()),
                buffers.repage(),
                rowBuffers,
                RowSorter.columnBytes(spec),
                keptDictionaries,
                isLimited);
        this.ownPageBuffers = tools.decode().forOwnPages(limits);
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
    Optional<List<MadeChunk>> make(int column, RowGroupBatch batch, int rowGroup, long maxBytes) {
        clear();
        Work work = new Work(column, batch);
        try {
            List<MadeChunk> parts = new ArrayList<>();
            long left = maxBytes;
            for (int part = 0; part < batch.partCount(); part++) {
                begin(part);
                parts.add(make(work, part, rowGroup + part, left));
                left -= encodeBuffers.pages().size();
            }
            proveRows(batch, column, rowGroup, parts);
            return Optional.of(parts);
        } catch (ParquetFileException | ContentException e) {
            if (tools.isLimited()) {
                return Optional.empty();
            }
            throw e;
        } finally {
            work.encoding.close();
        }
    }

    private void begin(int part) {
        if (part == partBuffers.size()) {
            partBuffers.add(partBuffers.get(0).another(segments));
        }
        encodeBuffers = partBuffers.get(part);
    }

    private MadeChunk make(Work work, int part, int rowGroup, long maxBytes) {
        work.begin(part, maxBytes);
        MadeChunk made = work.smallest();
        check(made.chunk(), work.batch.rowCount(part), rowGroup, work.hash);
        ChunkPlace place = new ChunkPlace(output, rowGroup, made.chunk().leaf());
        return made.with(
                Carried.make(filters, work.batch, work.column, place, made.chunk(), encodeBuffers, ownPageBuffers));
    }

    /** Comes last, because what is added cannot be taken back. */
    private void proveRows(RowGroupBatch batch, int column, int rowGroup, List<MadeChunk> parts) {
        RowProof proof = batch.proof();
        if (proof == null) {
            return;
        }
        LeafColumn leaf = columns.get(column);
        proof.addSources(column, leaf, batch.groups(), tools.decode());
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
        private final SourceBytes sources;
        private final ContentHash hash = new ContentHash(verifyContent);
        private final TieredEncoding encoding;

        Work(int column, RowGroupBatch batch) {
            this.column = column;
            this.batch = batch;
            LeafColumn leaf = columns.get(column);
            CompressionCodec codec = outputCodecs.codec(column);
            this.sources = new SourceBytes(batch.groups(), leaf, column, codec, maxGrowth);
            this.encoding = new TieredEncoding(tools, batch, column, leaf, codec, sources, hash);
        }

        /** @param maxBytes what its chunk may take */
        void begin(int part, long maxBytes) {
            encoding.begin(part);
            encodeBuffers.pages().limit(maxBytes, sources.most());
        }

        MadeChunk smallest() {
            EncodingPlan first = firstPlan();
            Optional<MadeChunk> made = tryOut(first);
            boolean isOrdered = tools.keptDictionaries().ordered().get(column);
            if (made.isPresent() && (isOrdered || sources.hasOtherCodec())) {
                Growth.Cause cause = isOrdered ? Growth.Cause.DICTIONARIES : Growth.Cause.OTHER_CODEC;
                return EncodingTrials.grown(made.get(), sources, cause);
            }
            if (made.isPresent() && batch.isGathered()) {
                // What the sources took tells little of what their rows take in another order.
                return EncodingTrials.grown(made.get(), sources, Growth.Cause.OTHER_ORDER);
            }
            if (made.isPresent() && encoding.reason() == TierReason.WIDER_TYPE) {
                return EncodingTrials.grown(made.get(), sources, Growth.Cause.WIDER_TYPE);
            }
            if (holds(made)) {
                return made.get();
            }
            EncodingTrials trials = new EncodingTrials(sourceEncodings(), first);
            trials.add(made.map(MadeChunk::chunk));
            return smallest(made, first, trials);
        }

        private EncodingPlan firstPlan() {
            if (encoding.reason() != null) {
                return sourceEncodings().plan();
            }
            boolean isKept = tools.keptDictionaries().columns().get(column);
            return isKept ? EncodingPlan.PLAIN.with(DictionaryUse.KEPT) : EncodingPlan.PLAIN;
        }

        private MadeChunk smallest(Optional<MadeChunk> first, EncodingPlan firstPlan, EncodingTrials trials) {
            Optional<MadeChunk> best = first;
            EncodingPlan bestPlan = firstPlan;
            EncodingPlan last = firstPlan;
            for (Optional<EncodingPlan> next = trials.next(); next.isPresent() && !holds(best); next = trials.next()) {
                last = next.get();
                Optional<MadeChunk> made = tryAnother(last);
                if (made.isPresent() && isSmaller(made.get(), best)) {
                    best = made;
                    bestPlan = last;
                }
            }
            MadeChunk smallest = best.orElseThrow(sources::refusal);
            // The buffers have what was made last.
            MadeChunk made = bestPlan.equals(last) ? smallest : encoding.encode(bestPlan, encodeBuffers);
            int level = holds(best) || hasWantedLevel
                    ? PageCodecs.USUAL_LEVEL
                    : new CompressionLevels(made.chunk(), sources, codecs).best(encodeBuffers);
            if (level == PageCodecs.USUAL_LEVEL) {
                return EncodingTrials.grown(made, sources, trials.cause());
            }
            Optional<MadeChunk> levelled = tryAnother(bestPlan.withLevel(level));
            MadeChunk smaller = levelled.isPresent() && isSmaller(levelled.get(), best)
                    ? levelled.get()
                    : encoding.encode(bestPlan, encodeBuffers);
            return EncodingTrials.grown(smaller, sources, Growth.Cause.COMPRESSION);
        }

        private boolean holds(Optional<MadeChunk> made) {
            return made.isPresent() && sources.hold(made.get().chunk());
        }

        private boolean isSmaller(MadeChunk made, Optional<MadeChunk> than) {
            return than.isEmpty()
                    || SourceBytes.size(made.chunk())
                            < SourceBytes.size(than.get().chunk());
        }

        private SourceEncodings sourceEncodings() {
            return SourceEncodings.of(batch, column, tools.decode());
        }

        /** Empty if the chunk takes more bytes than it may for what its sources have. */
        private Optional<MadeChunk> tryOut(EncodingPlan plan) {
            try {
                return Optional.of(encoding.encode(plan, encodeBuffers));
            } catch (GrownException e) {
                return Optional.empty();
            }
        }

        /** A further attempt may need more memory than there is. */
        private Optional<MadeChunk> tryAnother(EncodingPlan plan) {
            try {
                return tryOut(plan);
            } catch (ParquetFileException e) {
                if (tools.isLimited() || e.reason() != Reason.MEMORY_BUDGET) {
                    throw e;
                }
                return Optional.empty();
            }
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
