package dev.coldpress;

import dev.coldpress.plan.Skip;
import dev.coldpress.port.KeyPrefix;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one partition.
 *
 * @param compacted the groups that are now one file each
 * @param filesLeftAlone small files that were set aside, each with its reason
 * @param leftAlone why nothing was compacted; empty if something was, or if it failed
 * @param failure why it could not be finished; what was compacted before stays compacted, nothing else was deleted, and
 *     the next run goes on from there
 */
public record PartitionReport(
        KeyPrefix partition,
        List<CompactedGroup> compacted,
        List<FileLeftAlone> filesLeftAlone,
        Optional<Skip> leftAlone,
        Optional<Failure> failure) {

    public PartitionReport {
        compacted = List.copyOf(compacted);
        filesLeftAlone = List.copyOf(filesLeftAlone);
    }

    static PartitionReport failed(KeyPrefix partition, Failure failure) {
        return new PartitionReport(partition, List.of(), List.of(), Optional.empty(), Optional.of(failure));
    }

    /**
     * Why a partition could not be finished.
     *
     * @param cause null if no exception was involved
     */
    public record Failure(String message, @Nullable Throwable cause) {}
}
