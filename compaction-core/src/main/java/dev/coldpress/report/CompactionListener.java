package dev.coldpress.report;

import dev.coldpress.plan.Skip;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import java.time.Duration;
import java.time.Instant;

/**
 * Hears what a run does: for logs, metrics, a progress bar. Methods are called by the threads of the run, one call at a time;
 * what happens in one partition is told in order, and that of others in between. They should return quickly, since the run
 * waits, and must not throw; what they throw is logged and otherwise ignored.
 */
public interface CompactionListener {

    /** Hears nothing. */
    CompactionListener NONE = new CompactionListener() {};

    default void runStarted(Instant at) {}

    /** A partition is about to be merged: so many files and bytes go in. */
    default void mergeStarted(KeyPrefix partition, int sourceFiles, long sourceBytes) {}

    /** So many further bytes of the sources have been read by the merge that is on. */
    default void bytesMerged(long bytes) {}

    /** A partition is finished, whatever became of it. Hot partitions and those out of the look-back are not looked at. */
    default void partitionFinished(PartitionReport report) {}

    /**
     * Something in the lake that is no partition of the layout and is left alone, or a summary file for which partitions are.
     *
     * @param path as printable text; a directory's ends with a slash
     */
    default void pathLeftAlone(String path, Skip why) {}

    /**
     * The sizes of a partition's data files, in bytes and in no order, as the run found them and as it leaves them. Comes before
     * {@link #partitionFinished}, and not at all if the partition could not be listed. The arrays are the listener's to keep.
     */
    default void fileSizes(KeyPrefix partition, long[] before, long[] after) {}

    /** A step of the work has ended, well or not. */
    default void stageFinished(Stage stage, Duration duration) {}

    default void groupFinished(GroupResult result) {}

    /** The store has answered a delete of a merged source file. Comes again when an unknown answer was asked for again. */
    default void sourceDeleted(DeleteResult.Outcome outcome) {}

    default void claimed(ClaimResult result) {}

    /**
     * Something that another process, or an earlier life of this one, left unfinished was dealt with.
     *
     * @param count of outputs, uploads or objects; zero or more
     */
    default void recovered(RecoveryAction action, int count) {}

    /** The run has ended, and could look at every partition unless it was stopped. */
    default void runFinished(CompactionReport report) {}

    /** The run has ended early; the exception goes on to whoever started it. */
    default void runFailed(Throwable cause) {}
}
