package dev.coldpress;

import dev.coldpress.commit.DroppedOutput;
import dev.coldpress.commit.PartitionRecord.Memory;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.Skip;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found in a partition, and what is to be done with it.
 *
 * @param severalPages whether this or an earlier listing of the run took more than one request, as a reader's may
 * @param summaries of every file in the groups, by key
 * @param leftAlone why there is no group; empty if there is one
 */
record PartitionScan(
        PartitionListing listing,
        boolean severalPages,
        List<FileGroup> groups,
        Map<ObjectKey, SourceSummary> summaries,
        List<FileLeftAlone> filesLeftAlone,
        Optional<Skip> leftAlone) {

    List<SourceSummary> summariesOf(FileGroup group) {
        return group.files().stream()
                .map(file -> Objects.requireNonNull(summaries.get(file.ref().key())))
                .toList();
    }

    /** Outputs that are there although the record says that they were dropped. */
    List<ObjectRef> lateOutputs(Memory memory) {
        Set<ObjectKey> dropped =
                memory.dropped().stream().map(DroppedOutput::output).collect(Collectors.toSet());
        return listing.objects().stream()
                .map(ListedObject::ref)
                .filter(ref -> dropped.contains(ref.key()))
                .toList();
    }
}
