package dev.coldpress.spark;

import dev.coldpress.dispatch.PartitionDispatch;
import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.dispatch.TaskResult;
import dev.coldpress.dispatch.TaskResults;
import dev.coldpress.plan.SkipReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Has the partitions of a run compacted by Spark's executors: all of them, and then once more those that another
 * compactor had in hand, since that may have been an executor that is lost. Only the process table of a machine proves
 * that a compactor has ended, so the second pass waits until {@code claim-patience} is over, and then finds a live one
 * still at work.
 */
final class SparkDispatch implements PartitionDispatch {

    private final Pass pass;
    private final Function<List<PartitionTask>, long[]> sizes;
    private final Wait wait;
    private final Duration patience;

    /**
     * The dispatch of one run.
     *
     * @param sizes bytes of each task's partition
     * @param patience how long a compactor that gives no sign of life is left alone
     */
    SparkDispatch(Pass pass, Function<List<PartitionTask>, long[]> sizes, Wait wait, Duration patience) {
        this.pass = pass;
        this.sizes = sizes;
        this.wait = wait;
        this.patience = patience;
    }

    /** Has some partitions compacted, and returns when no task is at work on them any more. */
    interface Pass {

        /**
         * Begins with the largest.
         *
         * @param sizes bytes of each row's partition
         * @param results hears of each partition by its place, on the calling thread
         */
        void run(List<TaskRow> rows, long[] sizes, BooleanSupplier stopRequested, TaskResults results);
    }

    /** Waits on the driver. */
    interface Wait {

        /** Returns early if a stop is requested. */
        void waitFor(Duration time, BooleanSupplier stopRequested);
    }

    @Override
    public void dispatch(List<PartitionTask> tasks, BooleanSupplier stopRequested, TaskResults results) {
        if (tasks.isEmpty()) {
            return;
        }
        long[] bytes = sizes.apply(tasks);
        Map<Integer, TaskResult> left = new TreeMap<>();
        List<TaskRow> all = IntStream.range(0, tasks.size())
                .mapToObj(i -> new TaskRow(i, tasks.get(i)))
                .toList();
        pass.run(all, bytes, stopRequested, (place, result) -> {
            if (isLeftToAnother(result)) {
                left.put(place, result);
            } else {
                results.finished(place, result);
            }
        });
        if (!left.isEmpty()) {
            wait.waitFor(patience, stopRequested);
        }
        if (!left.isEmpty() && !stopRequested.getAsBoolean()) {
            List<TaskRow> again = new ArrayList<>();
            left.keySet().forEach(place -> again.add(all.get(place)));
            long[] bytesLeft =
                    left.keySet().stream().mapToLong(place -> bytes[place]).toArray();
            pass.run(again, bytesLeft, stopRequested, (place, result) -> {
                left.remove(place);
                results.finished(place, result);
            });
        }
        left.forEach(results::finished);
    }

    private static boolean isLeftToAnother(TaskResult result) {
        return result.report()
                .leftAlone()
                .filter(skip -> skip.reason() == SkipReason.CLAIMED_BY_ANOTHER)
                .isPresent();
    }
}
