package dev.coldpress.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The partitions of each of Spark's tasks. */
final class TaskBatches {

    /** So many that no executor waits for long while another one works on the last task of all. */
    private static final int BATCHES_PER_SLOT = 4;

    /** What a task does over again if its executor is lost: a look at each. */
    private static final int MOST_PARTITIONS = 100;

    private TaskBatches() {}

    /**
     * Puts the largest partitions first and small ones together, so that tasks of about the same size remain for the
     * end.
     *
     * @param sizes bytes of each row's partition
     * @param slots how many tasks the cluster does at once; 1 or more
     * @return none is empty; each row is in one
     */
    static List<List<TaskRow>> of(List<TaskRow> rows, long[] sizes, int slots) {
        List<Integer> order = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < rows.size(); i++) {
            order.add(i);
            total += sizes[i];
        }
        // The sort is stable: partitions of one size stay in the order of the run.
        order.sort(Comparator.comparingLong((Integer i) -> sizes[i]).reversed());
        int wanted = slots * BATCHES_PER_SLOT;
        long fullBytes = Math.max(1, total / wanted);
        int fullCount = Math.min(MOST_PARTITIONS, Math.max(1, (rows.size() + wanted - 1) / wanted));
        List<List<TaskRow>> batches = new ArrayList<>();
        List<TaskRow> batch = new ArrayList<>();
        long bytes = 0;
        for (int i : order) {
            batch.add(rows.get(i));
            bytes += sizes[i];
            if (bytes >= fullBytes || batch.size() >= fullCount) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
