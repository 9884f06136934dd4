package dev.coldpress.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.Compactor;
import dev.coldpress.ThreadWorkers;
import dev.coldpress.dispatch.TaskResult;
import dev.coldpress.dispatch.TaskResults;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.codec.RowCodec;
import java.lang.ref.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a driver holds of a lake while executors work on it. */
class DriverMemoryTest {

    private static final int PARTITIONS = 4_000;
    private static final int FILES_EACH = 50;

    /** An object of a listing takes many times as much, with its key and its version. */
    private static final long MOST_BYTES_FOR_EACH_FILE = 30;

    private long handedOut;
    private long reported;

    /** Takes the place of executors. */
    private void pass(List<TaskRow> rows, long[] sizes, TaskResults results) {
        List<String> texts =
                TaskBatches.of(rows, sizes, 8).stream().map(TaskRow::text).toList();
        try {
            handedOut = usedBytes();
            for (TaskRow row : rows) {
                results.finished(row.place(), result(row));
            }
            reported = usedBytes();
        } finally {
            Reference.reachabilityFence(texts);
        }
    }

    private static TaskResult result(TaskRow row) {
        PartitionReport merged =
                PartitionReport.leftAlone(row.task().partition(), new Skip(SkipReason.TOO_FEW_FILES, "1 small file"));
        if (row.place() % 2 == 0) {
            CompactedGroup group = new CompactedGroup(
                    row.task().partition().key("compacted_" + row.place() + ".parquet"),
                    FILES_EACH,
                    row.task().listedBytes().orElse(0),
                    1,
                    1,
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    false);
            merged = new PartitionReport(
                    merged.partition(),
                    List.of(group),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    merged.backlog(),
                    Duration.ZERO);
        }
        return new TaskResult(merged, Optional.of("0123456789abcdef".repeat(2)), Optional.of(Instant.EPOCH));
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void aFileTakesAFewBytesWhateverTheLake() {
        ListedLake lake = new ListedLake(PARTITIONS, FILES_EACH);
        SparkDispatch dispatch = new SparkDispatch(
                (rows, sizes, stopRequested, results) -> pass(rows, sizes, results),
                new PartitionSizes(lake, new ThreadWorkers())::of,
                (time, stopRequested) -> {},
                Duration.ZERO);
        Compactor driver = Compactor.forLake(lake, new RowCodec())
                .settings(CompactionSettings.builder()
                        .layout(LakeLayout.parse(ListedLake.LAYOUT))
                        .build())
                .dispatch(dispatch)
                .build();
        long before = usedBytes();

        CompactionReport report = driver.compactAll();

        assertThat(report.partitionsCompacted()).isEqualTo(PARTITIONS / 2);
        long most = MOST_BYTES_FOR_EACH_FILE * PARTITIONS * FILES_EACH;
        assertThat(handedOut - before).as("bytes while executors work").isBetween(0L, most);
        assertThat(reported - before).as("bytes with all reports").isBetween(0L, most);
    }
}
