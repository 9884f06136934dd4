package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.Arena;
import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.mapping.SchemaMapping;
import dev.coldpress.parquet.internal.order.RowOrder;
import dev.coldpress.parquet.internal.page.TierReason;
import dev.coldpress.parquet.internal.page.UnfitException;
import dev.coldpress.parquet.internal.source.ChunkRanges;
import dev.coldpress.parquet.internal.source.LoadedRowGroup;
import dev.coldpress.parquet.internal.source.OutputCodecs;
import dev.coldpress.parquet.internal.source.ReportedSource;
import dev.coldpress.parquet.internal.source.RowGroupBatch;
import dev.coldpress.parquet.internal.source.SourceReadAhead;
import dev.coldpress.parquet.internal.source.SourceTotals;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One merge: reads the sources' row groups into the arena, in order, and whenever they are enough for a row group of
 * the output, lets them be written. What is in memory is thus one output row group, compressed, and one of its columns.
 */
public final class MergeRun implements AutoCloseable {

    /** Up to here a source is read whole with one request, which costs less than asking for its footer first. */
    private static final int WHOLE_FILE_BYTES = 16 << 20;

    private final MergeSpec spec;
    private final List<SourceFile> sources;
    private final MemoryPlan plan;
    private final Arena arena;
    private final long expectedBytes;
    private final List<LeafColumn> columns;
    private final Optional<RowSorter> sorter;
    private final RowGroupBatch batch;
    private final RowGroupWriter writer;
    private final SourceTotals totals;
    private final FooterReader footers;
    private final SourceReadAhead ahead;
    private @Nullable MappedSchema lastSchema;

    private record MappedSchema(ParquetSchema source, SchemaMapping mapping) {}

    /**
     * A merge that has not begun.
     *
     * @param buffers that nothing else uses while it runs
     * @param onlyTranscodes see {@code ParquetJavaCodec}
     */
    public MergeRun(
            MergeSpec spec,
            List<SourceFile> sources,
            StagedUpload output,
            Progress progress,
            FooterReader footers,
            MergeBuffers buffers,
            int threads,
            boolean onlyTranscodes) {
        this.spec = spec;
        List<SourceFile> reported = sources.stream()
                .<SourceFile>map(source -> new ReportedSource(source, progress))
                .toList();
        this.plan = MemoryPlan.of(spec.memoryBudgetBytes());
        this.arena = buffers.arena();
        arena.begin(plan.arenaBytes());
        this.columns = LeafColumn.of(spec.schema());
        OutputCodecs outputCodecs = new OutputCodecs(spec.compression(), columns.size());
        RowBufferPool rowBuffers = new RowBufferPool();
        this.sorter = spec.sort().isEmpty()
                ? Optional.empty()
                : Optional.of(new RowSorter(spec, columns, plan, reported, footers, rowBuffers));
        this.sources = sorter.map(RowSorter::sources).orElse(reported);
        boolean ordersAll = sorter.map(RowSorter::isAnyMixed).orElse(false);
        long batchBytes = ordersAll ? Long.MAX_VALUE / 2 : spec.rowGroupBytes();
        this.expectedBytes = Math.min(
                Math.min(batchBytes, arena.maxBytes()) + WHOLE_FILE_BYTES,
                sources.stream().mapToLong(source -> source.ref().sizeBytes()).sum());
        this.batch = new RowGroupBatch(
                outputCodecs,
                spec.rowGroupBytes(),
                plan,
                columns.size(),
                onlyTranscodes,
                sorter.<RowGroupBatch.Room>map(order -> order::hasRoom).orElse(RowGroupBatch.Room.ENDLESS));
        this.writer = new RowGroupWriter(spec, columns, outputCodecs, plan, output, buffers, rowBuffers, threads);
        this.totals = new SourceTotals(spec.schema(), columns);
        this.footers = footers;
        List<SourceFile> small = this.sources.stream()
                .filter(source -> isReadWhole(source) && isReadAhead(source))
                .toList();
        this.ahead = new SourceReadAhead(small, footers, plan.aheadBytes(), buffers.whole(), threads);
    }

    private boolean isReadAhead(SourceFile source) {
        return source.ref().sizeBytes() <= plan.aheadBytes();
    }

    private boolean isReadWhole(SourceFile source) {
        return source.ref().sizeBytes() <= Math.min(WHOLE_FILE_BYTES, arena.maxBytes());
    }

    public MergedFile run() {
        for (SourceFile source : sources) {
            if (isReadWhole(source)) {
                takeWhole(source);
            } else {
                takeRowGroups(source);
            }
        }
        endRowGroup();
        SourceFooter footer = writer.file().finish(spec, totals.annotations(), footers);
        requireEqual(footer);
        return new MergedFile(
                footer.summary(Map.of()),
                totals.rowCount(),
                totals.determined(),
                writer.tiers().list(),
                sorter.map(order -> order.report(totals.rowCount())));
    }

    private void requireEqual(SourceFooter footer) {
        if (footer.rowCount() != totals.rowCount()) {
            throw new IllegalStateException(footer.key() + ": the output has " + footer.rowCount()
                    + " rows where the sources have " + totals.rowCount());
        }
        if (!footer.schema().equals(spec.schema())) {
            throw new IllegalStateException(footer.key() + ": the output has another schema than was planned");
        }
        List<String> contradictions =
                totals.annotations().contradictions(footer.fileSchema().elements());
        if (!contradictions.isEmpty()) {
            throw new IllegalStateException(footer.key()
                    + ": fields of the output are annotated otherwise than in the sources: " + contradictions);
        }
    }

    private void takeWhole(SourceFile source) {
        if (!isReadAhead(source)) {
            takeInPlace(source);
            return;
        }
        SourceReadAhead.Whole read = ahead.take();
        if (!read.footer().key().equals(source.ref().key())) {
            throw new IllegalStateException(
                    source.ref().key() + " is next, and " + read.footer().key() + " was read");
        }
        int dataEnd = ChunkRanges.endOfData(read.footer());
        int from = reserve(dataEnd);
        System.arraycopy(read.bytes(), 0, arena.array(), from, dataEnd);
        ahead.giveBack(read);
        addAll(read.footer(), from, dataEnd);
    }

    /** For a source that would take too much memory in addition to the arena. */
    private void takeInPlace(SourceFile source) {
        int size = (int) source.ref().sizeBytes();
        int from = reserve(size);
        source.read(0, arena.buffer(from, size));
        SourceFooter footer = footers.read(source.ref().key(), arena.array(), from, size);
        int dataEnd = ChunkRanges.endOfData(footer);
        arena.shrinkTo(from + dataEnd);
        addAll(footer, from, dataEnd);
    }

    /** Room in the arena, in which a row group ends if there is not enough. */
    private int reserve(int length) {
        if (!arena.fits(length)) {
            endRowGroup();
        }
        return arena.reserve(length, expectedBytes);
    }

    /** Takes all row groups of a source whose bytes begin in the arena at {@code start}. */
    private void addAll(SourceFooter footer, int start, int dataEnd) {
        int from = start;
        SchemaMapping mapping = mapping(footer);
        for (SourceRowGroup group : withRows(footer)) {
            if (batch.mustEndBefore(group, mapping, isMixed(footer, group))) {
                writeRowGroup();
                arena.keepOnly(from, dataEnd);
                from = 0;
            }
            add(footer, group, mapping, ChunkRanges.positionsInFile(group, from), TierReason.SMALL_ROW_GROUP);
        }
    }

    private boolean isMixed(SourceFooter footer, SourceRowGroup group) {
        return sorter.isPresent() && sorter.get().isMixed(footer.key(), group);
    }

    private void takeRowGroups(SourceFile source) {
        FooterReader.Parsed parsed = footers.readAll(source);
        SourceFooter footer = parsed.checked();
        SchemaMapping mapping = mapping(footer);
        Composition composition = new Composition(spec, source, parsed, mapping, plan.pageBytes(), sorter);
        for (SourceRowGroup group : withRows(footer)) {
            Optional<TierReason> reason = compose(composition, group);
            if (reason.isEmpty()) {
                totals.add(footer, group, mapping);
                sorter.ifPresent(order -> order.passed(footer, group));
                continue;
            }
            ChunkRanges ranges = ChunkRanges.of(group);
            if (ranges.totalBytes() > arena.maxBytes()) {
                throw new ParquetFileException(
                        footer.key(),
                        Reason.MEMORY_BUDGET,
                        "row group " + group.ordinal() + " has " + ranges.totalBytes()
                                + " bytes; of the memory budget of " + spec.memoryBudgetBytes() + " bytes, "
                                + arena.maxBytes() + " are for source row groups");
            }
            if (batch.mustEndBefore(group, mapping, isMixed(footer, group)) || !arena.fits(ranges.totalBytes())) {
                endRowGroup();
            }
            int from = arena.reserve((int) ranges.totalBytes(), expectedBytes);
            add(footer, group, mapping, ranges.load(source, arena, from), reason.get());
        }
    }

    /**
     * Lets the store copy a row group. What came before must be large enough as well: otherwise this is what makes it
     * large.
     *
     * @return why it cannot be; empty if it was done
     */
    private Optional<TierReason> compose(Composition composition, SourceRowGroup group) {
        if (batch.onlyTranscodes()) {
            return Optional.of(TierReason.SWITCHED_OFF);
        }
        if (!batch.isEmpty() && !batch.isLarge()) {
            return Optional.of(TierReason.SMALL_ROW_GROUP);
        }
        ComposedRowGroup composed;
        try {
            composed =
                    composition.prepare(group, plan.pageBytes() - writer.file().waitingBytes());
        } catch (UnfitException e) {
            return Optional.of(e.reason());
        }
        endRowGroup();
        writer.compose(composed, composition);
        return Optional.empty();
    }

    private void add(
            SourceFooter footer,
            SourceRowGroup group,
            SchemaMapping mapping,
            int[] positions,
            TierReason againstCompose) {
        totals.add(footer, group, mapping);
        sorter.ifPresent(order -> order.passed(footer, group));
        var leaves = new LoadedRowGroup.LeafColumns(footer.leaves(), footer.quirks());
        LoadedRowGroup loaded = new LoadedRowGroup(footer.key(), group, mapping, leaves, arena.array(), positions);
        if (mapping.invents()) {
            loaded.requireRows();
        }
        batch.add(loaded, againstCompose);
    }

    private static List<SourceRowGroup> withRows(SourceFooter footer) {
        return footer.rowGroups().stream().filter(group -> group.rowCount() > 0).toList();
    }

    private void endRowGroup() {
        if (!batch.isEmpty()) {
            writeRowGroup();
        }
        arena.clear();
    }

    private void writeRowGroup() {
        List<RowOrder> parts = sorter.map(rows -> rows.arrange(batch)).orElse(List.of());
        if (parts.isEmpty() && batch.fullRowGroups() > 1) {
            writeAsItIs();
        } else {
            writer.write(batch, parts);
        }
        batch.clear();
    }

    /** Rows that turned out not to move become row groups as without sorting. */
    private void writeAsItIs() {
        RowGroupBatch next = batch.empty();
        for (LoadedRowGroup group : batch.groups()) {
            if (next.mustEndBefore(group.rowGroup(), group.mapping(), false)) {
                writer.write(next, List.of());
                next.clear();
            }
            next.add(group, batch.reason());
            next.setSorting(batch.sorting());
        }
        writer.write(next, List.of());
    }

    /** Neighbours nearly always have the same schema. */
    private SchemaMapping mapping(SourceFooter footer) {
        MappedSchema last = lastSchema;
        if (last == null || !last.source().equals(footer.schema())) {
            last = new MappedSchema(footer.schema(), new SchemaMapping(footer.leaves(), columns));
            lastSchema = last;
        }
        return last.mapping();
    }

    @Override
    public void close() {
        ahead.close();
        sorter.ifPresent(RowSorter::close);
        writer.close();
    }
}
