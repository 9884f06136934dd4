package dev.coldpress.port.hook;

/**
 * Does what has to follow a compaction elsewhere, such as making a query engine forget the files that it has listed.
 *
 * <p>It is called at least once for each plan whose sources were deleted, after the last of them is gone, so never
 * while rows are there twice because of that plan. It is called again after a crash, and by later runs until it
 * returns; so it has to bear being called twice for one {@link PartitionCompacted#id}. It waits as long as it likes on
 * the thread of the run, which waits with it.
 */
@FunctionalInterface
public interface CompactionHook {

    /** Nothing follows, and nothing is noted. */
    CompactionHook NONE = event -> {};

    /**
     * Does it.
     *
     * @throws RuntimeException if it was not done: this event is told again, and others are for a while not told
     *     either. Its message says what happened, and goes to the log
     */
    void partitionCompacted(PartitionCompacted event);
}
