package dev.coldpress.dispatch;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Where the partitions of a run are compacted, if not by the compactor that looks at the lake. For one run at a time.
 */
public interface PartitionDispatch {

    /**
     * Has partitions compacted by {@code Compactor.compactTasks} of other compactors, in any order, several at once.
     * Returns when none is at work any more, or what is at work is given up.
     *
     * @param tasks in the order of the run
     * @param stopRequested whether no further partition is to be begun; may become true at any time
     * @param results hears of each task at most once. A task of which it does not hear counts as not begun
     */
    void dispatch(List<PartitionTask> tasks, BooleanSupplier stopRequested, TaskResults results);
}
