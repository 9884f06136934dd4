package dev.coldpress.report;

import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.KeyPrefix;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The result for one partition.
 *
 * @param compacted the groups that became one file each, in the order of the work
 * @param filesLeftAlone small files that were skipped, each with its reason
 * @param entriesLeftAlone entries of the directory that are no data files, counted by reason
 * @param leftAlone why nothing was compacted; empty if something was, or if it failed
 * @param failure why it could not be finished; what was compacted before stays compacted, nothing else was deleted, and
 *     the next run goes on from there
 * @param backlog what there was to merge and was not merged
 * @param duration of all work on the partition
 */
public record PartitionReport(
        KeyPrefix partition,
        List<CompactedGroup> compacted,
        List<SkippedFile> filesLeftAlone,
        List<EntriesLeftAlone> entriesLeftAlone,
        Optional<Skip> leftAlone,
        Optional<Failure> failure,
        Backlog backlog,
        Duration duration) {

    public PartitionReport {
        compacted = List.copyOf(compacted);
        filesLeftAlone = List.copyOf(filesLeftAlone);
        entriesLeftAlone = List.copyOf(entriesLeftAlone);
    }

    public static PartitionReport failed(KeyPrefix partition, Failure failure) {
        return new PartitionReport(
                partition,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(failure),
                Backlog.UNKNOWN,
                Duration.ZERO);
    }

    public static PartitionReport leftAlone(KeyPrefix partition, Skip why) {
        return new PartitionReport(
                partition,
                List.of(),
                List.of(),
                List.of(),
                Optional.of(why),
                Optional.empty(),
                Backlog.NONE,
                Duration.ZERO);
    }

    /** What the merges have changed in the partition. */
    public MergeTotals totals() {
        return MergeTotals.of(compacted);
    }

    /** How the column chunks of all outputs were made: tier name to number. */
    public Map<String, Integer> tiers() {
        Map<String, Integer> tiers = new TreeMap<>();
        compacted.forEach(group -> group.tiers().forEach((tier, count) -> tiers.merge(tier, count, Integer::sum)));
        return tiers;
    }

    /**
     * Why a partition could not be finished.
     *
     * @param cause null if no exception was involved
     */
    public record Failure(String message, @Nullable Throwable cause) {}
}
