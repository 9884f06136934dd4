package dev.coldpress.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Waits for several answers of a store at once, and takes them in order. */
final class ReadAhead {

    private ReadAhead() {}

    /**
     * Reads each item, so many at once, and hands the results on by the calling thread, in the order of the items.
     *
     * @param read for several threads at once
     * @param take is given an item and what gives its result, or throws what reading it threw
     * @param parallelism with 1 everything is done by the calling thread
     */
    static <T, R> void forEach(List<T> items, Function<T, R> read, BiConsumer<T, Supplier<R>> take, int parallelism) {
        int threads = Math.min(parallelism, items.size());
        if (threads <= 1) {
            items.forEach(item -> take.accept(item, () -> read.apply(item)));
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads, ReadAhead::thread);
        Deque<Future<R>> ahead = new ArrayDeque<>();
        try {
            Iterator<T> next = items.iterator();
            for (T item : items) {
                // As many again wait in the pool, so that no thread has to wait for the results to be taken.
                while (next.hasNext() && ahead.size() < 2 * threads) {
                    T following = next.next();
                    Callable<R> reading = () -> read.apply(following);
                    ahead.add(pool.submit(reading));
                }
                Future<R> first = ahead.remove();
                take.accept(item, () -> get(first));
            }
        } finally {
            // Whoever takes has given up if any are left: those that have not begun never will.
            ahead.forEach(future -> future.cancel(false));
            shutDown(pool);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "coldpress-read");
        thread.setDaemon(true);
        return thread;
    }

    /** The store bounds how long a read takes, so an interrupt is kept for whoever waits for more than that. */
    private static <R> R get(Future<R> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unchecked(e);
                }
            }
        } finally {
            restore(interrupted);
        }
    }

    private static RuntimeException unchecked(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException runtime) {
            return runtime;
        } else if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e.getCause());
    }

    /** Waits for the reads that have begun, which write into memory that somebody else may get. */
    private static void shutDown(ExecutorService pool) {
        pool.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        restore(interrupted);
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
