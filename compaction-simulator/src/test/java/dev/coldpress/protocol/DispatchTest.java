package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.coldpress.Compactor;
import dev.coldpress.ThreadWorkers;
import dev.coldpress.dispatch.PartitionDispatch;
import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.dispatch.TaskResult;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.settings.SummaryFilePolicy;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A run whose partitions are compacted by other compactors. */
class DispatchTest {

    private static final List<KeyPrefix> HOURS = IntStream.range(0, 6)
            .mapToObj(hour -> KeyPrefix.of(String.format("app/year=2026/month=01/day=14/hour=%02d/", hour)))
            .toList();

    private static SmallLake lake(CompactionSettings.Builder settings) {
        SmallLake lake = new SmallLake(settings.build());
        HOURS.forEach(hour -> lake.addFiles(hour, 4, 3));
        // Nothing to merge, a hot one, and a path without a place.
        lake.addFile(SmallLake.HOUR, "alone.parquet", 3);
        lake.addFile(KeyPrefix.of("app/year=2099/month=01/day=14/hour=00/"), "hot.parquet", 1);
        lake.addFile(KeyPrefix.of("app/elsewhere/"), "stray.parquet", 1);
        return lake;
    }

    private static SmallLake lake() {
        return lake(SmallLake.smallTarget());
    }

    /** Two other compactors, which have every second partition each, and the last ones first. */
    private static PartitionDispatch toTwoOthers(SmallLake lake) {
        List<Compactor> others = List.of(
                lake.builder(lake.store).name("b").workers(new ThreadWorkers()).build(),
                lake.builder(lake.store).name("c").workers(new ThreadWorkers()).build());
        return (tasks, stopRequested, results) -> {
            for (int i = tasks.size() - 1; i >= 0; i--) {
                int place = i;
                others.get(i % 2)
                        .compactTasks(
                                List.of(tasks.get(i)),
                                2,
                                stopRequested,
                                (task, result) -> results.finished(place, result));
            }
        };
    }

    @Test
    void theReportIsThatOfARunAlone() {
        SmallLake alone = lake();
        CompactionReport expected = alone.compact();
        SmallLake lake = lake();

        CompactionReport report =
                lake.builder(lake.store).dispatch(toTwoOthers(lake)).build().compactAll();

        assertThat(report.partitions()).extracting(PartitionReport::partition).isEqualTo(HOURS);
        assertThat(report.groups())
                .extracting(CompactedGroup::sourceFiles, CompactedGroup::rowCount)
                .isEqualTo(expected.groups().stream()
                        .map(group -> tuple(group.sourceFiles(), group.rowCount()))
                        .toList());
        assertThat(report.partitionsLeftAlone()).isEqualTo(expected.partitionsLeftAlone());
        assertThat(report.entriesLeftAlone()).isEqualTo(expected.entriesLeftAlone());
        assertThat(report.backlog()).isEqualTo(expected.backlog());
        assertThat(report.stopped()).isFalse();
        assertThat(lake.visibleRows()).isEqualTo(alone.visibleRows());
    }

    /** An attempt of a task whose report never comes, as that of a copy that was slower. */
    @Test
    void whatWasCompactedInAReportThatIsLostIsToldOf() {
        SmallLake lake = lake();
        PartitionDispatch losesTheFirst = (tasks, stopRequested, results) -> {
            Compactor lost = lake.builder(lake.store).name("b").build();
            lost.compactTasks(tasks.subList(0, 1), 1, stopRequested, (task, result) -> {});
            Compactor other = lake.builder(lake.store).name("c").build();
            other.compactTasks(tasks, 1, stopRequested, results);
        };

        CompactionReport report =
                lake.builder(lake.store).dispatch(losesTheFirst).build().compactAll();

        assertThat(report.partitionsCompacted()).isEqualTo(HOURS.size() - 1);
        assertThat(report.partitionsLeftAlone())
                .containsEntry(SkipReason.COMPACTED_BY_ANOTHER, 1)
                .containsEntry(SkipReason.TOO_FEW_FILES, 1);
    }

    @Test
    void whatWasCompactedBeforeTheRunIsTooFewFiles() {
        SmallLake lake = lake();
        lake.compact();
        lake.forgetWhatIsAtRest();
        lake.clock.advance(Duration.ofSeconds(1));

        CompactionReport report =
                lake.builder(lake.store).dispatch(toTwoOthers(lake)).build().compactAll();

        assertThat(report.partitionsLeftAlone())
                .containsEntry(SkipReason.TOO_FEW_FILES, HOURS.size() + 1)
                .doesNotContainKey(SkipReason.COMPACTED_BY_ANOTHER);
    }

    private static Compactor counted(SmallLake lake, PartitionDispatch dispatch, Map<StoreOperation, Integer> calls) {
        FaultPlan counting = (operation, target) -> {
            calls.merge(operation, 1, Integer::sum);
            return Fault.NONE;
        };
        return lake.builder(new FaultyObjectStore(lake.store, counting))
                .dispatch(dispatch)
                .build();
    }

    @Test
    void theRequestsOfTheLeaderDoNotGrowWithThePartitionsAndItKnowsTheirSizes() {
        SmallLake lake = lake();
        Map<KeyPrefix, Long> expected = new HashMap<>();
        for (KeyPrefix hour : HOURS) {
            expected.put(
                    hour,
                    lake.objectsBelow(hour.path()).stream()
                            .mapToLong(object -> object.ref().sizeBytes())
                            .sum());
        }
        Map<KeyPrefix, Long> sizes = new HashMap<>();
        Map<StoreOperation, Integer> calls = new HashMap<>();
        PartitionDispatch others = toTwoOthers(lake);

        counted(
                        lake,
                        (tasks, stopRequested, results) -> {
                            tasks.forEach(task -> sizes.put(
                                    task.partition(), task.listedBytes().orElseThrow()));
                            others.dispatch(tasks, stopRequested, results);
                        },
                        calls)
                .compactAll();

        assertThat(sizes).containsAllEntriesOf(expected).hasSize(HOURS.size() + 1);
        // The lake, the notes twice, the scratch objects of probes, and the trash.
        assertThat(calls).containsEntry(StoreOperation.LIST, 5);
        assertThat(calls.get(StoreOperation.GET)).isLessThan(HOURS.size());
    }

    @Test
    void whereTreesAreListedDirectoryByDirectoryNoSizeIsKnown() {
        SmallLake lake = lake();
        List<OptionalLong> sizes = new ArrayList<>();
        lake.builder(new LevelByLevel(lake.store))
                .dispatch((tasks, stopRequested, results) -> tasks.forEach(task -> sizes.add(task.listedBytes())))
                .build()
                .compactAll();
        assertThat(sizes).hasSize(HOURS.size() + 1).containsOnly(OptionalLong.empty());
    }

    @Test
    void whatOthersFindAtRestTheNextRunsKnow() {
        SmallLake lake = lake();
        lake.builder(lake.store).dispatch(toTwoOthers(lake)).build().compactAll();
        lake.clock.advance(Duration.ofSeconds(1));

        List<PartitionTask> handedOut = new ArrayList<>();
        Map<StoreOperation, Integer> calls = new HashMap<>();
        CompactionReport report = counted(lake, (tasks, stopRequested, results) -> handedOut.addAll(tasks), calls)
                .compactAll();
        assertThat(handedOut).isEmpty();
        assertThat(report.partitionsLeftAlone()).containsEntry(SkipReason.TOO_FEW_FILES, HOURS.size() + 1);
        assertThat(calls).containsEntry(StoreOperation.GET, 3).containsEntry(StoreOperation.LIST, 5);

        List<?> before = lake.objects();
        assertThat(lake.compact().partitionsLeftAlone()).as("of a run alone").isEqualTo(report.partitionsLeftAlone());
        assertThat(lake.objects()).isEqualTo(before);
    }

    @Test
    void tasksOfWhichNothingIsHeardAreNotBegun() {
        SmallLake lake = lake();
        Compactor other = lake.builder(lake.store).name("b").build();
        PartitionDispatch onlyTheFirst =
                (tasks, stopRequested, results) -> other.compactTasks(tasks.subList(0, 1), 1, stopRequested, results);

        CompactionReport report =
                lake.builder(lake.store).dispatch(onlyTheFirst).build().compactAll();

        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(report.partitionsLeftAlone()).containsEntry(SkipReason.RUN_BUDGET, HOURS.size());
    }

    @Test
    void aStopBeginsNoFurtherTask() {
        SmallLake lake = lake();
        Compactor other = lake.builder(lake.store).name("b").build();
        List<Compactor> leader = new ArrayList<>();
        PartitionDispatch stopsAfterTwo = (tasks, stopRequested, results) -> {
            AtomicInteger finished = new AtomicInteger();
            other.compactTasks(tasks, 1, stopRequested, (task, result) -> {
                results.finished(task, result);
                if (finished.incrementAndGet() == 2) {
                    leader.get(0).stop();
                }
            });
        };
        leader.add(lake.builder(lake.store).dispatch(stopsAfterTwo).build());

        CompactionReport report = leader.get(0).compactAll();

        assertThat(report.stopped()).isTrue();
        assertThat(report.partitionsCompacted()).isEqualTo(2);
        assertThat(report.partitionsLeftAlone()).containsEntry(SkipReason.RUN_BUDGET, HOURS.size() + 1 - 2);
    }

    /** Only the walk of the leader comes by it. */
    @Test
    void aSummaryFileAboveIsDeletedByWhoeverMerges() {
        SmallLake lake = lake(SmallLake.smallTarget().summaryFiles(SummaryFilePolicy.DELETE));
        ObjectKey summary = ObjectKey.of("app/_metadata");
        lake.store.add(summary, new byte[1]);

        lake.builder(lake.store).dispatch(toTwoOthers(lake)).build().compactAll();

        assertThat(lake.store.head(summary)).isEmpty();
    }

    @Test
    void theLimitsOfACompactorHoldForAllItsCalls() {
        SmallLake lake = lake(SmallLake.smallTarget().maxPartitionsPerRun(2));
        Compactor other = lake.builder(lake.store).name("b").build();
        AtomicInteger compacted = new AtomicInteger();
        for (KeyPrefix hour : HOURS) {
            other.compactTasks(
                    List.of(new PartitionTask(hour, List.of(), OptionalLong.empty())),
                    1,
                    () -> false,
                    (task, result) ->
                            compacted.addAndGet(result.report().compacted().size()));
        }
        assertThat(compacted).hasValue(2);
    }

    /** Nothing can be compacted of a lake whose records are elsewhere, and no single partition is to blame. */
    @Test
    void anUnfitLakeEndsTheCall() {
        SmallLake lake = lake();
        lake.compact();
        Compactor other = lake.builder(lake.store)
                .settings(lake.settings().toBuilder()
                        .controlPrefix(KeyPrefix.of("_elsewhere/"))
                        .build())
                .build();
        Map<Integer, TaskResult> heard = new HashMap<>();
        assertThatThrownBy(() -> other.compactTasks(
                        List.of(new PartitionTask(HOURS.get(0), List.of(), OptionalLong.empty())),
                        1,
                        () -> false,
                        heard::put))
                .isInstanceOf(UnfitStoreException.class);
        assertThat(heard).isEmpty();
    }
}
