package dev.coldpress.report;

import dev.coldpress.port.KeyPrefix;
import java.util.List;
import java.util.Optional;

/**
 * A partition whose merged files were read again.
 *
 * @param files every merged file
 * @param problems what no run will repair, and what to do about it; one or two sentences each
 * @param unfinished a compaction that was interrupted or is in progress, because of which doubled rows were not looked
 *     for, and what ends it; empty if there is none
 */
public record VerifiedPartition(
        KeyPrefix partition, List<VerifiedFile> files, List<String> problems, Optional<String> unfinished) {

    public VerifiedPartition {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /** A partition, or a directory above partitions, that could not be looked at. */
    public static VerifiedPartition failed(KeyPrefix partition, String problem) {
        return new VerifiedPartition(partition, List.of(), List.of(problem), Optional.empty());
    }

    public boolean isWell() {
        return problems.isEmpty()
                && files.stream().allMatch(file -> file.problem().isEmpty());
    }
}
