package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.Compactor;
import dev.coldpress.ThreadWorkers;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.settings.Shard;
import dev.coldpress.testkit.codec.ForwardingCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.store.ForwardingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A run that works on several partitions at once, by threads of the JVM. */
class SideBySideTest {

    private static final int PARTITIONS = 12;

    private static final List<KeyPrefix> HOURS = IntStream.range(0, PARTITIONS)
            .mapToObj(hour -> KeyPrefix.of(String.format("app/year=2026/month=01/day=14/hour=%02d/", hour)))
            .toList();

    private final SmallLake lake = new SmallLake();

    SideBySideTest() {
        HOURS.forEach(hour -> lake.addFiles(hour, 4, 3));
    }

    private static CompactionSettings.Builder settings(int atOnce) {
        return SmallLake.smallTarget().partitionsAtOnce(atOnce);
    }

    private Compactor.Builder builder(ParquetCodec codec, CompactionSettings.Builder settings) {
        return builder(lake.store, codec, settings);
    }

    private Compactor.Builder builder(ObjectStore store, ParquetCodec codec, CompactionSettings.Builder settings) {
        return Compactor.builder(store, codec)
                .settings(settings.build())
                .clock(lake.clock)
                .ids(lake.ids())
                .pause(duration -> {})
                .workers(new ThreadWorkers());
    }

    private CompactionReport run(ParquetCodec codec, CompactionSettings.Builder settings) {
        return builder(codec, settings).build().compactAll();
    }

    /** Says what happens when a merge begins. */
    private static ForwardingCodec atEachMerge(Runnable event) {
        return new ForwardingCodec() {
            @Override
            public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
                event.run();
                return super.merge(spec, sources, output, progress);
            }
        };
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void soManyMergesGoOnAtOnceAsPartitionsAreWorkedOn() {
        CyclicBarrier four = new CyclicBarrier(4);
        CompactionReport report = run(atEachMerge(() -> await(four)), settings(4));
        assertThat(report.isSuccess()).isTrue();
        assertThat(report.partitionsCompacted()).isEqualTo(PARTITIONS);
        LakeAssertions.assertEachRowOnce(lake, "after the run");
        assertThat(run(new ForwardingCodec(), settings(4)).groups()).isEmpty();
    }

    @Test
    void theReportIsInTheOrderOfTheLakeWhoeverIsDoneFirst() {
        CountDownLatch others = new CountDownLatch(PARTITIONS - 1);
        AtomicInteger merges = new AtomicInteger();
        List<KeyPrefix> finished = new ArrayList<>();
        CompactionListener listener = new CompactionListener() {
            @Override
            public void partitionFinished(PartitionReport report) {
                finished.add(report.partition());
                others.countDown();
            }
        };
        ForwardingCodec firstOneLast = atEachMerge(() -> {
            if (merges.getAndIncrement() == 0) {
                await(others);
            }
        });
        CompactionReport report =
                builder(firstOneLast, settings(3)).listener(listener).build().compactAll();
        assertThat(report.partitions()).extracting(PartitionReport::partition).isEqualTo(HOURS);
        assertThat(finished).containsExactlyInAnyOrderElementsOf(HOURS).isNotEqualTo(HOURS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Counts how many threads are in a place at once, and keeps the first ones there for as long as others may need to
     * come.
     */
    private static final class Crowd {

        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger visits = new AtomicInteger();
        private final CountDownLatch never = new CountDownLatch(1);

        void enter() {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                if (visits.incrementAndGet() <= 3) {
                    assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void leave() {
            inside.decrementAndGet();
        }
    }

    @Test
    void theListenerIsCalledOnceAtATime() {
        Crowd crowd = new Crowd();
        CompactionListener listener = new CompactionListener() {
            @Override
            public void bytesMerged(long bytes) {
                crowd.enter();
                crowd.leave();
            }
        };
        CyclicBarrier four = new CyclicBarrier(4);
        builder(atEachMerge(() -> await(four)), settings(4))
                .listener(listener)
                .build()
                .compactAll();
        assertThat(crowd.most).hasValue(1);
    }

    @Test
    void noMorePartitionsAreBegunThanTheRunMay() {
        CompactionReport report = run(new ForwardingCodec(), settings(8).maxPartitionsPerRun(3));
        assertThat(report.partitionsCompacted()).isEqualTo(3);
        assertThat(report.partitionsLeftAlone()).containsEntry(SkipReason.RUN_BUDGET, PARTITIONS - 3);
    }

    @Test
    void mergesThatNeedAllMemoryGoOneAfterTheOther() {
        Crowd crowd = new Crowd();
        ForwardingCodec greedy = new GreedyCodec() {
            @Override
            public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
                crowd.enter();
                try {
                    return super.merge(spec, sources, output, progress);
                } finally {
                    crowd.leave();
                }
            }
        };
        assertThat(run(greedy, settings(8)).partitionsCompacted()).isEqualTo(PARTITIONS);
        assertThat(crowd.most).hasValue(1);
    }

    /** What follows waits for the store alone. */
    @Test
    void aMergeBeginsWhileTheOutputOfTheOneBeforeIsPublished() {
        CountDownLatch second = new CountDownLatch(2);
        AtomicBoolean isFirst = new AtomicBoolean(true);
        ForwardingCodec greedy = new GreedyCodec() {
            @Override
            public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
                second.countDown();
                return super.merge(spec, sources, output, progress);
            }
        };
        FaultPlan slow = (operation, target) -> {
            if (operation == StoreOperation.PUBLISH && target.contains("compacted_") && isFirst.getAndSet(false)) {
                await(second);
            }
            return Fault.NONE;
        };
        CompactionReport report = builder(new FaultyObjectStore(lake.store, slow), greedy, settings(2))
                .build()
                .compactAll();
        assertThat(report.isSuccess()).isTrue();
        assertThat(report.partitionsCompacted()).isEqualTo(PARTITIONS);
    }

    /** What a thread has waited for may be there when the time of the run is over. */
    @Test
    void limitsAreAskedAfterTheWaitForMemory() {
        ForwardingCodec slow = new GreedyCodec() {
            @Override
            public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
                lake.clock.advance(Duration.ofMinutes(2));
                return super.merge(spec, sources, output, progress);
            }
        };
        CompactionReport report = run(slow, settings(4).maxTimePerRun(Duration.ofMinutes(1)));
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(report.partitionsLeftAlone()).containsEntry(SkipReason.RUN_BUDGET, PARTITIONS - 1);
    }

    /** The marker of the lake vanishes between two runs, and a lake inside begins while one thread writes it again. */
    @Test
    void noThreadWritesWhileAnotherStillLooksForLakesInside() {
        AtomicBoolean isSecondRun = new AtomicBoolean();
        AtomicReference<Thread> settler = new AtomicReference<>();
        CountDownLatch settled = new CountDownLatch(1);
        AtomicInteger merges = new AtomicInteger();
        ObjectStore store = new ForwardingStore(lake.store) {
            @Override
            public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
                if (isSecondRun.get() && key.path().equals("_compaction/_lake")) {
                    lake.store.add(ObjectKey.of("app/_compaction/_lake"), new byte[] {1});
                    settler.set(Thread.currentThread());
                }
                return super.put(key, body, condition);
            }

            @Override
            public ListPage list(ListRequest request) {
                if (isSecondRun.get() && settler.get() == Thread.currentThread()) {
                    settled.countDown();
                } else if (isSecondRun.get() && request.prefix().equals(HOURS.get(1))) {
                    await(settled);
                }
                return super.list(request);
            }
        };
        ForwardingCodec counting = atEachMerge(() -> merges.addAndGet(isSecondRun.get() ? 1 : 0));
        Compactor compactor = builder(store, counting, settings(2)).build();
        compactor.compactAll();
        lake.store.remove(ObjectKey.of("_compaction/_lake"));
        HOURS.forEach(hour -> lake.addFile(hour, "late-1.parquet", 3));
        HOURS.forEach(hour -> lake.addFile(hour, "late-2.parquet", 3));
        isSecondRun.set(true);
        assertThatThrownBy(compactor::compactAll).isInstanceOf(UnfitStoreException.class);
        assertThat(merges).hasValue(0);
    }

    @Test
    void aStoreThatIsUnfitEndsTheRunForAllThreads() {
        AtomicInteger merges = new AtomicInteger();
        ForwardingCodec unfit = atEachMerge(() -> {
            if (merges.incrementAndGet() == 2) {
                throw new Unfit();
            }
        });
        assertThatThrownBy(() -> run(unfit, settings(3))).isInstanceOf(Unfit.class);
        assertThat(merges).hasValueLessThan(PARTITIONS);
    }

    /** An error that concerns not one partition alone. */
    private static final class Unfit extends Error {

        private static final long serialVersionUID = 1;
    }

    @Test
    void shardsTogetherCompactTheWholeLakeAndEachPartitionOnce() {
        long compacted = 0;
        for (int i = 2; i >= 0; i--) {
            CompactionReport report = run(new ForwardingCodec(), settings(2).shard(new Shard(i, 3)));
            assertThat(report.partitionsLeftAlone())
                    .containsEntry(SkipReason.EXCLUDED, (int) (PARTITIONS - report.partitionsCompacted()));
            compacted += report.partitionsCompacted();
        }
        assertThat(compacted).isEqualTo(PARTITIONS);
        LakeAssertions.assertEachRowOnce(lake, "after three shards");
    }

    @Test
    void aStopEndsAllThreadsOnceTheirGroupsAreCommitted() {
        List<Compactor> toStop = new ArrayList<>();
        CyclicBarrier three = new CyclicBarrier(3);
        ForwardingCodec stopping = atEachMerge(() -> {
            await(three);
            toStop.forEach(Compactor::stop);
        });
        Compactor compactor = builder(stopping, settings(3)).build();
        toStop.add(compactor);
        CompactionReport report = compactor.compactAll();
        assertThat(report.stopped()).isTrue();
        assertThat(report.partitionsCompacted()).isEqualTo(3);
        assertThat(report.partitionsLeftAlone()).containsEntry(SkipReason.RUN_BUDGET, PARTITIONS - 3);
        LakeAssertions.assertEachRowOnce(lake, "after a stop");
    }

    /** Its merges need all memory that there is, so that one runs at a time. */
    private static class GreedyCodec extends ForwardingCodec {

        @Override
        public long mostMemoryBytes(long compressedBytes, long uncompressedBytes, long largestColumnBytes) {
            return Long.MAX_VALUE;
        }
    }
}
