package dev.coldpress.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadAheadTest {

    private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

    private static <R> void forEach(
            List<Integer> items, Function<Integer, R> read, BiConsumer<Integer, Supplier<R>> take, int threads) {
        new ReadAhead(threads).forEach(items, read, take);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void resultsAreTakenInOrderByTheCaller(int parallelism) {
        List<Integer> taken = new ArrayList<>();
        Thread caller = Thread.currentThread();
        forEach(
                ITEMS,
                item -> item * item,
                (item, result) -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    assertThat(result.get()).isEqualTo(item * item);
                    taken.add(item);
                },
                parallelism);
        assertThat(taken).isEqualTo(ITEMS);
    }

    @Test
    void asManyReadAheadAsAreAllowedAndNoMore() {
        CyclicBarrier four = new CyclicBarrier(4);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        forEach(
                ITEMS,
                item -> {
                    threads.add(Thread.currentThread());
                    return meet(four);
                },
                (item, result) -> assertThat(result.get()).isNotNull(),
                4);
        threads.remove(Thread.currentThread());
        assertThat(threads).hasSize(4);
    }

    /** Fails unless three others come as well. */
    private static int meet(CyclicBarrier barrier) {
        try {
            return barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whereOthersReadInTheOrderOfTheCallsTheCallerOnlyWaits() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Integer> taken = new ArrayList<>();
        ReadAhead.inOrderOfCalls(4)
                .forEach(
                        ITEMS,
                        item -> {
                            threads.add(Thread.currentThread());
                            return item;
                        },
                        (item, result) -> taken.add(result.get()));
        assertThat(taken).isEqualTo(ITEMS);
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @Test
    void withOneNoOtherThreadReads() {
        Thread caller = Thread.currentThread();
        forEach(
                ITEMS,
                item -> assertThat(Thread.currentThread()).isSameAs(caller),
                (item, result) -> assertThat(result.get()).isNotNull(),
                1);
    }

    @Test
    void whatOneReadThrowsIsThrownWhereItIsTaken() {
        List<Integer> failed = new ArrayList<>();
        forEach(
                ITEMS,
                item -> {
                    if (item % 10 == 3) {
                        throw new IllegalArgumentException("item " + item);
                    }
                    return item;
                },
                (item, result) -> {
                    if (item % 10 == 3) {
                        failed.add(item);
                        assertThatThrownBy(result::get).hasMessage("item " + item);
                    } else {
                        assertThat(result.get()).isEqualTo(item);
                    }
                },
                8);
        assertThat(failed).hasSize(10);
    }

    @Test
    void nothingIsReadAnyMoreOnceTheCallerHasGivenUp() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch givenUp = new CountDownLatch(1);
        assertThatThrownBy(() -> forEach(
                        ITEMS,
                        item -> {
                            begun.incrementAndGet();
                            if (item > 0) {
                                await(givenUp);
                            }
                            return ended.incrementAndGet();
                        },
                        (item, result) -> {
                            assertThat(result.get()).isPositive();
                            givenUp.countDown();
                            throw new IllegalStateException("enough");
                        },
                        8))
                .hasMessage("enough");
        assertThat(ended).hasValue(begun.get());
        assertThat(begun).hasValueLessThanOrEqualTo(16);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the queue of the threads, which takes the least one first. */
    @Test
    void whatAnEarlierCallWantsComesFirst() {
        List<ReadAhead.Reading<Integer>> queue = new ArrayList<>();
        for (long number = 0; number < 3; number++) {
            for (long call : new long[] {2, 0, 1}) {
                queue.add(new ReadAhead.Reading<>(call, number, () -> 0));
            }
        }
        Collections.shuffle(queue, new Random(7));
        PriorityBlockingQueue<ReadAhead.Reading<Integer>> taken = new PriorityBlockingQueue<>(queue);
        assertThat(Stream.generate(taken::remove).limit(queue.size()).map(Object::toString))
                .containsExactly("0-0", "0-1", "0-2", "1-0", "1-1", "1-2", "2-0", "2-1", "2-2");
    }
}
