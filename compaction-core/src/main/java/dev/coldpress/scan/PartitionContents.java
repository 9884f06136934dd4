package dev.coldpress.scan;

import dev.coldpress.partition.PartitionListing;
import dev.coldpress.plan.DataFileSelection;
import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.OutputNames;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.UnlistedEntry;
import dev.coldpress.record.KnownFiles;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A listing of the partition, and what its record knew of the files before. */
final class PartitionContents {

    private final PartitionListing listing;
    private final List<ListedObject> files;
    private final KnownFiles known;
    /** An output of which the record knows nothing may hold the rows of any file. */
    private final boolean hasForeignOutput;

    private final List<ListedObject> others;

    /**
     * What a listing shows.
     *
     * @param dataNames takes the names of data files
     * @param dropped outputs that the record gave up, which are none of the partition's files
     * @param known what the record knew before the listing
     */
    PartitionContents(PartitionListing listing, Predicate<String> dataNames, Set<ObjectKey> dropped, KnownFiles known) {
        DataFileSelection selection = DataFileSelection.of(listing.objects(), dataNames);
        this.listing = listing;
        this.files = selection.files().stream()
                .filter(file -> !dropped.contains(file.key()))
                .toList();
        this.others = selection.others();
        this.known = known;
        hasForeignOutput =
                files.stream().anyMatch(file -> OutputNames.isOutput(file.key()) && !known.explains(file.key()));
    }

    PartitionListing listing() {
        return listing;
    }

    List<ListedObject> files() {
        return files;
    }

    /** The entries of the partition that are no data files. */
    List<EntriesLeftAlone> entriesLeftAlone() {
        return EntriesLeftAlone.of(others, listing);
    }

    /** The data files that a symbolic link of the partition leads to, with the name of one such link. */
    Map<ObjectRef, String> linkedFiles() {
        Map<String, String> links = new HashMap<>();
        for (UnlistedEntry entry : listing.unlisted()) {
            entry.linkedTo().ifPresent(name -> links.putIfAbsent(name, entry.name()));
        }
        Map<ObjectRef, String> linked = new LinkedHashMap<>();
        for (ListedObject file : files) {
            String link = links.get(file.key().name());
            if (link != null) {
                linked.put(file.ref(), link);
            }
        }
        return linked;
    }

    /** Whether a file's rows may be in an output, for all that the record knows. */
    boolean mayBeTwice(ListedObject file) {
        return hasForeignOutput || OutputNames.isOutput(file.key()) || !known.explains(file.key());
    }

    /** The files whose footers have to be compared, small or not: none if the record explains each of them. */
    List<ListedObject> toCompare() {
        return isExplainedBy(known)
                ? List.of()
                : files.stream().filter(this::mayBeTwice).toList();
    }

    /** Whether no file's rows can be in another one, for all that is known. */
    boolean isExplainedBy(KnownFiles known) {
        return files.size() <= 1
                || files.stream().noneMatch(file -> OutputNames.isOutput(file.key()))
                || files.stream().allMatch(file -> known.explains(file.key()));
    }

    ListedObject find(ObjectKey key) {
        return files.stream().filter(file -> file.key().equals(key)).findFirst().orElseThrow();
    }

    /** The outputs that are there. */
    List<ListedObject> outputs() {
        return files.stream().filter(file -> OutputNames.isOutput(file.key())).toList();
    }

    KnownFiles known() {
        return known;
    }
}
