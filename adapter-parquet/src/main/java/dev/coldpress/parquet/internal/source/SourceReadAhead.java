package dev.coldpress.parquet.internal.source;

import dev.coldpress.parquet.internal.bytes.Futures;
import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Reads small sources whole, with one request each, some before they are needed: while one is read, other threads take
 * the footers of those before it apart. For one thread, which also is the only one that reads, and so hears of the
 * progress. What is read when does not depend on the number of threads, so neither does which fault comes first.
 */
public final class SourceReadAhead implements AutoCloseable {

    private static final int MOST_AHEAD = 4;

    /** A footer takes many times its bytes while it is parsed. */
    private static final int FOOTERS_AT_ONCE = 2;

    /** Buffers of nearly the same size can stand in for each other. */
    private static final int BUFFER_STEP = 64 << 10;

    private final Iterator<SourceFile> next;
    private final FooterReader footers;
    private final long mostBytes;
    private final Optional<ExecutorService> pool;
    private final Deque<Reading> ahead = new ArrayDeque<>();
    private final List<byte[]> free;
    private Optional<SourceFile> pending = Optional.empty();

    /** All bytes of a source, from index 0 of an array that may be longer. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Whole(byte[] bytes, SourceFooter footer) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Reading(byte[] bytes, FutureTask<Whole> result) {}

    /**
     * @param sources those that are to be read whole, none larger than {@code mostBytes}
     * @param mostBytes what all that is read and not yet given back may take
     * @param free arrays to read into, which come back there
     * @param threads with 1 the thread that takes the sources takes their footers apart as well
     */
    public SourceReadAhead(
            List<SourceFile> sources, FooterReader footers, long mostBytes, List<byte[]> free, int threads) {
        this.next = sources.iterator();
        this.footers = footers;
        this.mostBytes = mostBytes;
        this.free = free;
        this.pool = threads > 1 && sources.size() > 1
                ? Optional.of(Executors.newFixedThreadPool(FOOTERS_AT_ONCE, SourceReadAhead::thread))
                : Optional.empty();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "coldpress-footer");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The next source, which goes to {@link #giveBack} before the next call.
     *
     * @throws RuntimeException what reading it threw or one of the next, or what is wrong with its footer
     */
    public Whole take() {
        readOn();
        Reading first = ahead.remove();
        if (pool.isEmpty()) {
            first.result().run();
        }
        return Futures.get(first.result());
    }

    public void giveBack(Whole whole) {
        free.add(whole.bytes());
    }

    private void readOn() {
        while (pending.isPresent() || next.hasNext()) {
            SourceFile source = pending.orElseGet(next::next);
            pending = Optional.of(source);
            int length = roundedUp(source.ref().sizeBytes());
            if (!ahead.isEmpty() && (ahead.size() == MOST_AHEAD || bytesAhead() + length > mostBytes)) {
                return;
            }
            pending = Optional.empty();
            begin(source, buffer(length));
        }
    }

    private long bytesAhead() {
        return ahead.stream().mapToLong(reading -> reading.bytes().length).sum();
    }

    private void begin(SourceFile source, byte[] buffer) {
        ObjectKey key = source.ref().key();
        int size = Math.toIntExact(source.ref().sizeBytes());
        source.read(0, ByteBuffer.wrap(buffer, 0, size));
        Callable<Whole> footer = () -> new Whole(buffer, footers.read(key, buffer, 0, size));
        FutureTask<Whole> result = new FutureTask<>(footer);
        ahead.add(new Reading(buffer, result));
        pool.ifPresent(threads -> threads.execute(result));
    }

    /** A source that was given back, if it fits; otherwise those are dropped that would be in memory with it. */
    private byte[] buffer(int length) {
        for (Iterator<byte[]> buffers = free.iterator(); buffers.hasNext(); ) {
            byte[] buffer = buffers.next();
            if (buffer.length >= length && bytesAhead() + buffer.length <= mostBytes) {
                buffers.remove();
                return buffer;
            }
        }
        free.clear();
        return new byte[length];
    }

    private static int roundedUp(long size) {
        return Math.toIntExact((size + BUFFER_STEP - 1) / BUFFER_STEP * BUFFER_STEP);
    }

    /** Waits for the footers that are being parsed. */
    @Override
    public void close() {
        pool.ifPresent(Futures::shutDown);
    }
}
