package dev.coldpress;

import dev.coldpress.partition.LakeEntry;
import dev.coldpress.partition.PartitionPath;
import dev.coldpress.partition.Temperature;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Of a walk's entries, the partitions that a run would look at. For one thread. */
final class ColdPartitions implements Iterator<PartitionPath> {

    private final Iterator<LakeEntry> entries;
    private final PartitionFilter filter;
    private @Nullable PartitionPath upcoming;

    ColdPartitions(Iterator<LakeEntry> entries, PartitionFilter filter) {
        this.entries = entries;
        this.filter = filter;
    }

    @Override
    public boolean hasNext() {
        while (upcoming == null && entries.hasNext()) {
            if (entries.next() instanceof LakeEntry.Partition found
                    && found.temperature() == Temperature.COLD
                    && filter.accepts(found.path().prefix())) {
                upcoming = found.path();
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
