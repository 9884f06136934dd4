package dev.coldpress.report;

import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.KeyPrefix;
import java.util.List;
import java.util.Optional;

/**
 * What a run would do with a partition now.
 *
 * @param groups what would be merged, one output each; empty if {@code leftAlone} or {@code failure} says
 *     why
 * @param filesLeftAlone small files that would be skipped, each with its reason
 * @param entriesLeftAlone entries of the directory that are no data files, counted by reason
 * @param failure why there is no plan; a run would fail here for the same reason, and go on with the next partition
 */
public record PlannedPartition(
        KeyPrefix partition,
        List<FileGroup> groups,
        List<SkippedFile> filesLeftAlone,
        List<EntriesLeftAlone> entriesLeftAlone,
        Optional<Skip> leftAlone,
        Optional<String> failure) {

    public PlannedPartition {
        groups = List.copyOf(groups);
        filesLeftAlone = List.copyOf(filesLeftAlone);
        entriesLeftAlone = List.copyOf(entriesLeftAlone);
    }

    public static PlannedPartition leftAlone(KeyPrefix partition, Skip reason) {
        return new PlannedPartition(partition, List.of(), List.of(), List.of(), Optional.of(reason), Optional.empty());
    }

    public static PlannedPartition failed(KeyPrefix partition, String failure) {
        return new PlannedPartition(partition, List.of(), List.of(), List.of(), Optional.empty(), Optional.of(failure));
    }
}
