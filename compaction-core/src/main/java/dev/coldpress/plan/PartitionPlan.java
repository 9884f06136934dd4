package dev.coldpress.plan;

import java.util.List;
import java.util.Optional;

/**
 * What to do with one partition. Each file that was planned is in exactly one group or left alone.
 *
 * @param groups ordered by their first keys
 * @param leftAlone in key order
 * @param skip why the partition as a whole is left alone; present if and only if there is no group
 * @param furtherRound planning the outputs again may find more to merge, because groups were full before they had
 *     reached the target size; false promises that it finds nothing
 */
public record PartitionPlan(
        List<FileGroup> groups, List<SkippedFile> leftAlone, Optional<Skip> skip, boolean furtherRound) {

    /** @throws IllegalArgumentException if a skip is missing or contradicts the groups */
    public PartitionPlan {
        groups = List.copyOf(groups);
        leftAlone = List.copyOf(leftAlone);
        if (groups.isEmpty() != skip.isPresent()) {
            throw new IllegalArgumentException(
                    "A plan has groups or a reason for having none, unlike " + groups.size() + " groups and " + skip);
        }
    }
}
