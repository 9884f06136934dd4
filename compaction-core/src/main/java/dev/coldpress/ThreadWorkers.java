package dev.coldpress;

import dev.coldpress.port.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads of the JVM, which end with the work. An interrupt of the calling thread is passed on to them. */
public final class ThreadWorkers implements Workers {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadWorkers.class);

    @Override
    public void doAtOnce(int threads, Runnable work) {
        AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
        Runnable caught = () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                first.compareAndSet(null, e);
            }
        };
        List<Thread> others = new ArrayList<>();
        while (others.size() < threads - 1 && start(caught, others)) {
            // One after the other.
        }
        caught.run();
        join(others);
        Throwable fault = first.get();
        if (fault instanceof Error error) {
            throw error;
        }
        if (fault != null) {
            throw (RuntimeException) fault;
        }
    }

    /** The work bounds its own time, so an interrupt ends its waits and not this one. */
    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether another thread has begun: a machine may allow no more, and then those that there are do the work. */
    private static boolean start(Runnable work, List<Thread> others) {
        Thread thread = new Thread(work, "coldpress-partition-" + (others.size() + 1));
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            LOG.warn("The work goes on with {} threads: {}", others.size() + 1, e.getMessage());
            return false;
        }
        others.add(thread);
        return true;
    }

    @Override
    public Lock newLock() {
        return new ReentrantLock();
    }
}
