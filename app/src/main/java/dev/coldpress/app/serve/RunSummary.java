package dev.coldpress.app.serve;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that has ended.
 *
 * @param longestDuplicateWindow zero if nothing was merged
 * @param problem the first one in words; empty if there was none
 * @param lake as the run left it; empty if the run was stopped or cut short, and has not seen all of it
 */
record RunSummary(
        Instant startedAt,
        Duration duration,
        Result result,
        long partitionsCompacted,
        long partitionsFailed,
        long filesMerged,
        long filesWritten,
        long originalBytes,
        long mergedBytes,
        Duration longestDuplicateWindow,
        String problem,
        Optional<LakeTotals> lake) {

    Instant endedAt() {
        return startedAt.plus(duration);
    }

    /** The names are those of the metric's label. */
    enum Result {
        SUCCESS,
        PARTIAL,
        STOPPED,
        FAILED
    }

    /**
     * How much there is in the partitions that a run has looked into; hot and excluded ones are not in it.
     *
     * @param files data files
     * @param backlogFiles those among them that wait to be merged
     */
    record LakeTotals(
            long partitions, long files, long bytes, long backlogPartitions, long backlogFiles, long backlogBytes) {}
}
