package dev.coldpress.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.dispatch.TaskResult;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.report.PartitionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is done about partitions that another compactor has in hand. */
class SparkDispatchTest {

    private static final List<PartitionTask> TASKS = List.of(task("a/"), task("b/"), task("c/"));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<String> steps = new ArrayList<>();
    private final Map<Integer, String> results = new TreeMap<>();
    private boolean stopped;

    private static PartitionTask task(String partition) {
        return new PartitionTask(KeyPrefix.of(partition), List.of(), OptionalLong.empty());
    }

    private static PartitionReport left(TaskRow row, SkipReason reason) {
        return PartitionReport.leftAlone(row.task().partition(), new Skip(reason, ""));
    }

    /** @param held partitions that another compactor has, in each pass */
    private void dispatch(List<List<String>> held) {
        List<List<String>> passes = new ArrayList<>(held);
        SparkDispatch.Pass pass = (rows, sizes, stopRequested, to) -> {
            steps.add("pass "
                    + rows.stream().map(row -> row.task().partition().path()).toList());
            List<String> here = passes.remove(0);
            for (TaskRow row : rows) {
                boolean isHeld = here.contains(row.task().partition().path());
                to.finished(
                        row.place(),
                        TaskResult.of(left(row, isHeld ? SkipReason.CLAIMED_BY_ANOTHER : SkipReason.TOO_FEW_FILES)));
            }
        };
        new SparkDispatch(
                        pass,
                        tasks -> new long[tasks.size()],
                        (time, stopRequested) -> steps.add("wait " + time),
                        PATIENCE)
                .dispatch(
                        TASKS,
                        () -> stopped,
                        (place, result) -> assertThat(results.put(
                                        place,
                                        result.report()
                                                .leftAlone()
                                                .orElseThrow()
                                                .reason()
                                                .label()))
                                .isNull());
    }

    @Test
    void nothingIsWaitedForIfNobodyElseIsAtWork() {
        dispatch(List.of(List.of()));
        assertThat(steps).containsExactly("pass [a/, b/, c/]");
        assertThat(results).hasSize(3);
    }

    @Test
    void whatAnotherHadIsTriedOnceMoreWhenItsClaimIsOld() {
        dispatch(List.of(List.of("b/"), List.of()));
        assertThat(steps).containsExactly("pass [a/, b/, c/]", "wait PT2M", "pass [b/]");
        assertThat(results).isEqualTo(Map.of(0, "too-few-files", 1, "too-few-files", 2, "too-few-files"));
    }

    @Test
    void whatAnotherStillHasIsReportedAsThat() {
        dispatch(List.of(List.of("a/", "c/"), List.of("c/")));
        assertThat(steps).endsWith("pass [a/, c/]");
        assertThat(results).isEqualTo(Map.of(0, "too-few-files", 1, "too-few-files", 2, "claimed-by-another"));
    }

    @Test
    void aStopEndsTheWait() {
        stopped = true;
        dispatch(List.of(List.of("b/")));
        assertThat(steps).containsExactly("pass [a/, b/, c/]", "wait PT2M");
        assertThat(results).containsEntry(1, "claimed-by-another").hasSize(3);
    }
}
