package dev.coldpress.testkit.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Several threads that begin at the same moment. */
final class Race {

    static final int CONTENDERS = 8;

    private static final int TIMEOUT_SECONDS = 120;

    private Race() {}

    /** The result of each contender, in their order. An exception of one fails the test. */
    static <T> List<T> run(List<? extends Callable<T>> contenders) {
        ExecutorService threads = Executors.newFixedThreadPool(contenders.size());
        try {
            CyclicBarrier start = new CyclicBarrier(contenders.size());
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> contender : contenders) {
                running.add(threads.submit(() -> {
                    start.await();
                    return contender.call();
                }));
            }
            return results(running);
        } finally {
            threads.shutdownNow();
        }
    }

    /** {@link #CONTENDERS} times the same. */
    static <T> List<T> run(Callable<T> contender) {
        return run(Collections.nCopies(CONTENDERS, contender));
    }

    private static <T> List<T> results(List<Future<T>> running) {
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            try {
                results.add(one.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                throw new AssertionError("A contender failed", e.getCause());
            } catch (TimeoutException e) {
                throw new AssertionError("A contender took more than " + TIMEOUT_SECONDS + " s", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while contenders were running", e);
            }
        }
        return results;
    }
}
