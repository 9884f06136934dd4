package dev.coldpress;

import dev.coldpress.port.KeyPrefix;
import java.time.Instant;

/**
 * Hears what a run does: for logs, metrics, a progress bar. Methods are called by the thread that runs the compaction,
 * should return quickly, and must not throw; what they throw is logged and otherwise ignored.
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

    /** Something in the lake that is no partition of the layout; it is left alone. */
    default void notInLayout(String path) {}

    default void runFinished(CompactionReport report) {}
}
