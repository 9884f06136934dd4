package dev.coldpress.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for several answers of a store at once, and takes them in order. Its threads serve everybody who reads, and end
 * when nobody does. Who came first is served first, to the end: so where partitions are read side by side over a slow
 * link, the first is merged while the others are still read. For several threads.
 */
public final class ReadAhead {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

    private static final int IDLE_SECONDS = 1;

    private final int threads;
    private final boolean isOnlyPool;
    private final ThreadPoolExecutor pool;
    private final AtomicLong calls = new AtomicLong();

    /** @param threads that read ahead, beside those that take; with 1 nothing is read ahead */
    public ReadAhead(int threads) {
        this(threads, false);
    }

    private ReadAhead(int threads, boolean isOnlyPool) {
        this.threads = threads;
        this.isOnlyPool = isOnlyPool;
        this.pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), ReadAhead::thread);
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * One that also reads in the order of the calls where very many call at once: they wait for its threads, and do not
     * read beside them.
     */
    static ReadAhead inOrderOfCalls(int threads) {
        return new ReadAhead(threads, true);
    }

    /**
     * Reads each item and hands the results on by the calling thread, in the order of the items. What no other thread
     * has begun when its turn comes is read by the calling thread itself, unless all threads are at work and those that
     * call only wait.
     *
     * @param read for several threads at once
     * @param take is given an item and what gives its result, or throws what reading it threw
     */
    <T, R> void forEach(List<T> items, Function<T, R> read, BiConsumer<T, Supplier<R>> take) {
        if (items.size() == 1) {
            take.accept(items.get(0), () -> read.apply(items.get(0)));
        } else {
            forEach(items.iterator(), read, take);
        }
    }

    /**
     * The same for items of which not all are known yet.
     *
     * @param items is asked by the calling thread, a little ahead of what is taken
     */
    public <T, R> void forEach(Iterator<T> items, Function<T, R> read, BiConsumer<T, Supplier<R>> take) {
        if (threads == 1) {
            items.forEachRemaining(item -> take.accept(item, () -> read.apply(item)));
            return;
        }
        AtomicBoolean isGivenUp = new AtomicBoolean();
        long call = calls.getAndIncrement();
        long number = 0;
        Deque<T> waiting = new ArrayDeque<>();
        Deque<FutureTask<R>> ahead = new ArrayDeque<>();
        try {
            while (items.hasNext() || !ahead.isEmpty()) {
                // As many again wait in the pool, so that no thread has to wait for the results to be taken.
                while (items.hasNext() && ahead.size() < 2 * threads) {
                    T following = items.next();
                    FutureTask<R> task =
                            new Reading<>(call, number++, () -> isGivenUp.get() ? null : read.apply(following));
                    waiting.add(following);
                    ahead.add(task);
                    execute(task);
                }
                FutureTask<R> first = ahead.remove();
                if (!isOnlyPool || pool.getPoolSize() < threads) {
                    first.run();
                }
                take.accept(waiting.remove(), () -> get(first));
            }
        } finally {
            // Whoever takes has given up if any are left. Those that have begun write into memory that somebody else
            // may get.
            isGivenUp.set(true);
            for (FutureTask<R> left : ahead) {
                left.run();
                end(left);
            }
        }
    }

    /** The items of an earlier call come before those of a later one. */
    static final class Reading<R> extends FutureTask<R> implements Comparable<Reading<?>> {

        private final long call;
        private final long number;

        Reading(long call, long number, Callable<R> read) {
            super(read);
            this.call = call;
            this.number = number;
        }

        @Override
        public int compareTo(Reading<?> other) {
            return call == other.call ? Long.compare(number, other.number) : Long.compare(call, other.call);
        }

        @Override
        public String toString() {
            return call + "-" + number;
        }
    }

    /** A machine may allow no more threads: then the calling thread reads when the task's turn comes. */
    private void execute(FutureTask<?> task) {
        try {
            pool.execute(task);
        } catch (OutOfMemoryError e) {
            LOG.debug("No further thread reads ahead", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "coldpress-read");
        thread.setDaemon(true);
        return thread;
    }

    private static void end(FutureTask<?> task) {
        try {
            get(task);
        } catch (RuntimeException | Error e) {
            // Nobody takes its result.
        }
    }

    /** The store bounds how long a read takes, so an interrupt is kept for whoever waits for more than that. */
    private static <R> R get(FutureTask<R> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unchecked(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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
}
