package dev.coldpress.parquet;

import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Reads small sources whole, with one request each, and several at once before they are needed: while one is waited for,
 * footers of others are taken apart. For one thread, which takes them in their order.
 */
final class SourceReadAhead implements AutoCloseable {

    /** One or two do on a local disk; a store that answers late is worth some more. */
    private static final int READS_AT_ONCE = 4;

    private static final int MOST_AHEAD = 2 * READS_AT_ONCE;

    /** Buffers of nearly the same size can stand in for each other. */
    private static final int BUFFER_STEP = 256 << 10;

    private final Iterator<SourceFile> next;
    private final FooterReader footers;
    private final long mostBytes;
    private final Optional<ExecutorService> pool;
    private final Deque<Reading> ahead = new ArrayDeque<>();
    private final List<byte[]> free = new ArrayList<>();
    private Optional<SourceFile> pending = Optional.empty();

    /** All bytes of a source, from index 0 of an array that may be longer. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(byte[] bytes, SourceFooter footer) {}

    private record Reading(SourceFile source, FutureTask<Whole> result) {}

    /**
     * @param sources those that are to be read whole
     * @param mostBytes how much may be read before it is taken; of a source that is larger, nothing
     * @param threads with 1 everything is read by the thread that takes it
     */
    SourceReadAhead(List<SourceFile> sources, FooterReader footers, long mostBytes, int threads) {
        this.next = sources.iterator();
        this.footers = footers;
        this.mostBytes = mostBytes;
        int reads = Math.min(READS_AT_ONCE, sources.size());
        this.pool = threads > 1 && reads > 1
                ? Optional.of(Executors.newFixedThreadPool(reads, SourceReadAhead::thread))
                : Optional.empty();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "coldpress-source");
        thread.setDaemon(true);
        return thread;
    }

    /** The next source, or what reading it threw. It goes to {@link #giveBack} before the next call. */
    Whole take() {
        readOn();
        Reading first = ahead.remove();
        if (pool.isEmpty()) {
            first.result().run();
        }
        return Futures.get(first.result());
    }

    void giveBack(Whole whole) {
        long kept = free.stream().mapToLong(buffer -> buffer.length).sum();
        if (kept + whole.bytes().length <= mostBytes) {
            free.add(whole.bytes());
        }
    }

    private void readOn() {
        while (pending.isPresent() || next.hasNext()) {
            SourceFile source = pending.orElseGet(next::next);
            pending = Optional.of(source);
            if (!ahead.isEmpty() && !mayBegin(source)) {
                return;
            }
            pending = Optional.empty();
            byte[] buffer = buffer(source);
            Callable<Whole> reading = () -> read(source, buffer);
            FutureTask<Whole> result = new FutureTask<>(reading);
            ahead.add(new Reading(source, result));
            pool.ifPresent(threads -> threads.execute(result));
        }
    }

    private boolean mayBegin(SourceFile source) {
        long bytes = source.ref().sizeBytes()
                + ahead.stream()
                        .mapToLong(reading -> reading.source().ref().sizeBytes())
                        .sum();
        return pool.isPresent() && ahead.size() < MOST_AHEAD && bytes <= mostBytes;
    }

    private byte[] buffer(SourceFile source) {
        int size = Math.toIntExact(source.ref().sizeBytes());
        for (Iterator<byte[]> buffers = free.iterator(); buffers.hasNext(); ) {
            byte[] buffer = buffers.next();
            if (buffer.length >= size) {
                buffers.remove();
                return buffer;
            }
        }
        free.clear();
        return new byte[(size + BUFFER_STEP - 1) / BUFFER_STEP * BUFFER_STEP];
    }

    private Whole read(SourceFile source, byte[] buffer) {
        int size = Math.toIntExact(source.ref().sizeBytes());
        source.read(0, ByteBuffer.wrap(buffer, 0, size));
        return new Whole(buffer, footers.read(source.ref().key(), buffer, 0, size));
    }

    /** Waits for the reads that have begun: whoever gave the sources may close them afterwards. */
    @Override
    public void close() {
        pool.ifPresent(Futures::shutDown);
    }
}
