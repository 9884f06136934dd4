package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.coldpress.CompactionScheduler;
import dev.coldpress.Compactor;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schedule on a clock that the test moves; nobody sleeps. */
class SchedulerTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-01-15T13:00:00Z");

    private final SmallLake lake = new SmallLake();
    private final BlockingQueue<Instant> starts = new LinkedBlockingQueue<>();
    private final BlockingQueue<Duration> waits = new LinkedBlockingQueue<>();
    private final Semaphore wakes = new Semaphore(0);
    private final List<CompactionScheduler> schedulers = new ArrayList<>();
    private Runnable duringARun = () -> {};

    @BeforeEach
    void setClock() {
        lake.clock.set(START);
    }

    @AfterEach
    void endThreads() {
        schedulers.forEach(scheduler -> scheduler.stop(Duration.ZERO));
    }

    @Test
    void theFirstRunIsAtTheStartAndTheOthersFollowAtTheRate() {
        CompactionScheduler scheduler = started();
        assertThat(next(starts)).isEqualTo(START);
        assertThat(next(waits)).isEqualTo(HOUR);
        assertThat(scheduler.nextRun()).hasValue(START.plus(HOUR));
        for (int hour = 1; hour < 5; hour++) {
            passTime(HOUR);
            assertThat(next(starts)).isEqualTo(START.plus(HOUR.multipliedBy(hour)));
            assertThat(next(waits)).isEqualTo(HOUR);
        }
    }

    @Test
    void theRateIsKeptHoweverLongRunsTake() {
        duringARun = () -> lake.clock.advance(Duration.ofMinutes(20));
        started();
        assertThat(next(starts)).isEqualTo(START);
        assertThat(next(waits)).isEqualTo(Duration.ofMinutes(40));
        passTime(Duration.ofMinutes(40));
        assertThat(next(starts)).isEqualTo(START.plus(HOUR));
    }

    @Test
    void aRunThatTakesSeveralIntervalsIsFollowedByOneRunAndNotBySeveral() {
        AtomicInteger runs = new AtomicInteger();
        duringARun = () -> lake.clock.advance(runs.getAndIncrement() == 0 ? Duration.ofMinutes(150) : Duration.ZERO);
        started();
        assertThat(next(starts)).isEqualTo(START);
        assertThat(next(starts)).isEqualTo(START.plus(Duration.ofMinutes(150)));
        assertThat(next(waits)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aClockThatIsPutBackDelaysTheNextRunByAnIntervalAtMost() {
        duringARun = () -> lake.clock.advance(Duration.ofDays(-2));
        started();
        next(starts);
        assertThat(next(waits)).isEqualTo(HOUR);
    }

    @Test
    void aWaitThatEndsEarlyBeginsNoRun() {
        started();
        next(starts);
        next(waits);
        passTime(Duration.ofMinutes(59));
        assertThat(next(waits)).isEqualTo(Duration.ofMinutes(1));
        assertThat(starts).isEmpty();
    }

    @Test
    void aRunIsMadeNowAndTheScheduleStays() {
        CompactionScheduler scheduler = started();
        next(starts);
        next(waits);
        lake.clock.advance(Duration.ofMinutes(10));
        assertThat(scheduler.runNow()).isTrue();
        assertThat(next(starts)).isEqualTo(START.plus(Duration.ofMinutes(10)));
        assertThat(next(waits)).isEqualTo(Duration.ofMinutes(50));
    }

    @Test
    void noRunIsMadeWhileOneIsOn() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        duringARun = () -> await(goOn);
        CompactionScheduler scheduler = started();
        next(starts);
        assertThat(scheduler.isRunning()).isTrue();
        assertThat(scheduler.runNow()).isFalse();
        goOn.countDown();
        next(waits);
        assertThat(scheduler.isRunning()).isFalse();
        assertThat(starts).isEmpty();
    }

    @Test
    void aRunThatThrowsDoesNotEndTheSchedule() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        AtomicInteger lists = new AtomicInteger();
        FaultPlan firstListingFails = (operation, target) ->
                operation == StoreOperation.LIST && lists.getAndIncrement() == 0 ? Fault.FAIL_BEFORE : Fault.NONE;
        started(new FaultyObjectStore(lake.store, firstListingFails));
        next(starts);
        next(waits);
        assertThat(lake.dataFiles()).hasSize(3);
        passTime(HOUR);
        next(starts);
        next(waits);
        assertThat(lake.dataFiles()).hasSize(1);
    }

    @Test
    void stopWhileNothingRunsReturnsAtOnce() {
        CompactionScheduler scheduler = started();
        next(starts);
        next(waits);
        assertThat(scheduler.stop(Duration.ofSeconds(30))).isTrue();
        assertThat(scheduler.nextRun()).isEmpty();
        assertThat(scheduler.runNow()).isFalse();
        assertThat(starts).isEmpty();
    }

    @Test
    void stopWaitsForTheGroupInHandAndBeginsNoOther() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.addFiles(SmallLake.NEXT_HOUR, 3, 3);
        CountDownLatch merging = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompactionScheduler scheduler = started(lake.store, new CompactionListener() {
            @Override
            public void bytesMerged(long bytes) {
                merging.countDown();
                SchedulerTest.await(goOn);
            }
        });
        await(merging);
        assertThat(scheduler.stop(Duration.ZERO)).as("within no time").isFalse();
        goOn.countDown();
        assertThat(scheduler.stop(Duration.ofSeconds(30))).isTrue();
        assertThat(lake.dataFiles()).as("one partition merged, one not begun").hasSize(4);
        LakeAssertions.assertEachRowOnce(lake, "after the stop");
    }

    @Test
    void aRunMayStopItsOwnSchedule() {
        List<CompactionScheduler> own = new ArrayList<>();
        CountDownLatch known = new CountDownLatch(1);
        BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
        duringARun = () -> {
            await(known);
            answers.add(own.get(0).stop(Duration.ofDays(1)));
        };
        own.add(started());
        known.countDown();
        assertThat(next(answers)).isFalse();
        assertThat(own.get(0).stop(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void misuseIsRefused() {
        Compactor compactor = lake.compactor(lake.store);
        assertThatIllegalArgumentException().isThrownBy(() -> new CompactionScheduler(compactor, Duration.ZERO));
        CompactionScheduler neverStarted = new CompactionScheduler(compactor, HOUR);
        assertThat(neverStarted.runNow()).isFalse();
        assertThat(neverStarted.stop(Duration.ofDays(1))).isTrue();
        assertThatIllegalStateException().isThrownBy(neverStarted::start);
        CompactionScheduler twice = started();
        assertThatIllegalStateException().isThrownBy(twice::start);
    }

    private CompactionScheduler started() {
        return started(lake.store);
    }

    private CompactionScheduler started(ObjectStore through) {
        return started(through, CompactionListener.NONE);
    }

    private CompactionScheduler started(ObjectStore through, CompactionListener merges) {
        Compactor compactor = lake.builder(through)
                .pause(wait -> {
                    waits.add(wait);
                    wakes.acquire();
                })
                .listener(new CompactionListener() {
                    @Override
                    public void runStarted(Instant at) {
                        starts.add(at);
                        duringARun.run();
                    }

                    @Override
                    public void bytesMerged(long bytes) {
                        merges.bytesMerged(bytes);
                    }
                })
                .build();
        CompactionScheduler scheduler = new CompactionScheduler(compactor, HOUR);
        schedulers.add(scheduler);
        scheduler.start();
        return scheduler;
    }

    /** Moves the clock and ends the wait that is on. */
    private void passTime(Duration duration) {
        lake.clock.advance(duration);
        wakes.release();
    }

    private static <T> T next(BlockingQueue<T> queue) {
        try {
            return Objects.requireNonNull(queue.poll(30, TimeUnit.SECONDS), "nothing happened");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
