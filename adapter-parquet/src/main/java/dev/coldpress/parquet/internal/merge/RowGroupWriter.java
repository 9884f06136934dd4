package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.Futures;
import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.bytes.SegmentPool;
import dev.coldpress.parquet.internal.chunk.EncodeBuffers;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.order.RowOrder;
import dev.coldpress.parquet.internal.source.OutputCodecs;
import dev.coldpress.parquet.internal.source.RowGroupBatch;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.MergeSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes row groups of the output: several columns at once, each with a part of the memory, and appended in order. A
 * column that needs more than its part is made again alone, with all of it, so that neither the bytes nor the faults
 * depend on the number of threads.
 */
final class RowGroupWriter implements AutoCloseable {

    /** A part of the plan holds a full page, that page decompressed from another, and the dictionaries of both. */
    private static final int PAGES_PER_PART = 4;

    private static final int PARTS_PER_THREAD = 2;

    private final int columnCount;
    private final MemoryPlan plan;
    private final FileAssembly file;
    private final ColumnMaker alone;
    private final List<ColumnMaker> makers = new ArrayList<>();
    private final Deque<ColumnMaker> freeMakers = new ArrayDeque<>();
    private final Optional<ExecutorService> pool;
    private final TierCounts tiers;
    private final long mostGatherBytes;
    private final boolean verifyContent;
    private final SegmentPool segments;

    /** Row groups behind the one that is written, whose columns are made with those of that one. */
    private final Deque<HeldRowGroup> held = new ArrayDeque<>();

    private record InFlight(
            int column, ColumnMaker maker, long reservedBytes, Future<Optional<List<MadeChunk>>> result) {}

    RowGroupWriter(
            MergeSpec spec,
            List<LeafColumn> columns,
            OutputCodecs outputCodecs,
            MemoryPlan plan,
            StagedUpload output,
            MergeBuffers buffers,
            RowBufferPool rowBuffers,
            int threads) {
        this.columnCount = columns.size();
        this.tiers = new TierCounts(columns);
        this.plan = plan;
        this.mostGatherBytes = RowSorter.columnBytes(spec);
        this.verifyContent = spec.verifyContent();
        this.segments = buffers.segments();
        this.file = new FileAssembly(output);
        KeptDictionaries kept = KeptDictionaries.of(spec, columns);
        long page = plan.pageBytes();
        this.alone = new ColumnMaker(
                spec,
                output.key(),
                columns,
                outputCodecs,
                kept,
                plan,
                buffers.alone(),
                segments,
                rowBuffers,
                false,
                page);
        int parts =
                (int) Math.min((long) PARTS_PER_THREAD * threads, plan.pageBytes() / PAGES_PER_PART / spec.pageBytes());
        boolean parallel = threads > 1 && parts > 1 && columns.size() > 1;
        this.pool = parallel
                ? Optional.of(Executors.newFixedThreadPool(Math.min(threads, parts), RowGroupWriter::thread))
                : Optional.empty();
        for (int i = 0; parallel && i < parts; i++) {
            MemoryPlan part = plan.part(parts);
            ColumnBuffers own = new ColumnBuffers(buffers.segments());
            makers.add(new ColumnMaker(
                    spec, output.key(), columns, outputCodecs, kept, part, own, segments, rowBuffers, true, page));
        }
        freeMakers.addAll(makers);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "coldpress-merge");
        thread.setDaemon(true);
        return thread;
    }

    /** How the column chunks were made that were written so far. */
    TierCounts tiers() {
        return tiers;
    }

    FileAssembly file() {
        return file;
    }

    /** Takes a row group of a source as it is. */
    void compose(ComposedRowGroup group, Composition composition) {
        composition.copy(group, file.output());
        file.append(group, composition.sorting());
        for (int column = 0; column < columnCount; column++) {
            ChunkFilter filter = group.chunks().get(column).filter();
            tiers.add(
                    column,
                    Tier.COMPOSE,
                    Optional.empty(),
                    filter.leftOut().stream().toList());
        }
    }

    /**
     * Writes a batch.
     *
     * @param parts the row groups that it becomes, by the order of their rows; empty if it becomes one as it is
     */
    void write(RowGroupBatch batch, List<RowOrder> parts) {
        int from = 0;
        do {
            int end = endOfPass(batch, parts, from);
            batch.setParts(parts.subList(from, end), verifyContent);
            writeParts(batch);
            from = end;
        } while (from < parts.size());
    }

    /** The first part for whose row group there is no memory while those from {@code from} on are made. */
    private int endOfPass(RowGroupBatch batch, List<RowOrder> parts, int from) {
        long room = plan.heldBytes();
        int end = Math.min(from + 1, parts.size());
        while (end < parts.size()) {
            room -= heldBytes(batch, parts.get(end));
            if (room < 0) {
                return end;
            }
            end++;
        }
        return end;
    }

    /** What the row group of a part takes, about. */
    private static long heldBytes(RowGroupBatch batch, RowOrder part) {
        return batch.expectedBytes() / batch.rowCount() * part.size() + SegmentPool.SEGMENT_BYTES;
    }

    /** Makes each column of all parts at once, so that its sources are decoded once. */
    private void writeParts(RowGroupBatch batch) {
        for (int part = 1; part < batch.partCount(); part++) {
            held.add(new HeldRowGroup(segments));
        }
        Deque<InFlight> inFlight = new ArrayDeque<>();
        int next = 0;
        while (next < columnCount || !inFlight.isEmpty()) {
            while (next < columnCount && submit(next, batch, inFlight)) {
                next++;
            }
            InFlight first = inFlight.poll();
            if (first == null) {
                appendAlone(next++, batch);
                continue;
            }
            Optional<List<MadeChunk>> made = Futures.get(first.result());
            if (made.isPresent()) {
                append(first.column(), made.get(), first.maker());
                release(first);
            } else {
                // Nothing else may hold memory while a column has all of it.
                release(first);
                inFlight.forEach(other -> Futures.get(other.result()));
                inFlight.forEach(this::release);
                inFlight.clear();
                appendAlone(first.column(), batch);
                next = first.column() + 1;
            }
        }
        batch.requireRows(file.output().key(), file.rowGroupCount());
        file.endRowGroup(batch.rowCount(0), batch.sorting());
        for (int part = 1; part < batch.partCount(); part++) {
            held.remove().appendTo(file);
            file.endRowGroup(batch.rowCount(part), batch.sorting());
        }
    }

    /** Whether there was memory and a maker for the column. */
    private boolean submit(int column, RowGroupBatch batch, Deque<InFlight> inFlight) {
        if (pool.isEmpty() || freeMakers.isEmpty()) {
            return false;
        }
        // Pages lie in whole segments, and a column may grow a little.
        long reserve = batch.expectedBytes(column) / 4 * 5 + (1L + batch.partCount()) * SegmentPool.SEGMENT_BYTES;
        long reserved = inFlight.stream().mapToLong(InFlight::reservedBytes).sum();
        long room = batch.partCount() > 1 ? plan.chunkBytes() / 2 : plan.chunkBytes();
        if (reserved + reserve > room || !hasRoomToGather(column, batch, inFlight)) {
            return false;
        }
        ColumnMaker maker = freeMakers.remove();
        int rowGroup = file.rowGroupCount();
        Future<Optional<List<MadeChunk>>> result =
                pool.get().submit(() -> maker.make(column, batch, rowGroup, reserve - SegmentPool.SEGMENT_BYTES));
        inFlight.add(new InFlight(column, maker, reserve, result));
        return true;
    }

    /** Whether the column may be in memory whole, beside those that are, as it has to be to get another order. */
    private boolean hasRoomToGather(int column, RowGroupBatch batch, Deque<InFlight> inFlight) {
        if (!batch.isGathered() || inFlight.isEmpty()) {
            return true;
        }
        long gathered = inFlight.stream()
                .mapToLong(other -> batch.gatherBytes(other.column()))
                .sum();
        return gathered + batch.gatherBytes(column) <= mostGatherBytes;
    }

    private void release(InFlight done) {
        done.maker().clear();
        freeMakers.add(done.maker());
    }

    private void appendAlone(int column, RowGroupBatch batch) {
        append(
                column,
                alone.make(column, batch, file.rowGroupCount(), plan.chunkBytes())
                        .orElseThrow(),
                alone);
        alone.clear();
    }

    private void append(int column, List<MadeChunk> parts, ColumnMaker maker) {
        append(column, parts.get(0), maker.buffers(0), Optional.empty());
        int part = 1;
        for (HeldRowGroup later : held) {
            append(column, parts.get(part), maker.buffers(part), Optional.of(later));
            part++;
        }
    }

    /** @param later the row group, if it is not the one that is written */
    private void append(int column, MadeChunk made, EncodeBuffers encoded, Optional<HeldRowGroup> later) {
        long heldFilters = held.stream().mapToLong(HeldRowGroup::filterBytes).sum();
        Carried carried = made.carried().within(plan.pageBytes() - file.waitingBytes() - heldFilters);
        if (later.isPresent()) {
            later.get().add(made.chunk(), encoded, carried);
        } else {
            file.append(made.chunk(), encoded.chunkBuffers(), carried);
        }
        List<String> remarks = new ArrayList<>();
        made.growth().ifPresent(growth -> remarks.add(growth.text()));
        remarks.addAll(carried.leftOut());
        tiers.add(column, made.tier(), Optional.of(made.reason()), remarks);
    }

    /** Waits for threads that are still at work, because they use native memory that is freed here. */
    @Override
    public void close() {
        pool.ifPresent(Futures::shutDown);
        alone.close();
        makers.forEach(ColumnMaker::close);
    }
}
