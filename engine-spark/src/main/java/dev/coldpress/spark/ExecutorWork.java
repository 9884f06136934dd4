package dev.coldpress.spark;

import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.dispatch.TaskResult;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.PartitionReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.util.CollectionAccumulator;

/**
 * What an executor does of a run. Faults of partitions are in their reports; what it throws lets Spark try the task
 * again.
 */
final class ExecutorWork implements VoidFunction<Iterator<String>> {

    private static final long serialVersionUID = 1L;

    private final String run;
    private final Map<String, String> settings;
    private final Instant end;
    private final CollectionAccumulator<ResultRow> results;

    /**
     * The work of one run.
     *
     * @param run the id of this run, and of no other
     * @param settings texts by key
     * @param end when no further partition is begun
     * @param results takes the reports of tasks that succeed
     */
    ExecutorWork(String run, Map<String, String> settings, Instant end, CollectionAccumulator<ResultRow> results) {
        this.run = run;
        this.settings = Map.copyOf(settings);
        this.end = end;
        this.results = results;
    }

    /** @param batches of {@linkplain TaskRow#text rows} */
    @Override
    public void call(Iterator<String> batches) {
        try (ExecutorLake lake = ExecutorLake.open(run, settings)) {
            while (batches.hasNext()) {
                // At its end, and by this thread: Spark sends what is there with each heartbeat, while others might add
                // to it.
                compact(lake, TaskRow.parse(batches.next())).forEach(results::add);
            }
        } catch (UnfitStoreException e) {
            // No other attempt would find otherwise.
            results.add(ResultRow.unfit(String.valueOf(e.getMessage())));
        }
    }

    private List<ResultRow> compact(ExecutorLake lake, List<TaskRow> batch) {
        TaskContext task = TaskContext.get();
        List<ResultRow> done = Collections.synchronizedList(new ArrayList<>());
        List<TaskRow> taken = new ArrayList<>();
        try {
            for (TaskRow row : batch) {
                if (lake.take(row.task().partition())) {
                    taken.add(row);
                } else {
                    done.add(result(lake, row, TaskResult.of(heldByAnotherAttempt(row.task()))));
                }
            }
            List<PartitionTask> tasks = taken.stream().map(TaskRow::task).toList();
            lake.compactor()
                    .compactTasks(
                            tasks,
                            threads(lake, task),
                            () -> task.isInterrupted() || Instant.now().isAfter(end),
                            (i, result) -> done.add(result(lake, taken.get(i), result)));
        } finally {
            taken.forEach(row -> lake.giveBack(row.task().partition()));
        }
        return done;
    }

    private static PartitionReport heldByAnotherAttempt(PartitionTask task) {
        return PartitionReport.leftAlone(
                task.partition(),
                new Skip(SkipReason.CLAIMED_BY_ANOTHER, "another attempt of this task is at work on it here"));
    }

    private static ResultRow result(ExecutorLake lake, TaskRow row, TaskResult result) {
        return ResultRow.of(row.place(), result, lake.events().drain());
    }

    /** A task's share of what the process may do at once: as its processors to all that there are. */
    private static int threads(ExecutorLake lake, TaskContext task) {
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.max(1, lake.partitionsAtOnce() * Math.min(task.cpus(), processors) / processors);
    }
}
