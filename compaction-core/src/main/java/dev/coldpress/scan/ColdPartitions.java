package dev.coldpress.scan;

import dev.coldpress.partition.LakeEntry;
import dev.coldpress.partition.PartitionPath;
import dev.coldpress.partition.Temperature;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Of a walk's entries, the partitions that a run would look at. For one thread. */
public final class ColdPartitions implements Iterator<PartitionPath> {

    private final Iterator<LakeEntry> entries;
    private final PartitionFilter filter;
    private final Consumer<LakeEntry.Unreadable> unreadable;
    private @Nullable PartitionPath upcoming;

    /**
     * @param unreadable is called for directories that may hold such partitions and could not be listed; it may throw
     */
    public ColdPartitions(
            Iterator<LakeEntry> entries, PartitionFilter filter, Consumer<LakeEntry.Unreadable> unreadable) {
        this.entries = entries;
        this.filter = filter;
        this.unreadable = unreadable;
    }

    @Override
    public boolean hasNext() {
        while (upcoming == null && entries.hasNext()) {
            LakeEntry entry = entries.next();
            if (entry instanceof LakeEntry.Partition found
                    && found.temperature() == Temperature.COLD
                    && filter.accepts(found.path().prefix())) {
                upcoming = found.path();
            } else if (entry instanceof LakeEntry.Unreadable found
                    && filter.skip(found).isEmpty()) {
                unreadable.accept(found);
            }
        }
        return upcoming != null;
    }

    @Override
    public PartitionPath next() {
        if (!hasNext() || upcoming == null) {
            throw new NoSuchElementException("There is no further partition");
        }
        PartitionPath path = upcoming;
        upcoming = null;
        return path;
    }
}
