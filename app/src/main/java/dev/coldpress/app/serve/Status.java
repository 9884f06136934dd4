package dev.coldpress.app.serve;

import dev.coldpress.app.print.SizeHistogram.SizeClass;
import dev.coldpress.plan.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the daemon knows at one moment. Immutable.
 *
 * @param progress of the run that is under way; empty if there is none
 * @param runs the last runs, the newest first
 * @param picture of the lake after the last run of this process that was neither stopped nor cut short; empty if there
 *     was none
 */
record Status(Optional<Progress> progress, List<RunSummary> runs, Optional<Picture> picture) {

    /** The last run that has seen the whole lake; empty if there is none. */
    Optional<RunSummary> lastWholeRun() {
        return runs.stream().filter(run -> run.lake().isPresent()).findFirst();
    }

    /**
     * How far a run has come.
     *
     * @param partitionsDone how many partitions it has looked into
     * @param partitionsExpected how many the last whole run looked into; zero if that is not known
     * @param bytesMerged of sources
     */
    record Progress(Instant since, long partitionsDone, long partitionsExpected, long bytesMerged) {

        /** By the time that each partition took so far; empty if that tells nothing. */
        Optional<Duration> left(Instant now) {
            if (partitionsDone == 0 || partitionsExpected <= partitionsDone) {
                return Optional.empty();
            }
            double perPartition = (double) Duration.between(since, now).toMillis() / partitionsDone;
            return Optional.of(Duration.ofMillis((long) (perPartition * (partitionsExpected - partitionsDone))));
        }
    }

    /**
     * The lake as a run left it.
     *
     * @param oldestWaiting when the oldest file of the backlog was written; empty if there is none
     * @param entriesLeftAlone files that were set aside, and what lies in partitions and is no data file
     * @param before sizes of the files in the partitions that were looked into, as the run found them
     * @param after the same as the run left them
     * @param notable what failed, and what was left alone and is not simply at rest; the gravest first
     */
    record Picture(
            Optional<Instant> oldestWaiting,
            Map<SkipReason, Integer> partitionsLeftAlone,
            Map<SkipReason, Long> entriesLeftAlone,
            List<SizeClass> before,
            List<SizeClass> after,
            List<Notables.Group> notable) {}
}
