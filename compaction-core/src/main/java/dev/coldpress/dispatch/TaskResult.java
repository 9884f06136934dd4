package dev.coldpress.dispatch;

import dev.coldpress.report.PartitionReport;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a partition.
 *
 * @param restMark names the listing of the partition, if a later run may settle the partition by that listing alone:
 *     what the run that leads remembers. An opaque text of one line
 * @param newestOutput when the newest merged file in it was written, by the store's clock; empty if there was none at
 *     the last look, or nothing was looked at
 */
public record TaskResult(PartitionReport report, Optional<String> restMark, Optional<Instant> newestOutput) {

    /** A result of which nothing but the report is known. */
    public static TaskResult of(PartitionReport report) {
        return new TaskResult(report, Optional.empty(), Optional.empty());
    }
}
