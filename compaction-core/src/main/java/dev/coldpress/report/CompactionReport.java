package dev.coldpress.report;

import dev.coldpress.plan.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The result of a run. Partitions that were left alone are only counted, so that the report stays small on a large
 * lake; a {@link CompactionListener} is called for each.
 *
 * @param partitions those where something was compacted, set aside or failed, in the order of the work
 * @param partitionsLeftAlone how many partitions were left alone, by reason
 * @param entriesLeftAlone how many files, links and directories in partitions were left alone, by reason: files that
 *     were set aside, and what is no data file
 * @param backlog what there was to merge and was not merged
 * @param stopped whether the run was stopped, and may not have looked at every partition
 */
public record CompactionReport(
        Instant startedAt,
        Duration duration,
        List<PartitionReport> partitions,
        Map<SkipReason, Integer> partitionsLeftAlone,
        Map<SkipReason, Long> entriesLeftAlone,
        Backlog backlog,
        boolean stopped) {

    public CompactionReport {
        partitions = List.copyOf(partitions);
        partitionsLeftAlone = Map.copyOf(partitionsLeftAlone);
        entriesLeftAlone = Map.copyOf(entriesLeftAlone);
    }

    /** Whether every partition was compacted or left alone for a reason. */
    public boolean isSuccess() {
        return partitions.stream().allMatch(p -> p.failure().isEmpty());
    }

    public long partitionsCompacted() {
        return partitions.stream().filter(p -> !p.compacted().isEmpty()).count();
    }

    public long partitionsFailed() {
        return partitions.stream().filter(p -> p.failure().isPresent()).count();
    }

    /** What the merges have changed in the lake. */
    public MergeTotals totals() {
        return MergeTotals.of(groups());
    }

    public List<CompactedGroup> groups() {
        return partitions.stream().flatMap(p -> p.compacted().stream()).toList();
    }
}
