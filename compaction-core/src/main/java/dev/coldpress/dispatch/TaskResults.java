package dev.coldpress.dispatch;

/** Takes what became of partitions. May be called by several threads. */
@FunctionalInterface
public interface TaskResults {

    /**
     * A partition was compacted, or left alone, or failed.
     *
     * @param task its place in the list of tasks
     */
    void finished(int task, TaskResult result);
}
