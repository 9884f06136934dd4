package dev.coldpress.partition;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.UnlistedEntry;
import java.util.List;

/** What a {@link LakeWalk} comes across. */
public sealed interface LakeEntry {

    /**
     * A directory that matches the whole layout. It was not listed itself.
     *
     * @param summaries {@linkplain SummaryFile summary files} in the directories above it, which speak of its files too
     * @param isAtRest whether the walk was given a {@link RestCheck} and found by it that there is nothing to do
     */
    record Partition(PartitionPath path, Temperature temperature, List<ObjectKey> summaries, boolean isAtRest)
            implements LakeEntry {

        public Partition {
            summaries = List.copyOf(summaries);
        }
    }

    /**
     * A directory that matches the beginning of the layout and was not listed, because nothing below it can be cold.
     *
     * @param temperature of everything below: {@link Temperature#HOT} or {@link Temperature#BEFORE_LOOKBACK}
     */
    record Pruned(KeyPrefix prefix, Temperature temperature) implements LakeEntry {}

    /**
     * A directory or an object that has no place in the layout; nobody touches it.
     *
     * @param path ends with a slash if it is a directory
     */
    record NotInLayout(String path) implements LakeEntry {}

    /** An entry that is neither an object nor a directory of the layout. */
    record Unlisted(KeyPrefix directory, UnlistedEntry entry) implements LakeEntry {}

    /**
     * A directory that a table format manages. Nothing below it was looked at.
     *
     * @param mark what lies in it and tells so
     */
    record Managed(KeyPrefix prefix, String mark) implements LakeEntry {}

    /**
     * A directory that has one called as control directories are, or may have: a lake of its own, if a marker is in
     * that.
     */
    record LakeInside(KeyPrefix directory) implements LakeEntry {}

    /**
     * A directory that the store does not list, or not to its end, while it lists others. Whatever else is below it was
     * not looked at.
     *
     * @param levelsBelow how many levels further down the partitions are; 1 or more
     * @param fault what the store said
     */
    record Unreadable(KeyPrefix prefix, int levelsBelow, StoreException fault) implements LakeEntry {}
}
