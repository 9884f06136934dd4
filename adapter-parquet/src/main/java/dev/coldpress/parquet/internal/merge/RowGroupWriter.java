package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.Futures;
import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.bytes.SegmentPool;
import dev.coldpress.parquet.internal.footer.LeafColumn;
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
 * Writes row groups of the output: several columns at once, each with a part of the memory, and appended in order. A column
 * that needs more than its part is made again alone, with all of it, so that neither the bytes nor the faults depend on the
 * number of threads.
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

    private record InFlight(
            int column, ColumnMaker maker, long reservedBytes, Future<Optional<ColumnMaker.Made>> result) {}

    RowGroupWriter(
            MergeSpec spec,
            List<LeafColumn> columns,
            OutputCodecs outputCodecs,
            MemoryPlan plan,
            StagedUpload output,
            MergeBuffers buffers,
            int threads) {
        this.columnCount = columns.size();
        this.tiers = new TierCounts(columns);
        this.plan = plan;
        this.mostGatherBytes = RowSorter.columnBytes(spec);
        this.file = new FileAssembly(output);
        KeptDictionaries kept = KeptDictionaries.of(spec, columns);
        long page = plan.pageBytes();
        this.alone =
                new ColumnMaker(spec, output.key(), columns, outputCodecs, kept, plan, buffers.alone(), false, page);
        int parts =
                (int) Math.min((long) PARTS_PER_THREAD * threads, plan.pageBytes() / PAGES_PER_PART / spec.pageBytes());
        boolean parallel = threads > 1 && parts > 1 && columns.size() > 1;
        this.pool = parallel
                ? Optional.of(Executors.newFixedThreadPool(Math.min(threads, parts), RowGroupWriter::thread))
                : Optional.empty();
        for (int i = 0; parallel && i < parts; i++) {
            MemoryPlan part = plan.part(parts);
            ColumnBuffers own = new ColumnBuffers(buffers.segments());
            makers.add(new ColumnMaker(spec, output.key(), columns, outputCodecs, kept, part, own, true, page));
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

    void write(RowGroupBatch batch) {
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
            Optional<ColumnMaker.Made> made = Futures.get(first.result());
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
        file.endRowGroup(batch.rowCount(), batch.sorting());
    }

    /** Whether there was memory and a maker for the column. */
    private boolean submit(int column, RowGroupBatch batch, Deque<InFlight> inFlight) {
        if (pool.isEmpty() || freeMakers.isEmpty()) {
            return false;
        }
        // Pages lie in whole segments, and a column may grow a little.
        long reserve = batch.expectedBytes(column) / 4 * 5 + 2L * SegmentPool.SEGMENT_BYTES;
        long reserved = inFlight.stream().mapToLong(InFlight::reservedBytes).sum();
        if (reserved + reserve > plan.chunkBytes() || !hasRoomToGather(column, batch, inFlight)) {
            return false;
        }
        ColumnMaker maker = freeMakers.remove();
        int rowGroup = file.rowGroupCount();
        Future<Optional<ColumnMaker.Made>> result =
                pool.get().submit(() -> maker.make(column, batch, rowGroup, reserve - SegmentPool.SEGMENT_BYTES));
        inFlight.add(new InFlight(column, maker, reserve, result));
        return true;
    }

    /** Whether the column may be in memory whole, beside those that are, as it has to be to get another order. */
    private boolean hasRoomToGather(int column, RowGroupBatch batch, Deque<InFlight> inFlight) {
        if (batch.order() == null || inFlight.isEmpty()) {
            return true;
        }
        long gathered = inFlight.stream()
                .mapToLong(other -> batch.gatherBytes(other.column()))
                .sum();
        return gathered + batch.gatherBytes(column) <= mostGatherBytes;
    }

    private void release(InFlight done) {
        done.maker().buffers().pages().clear();
        freeMakers.add(done.maker());
    }

    private void appendAlone(int column, RowGroupBatch batch) {
        append(
                column,
                alone.make(column, batch, file.rowGroupCount(), plan.chunkBytes())
                        .orElseThrow(),
                alone);
        alone.buffers().pages().clear();
    }

    private void append(int column, ColumnMaker.Made made, ColumnMaker maker) {
        Carried carried = made.carried().within(plan.pageBytes() - file.waitingBytes());
        file.append(made.chunk(), maker.buffers(), carried);
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
