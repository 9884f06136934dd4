package dev.coldpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ThreadWorkersTest {

    private final ThreadWorkers workers = new ThreadWorkers();

    @Test
    void theCallingThreadIsOneOfThoseThatWorkAtOnce() {
        CyclicBarrier three = new CyclicBarrier(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        workers.doAtOnce(3, () -> {
            threads.add(Thread.currentThread());
            meet(three);
        });
        assertThat(threads).hasSize(3).contains(Thread.currentThread());
    }

    @Test
    void oneThreadIsTheCallingOne() {
        Thread caller = Thread.currentThread();
        workers.doAtOnce(1, () -> assertThat(Thread.currentThread()).isSameAs(caller));
    }

    @Test
    void whatOneThreadThrowsIsThrownOnceAllHaveEnded() {
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch thrown = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean();
        assertThatThrownBy(() -> workers.doAtOnce(4, () -> {
                    if (first.compareAndSet(false, true)) {
                        thrown.countDown();
                        throw new IllegalStateException("broken");
                    }
                    await(thrown);
                    ended.incrementAndGet();
                }))
                .hasMessage("broken");
        assertThat(ended).hasValue(3);
    }

    @Test
    void anInterruptReachesTheOtherThreadsAndIsKept() {
        Thread caller = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        workers.doAtOnce(3, () -> {
            if (Thread.currentThread() == caller) {
                caller.interrupt();
                return;
            }
            try {
                assertThat(never.await(30, TimeUnit.SECONDS)).isFalse();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted).hasValue(2);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
