package dev.coldpress.report;

import dev.coldpress.plan.Skip;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import java.time.Duration;
import java.time.Instant;

/**
 * Is called for each step of a run, for logs, metrics or a progress bar. The threads of the run call the methods, one
 * call at a time. The calls for one partition come in order; calls for other partitions may come in between. A method
 * should return quickly, because the run waits for it. It must not throw; an exception is logged and otherwise ignored.
 */
public interface CompactionListener {

    /** Hears nothing. */
    CompactionListener NONE = new CompactionListener() {};

    default void runStarted(Instant at) {}

    /** A merge in a partition is about to begin, with this number of files and bytes. */
    default void mergeStarted(KeyPrefix partition, int sourceFiles, long sourceBytes) {}

    /** Merges have read this number of further bytes of sources. */
    default void bytesMerged(long bytes) {}

    /** The work on a partition has ended, well or not. Not called for hot partitions and those before the look-back. */
    default void partitionFinished(PartitionReport report) {}

    /**
     * A path that is left alone because it is no partition of the layout, or a summary file because of which partitions
     * are left alone.
     *
     * @param path as printable text; a directory's ends with a slash
     */
    default void pathLeftAlone(String path, Skip why) {}

    /**
     * The sizes of a partition's data files, in bytes and in no order, as the run found them and as it leaves them.
     * Comes before {@link #partitionFinished}, and not at all if the partition could not be listed. The arrays are the
     * listener's to keep.
     */
    default void fileSizes(KeyPrefix partition, long[] before, long[] after) {}

    /** A stage of the work has ended, well or not. */
    default void stageFinished(Stage stage, Duration duration) {}

    default void groupFinished(GroupResult result) {}

    /**
     * The store has answered a delete of a merged source file. Comes again when an unknown answer was asked for again.
     */
    default void sourceDeleted(DeleteResult.Outcome outcome) {}

    default void claimed(ClaimResult result) {}

    /**
     * The run has dealt with something that another process, or an earlier run, left unfinished.
     *
     * @param count of outputs, uploads or objects; zero or more
     */
    default void recovered(RecoveryAction action, int count) {}

    /** The run has ended. It has looked at every partition, unless it was stopped. */
    default void runFinished(CompactionReport report) {}

    /** The run has ended early. The caller of the run gets the exception. */
    default void runFailed(Throwable cause) {}
}
