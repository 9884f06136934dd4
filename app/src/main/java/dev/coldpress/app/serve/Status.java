package dev.coldpress.app.serve;

import dev.coldpress.app.print.SizeHistogram.SizeClass;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.report.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the daemon knows at one moment. Immutable.
 *
 * @param runningSince empty if no run is on
 * @param partitionsDone how many partitions the run that is on has looked into; 0 if none is on
 * @param runs the last runs, the newest first
 * @param picture of the lake after the last run that was neither stopped nor cut short; empty if there was none
 */
record Status(Optional<Instant> runningSince, int partitionsDone, List<RunSummary> runs, Optional<Picture> picture) {

    /**
     * A run that has ended.
     *
     * @param longestDuplicateWindow zero if nothing was merged
     * @param problem the first one in words; empty if there was none
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
            String problem) {}

    /** The names are those of the metric's label. */
    enum Result {
        SUCCESS,
        PARTIAL,
        STOPPED,
        FAILED
    }

    /**
     * The lake as a run left it.
     *
     * @param entriesLeftAlone files that were set aside, and what lies in partitions and is no data file
     * @param before sizes of the files in the partitions that were looked into, as the run found them
     * @param after the same as the run left them
     * @param notable what was left alone and is not simply at rest, and what failed; the first ones only
     * @param notableLeftOut how many more there were
     */
    record Picture(
            Instant at,
            Backlog backlog,
            Map<SkipReason, Integer> partitionsLeftAlone,
            Map<SkipReason, Long> entriesLeftAlone,
            List<SizeClass> before,
            List<SizeClass> after,
            List<Notable> notable,
            int notableLeftOut) {}

    /**
     * A partition, a file or a path that a person may want to know of.
     *
     * @param reason a skip reason's label, or {@code failed}
     */
    record Notable(String place, String reason, String detail) {}
}
