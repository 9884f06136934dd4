package dev.coldpress.port;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Threads of the JVM, which end with the work. An interrupt of the calling thread is passed on to them. */
public final class ThreadWorkers implements Workers {

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
        for (int i = 1; i < threads; i++) {
            Thread thread = new Thread(caught, "coldpress-partition-" + i);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
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

    @Override
    public Lock newLock() {
        return new ReentrantLock();
    }
}
