package dev.coldpress;

import dev.coldpress.commit.KnownFiles;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.plan.OutputNames;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import java.util.List;

/** A listing of the partition, and what its record knew of the files before. */
final class PartitionLook {

    private final PartitionListing listing;
    private final List<ListedObject> files;
    private final KnownFiles known;
    /** An output of which the record knows nothing may hold the rows of any file. */
    private final boolean hasForeignOutput;

    /**
     * A look.
     *
     * @param files the data files of the listing, but for those that the record gave up
     * @param known what the record knew before the listing
     */
    PartitionLook(PartitionListing listing, List<ListedObject> files, KnownFiles known) {
        this.listing = listing;
        this.files = files;
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

    /** Whether a file's rows may be in an output, for all that the record knows. */
    boolean mayBeTwice(ListedObject file) {
        return hasForeignOutput || OutputNames.isOutput(file.key()) || !known.explains(file.key());
    }

    /** The files whose footers have to be compared, small or not: none if the record explains each of them. */
    List<ListedObject> toCompare() {
        boolean hasOutput = files.stream().anyMatch(file -> OutputNames.isOutput(file.key()));
        boolean isExplained = files.stream().allMatch(file -> known.explains(file.key()));
        return hasOutput && !isExplained && files.size() > 1
                ? files.stream().filter(this::mayBeTwice).toList()
                : List.of();
    }

    ListedObject find(ObjectKey key) {
        return files.stream().filter(file -> file.key().equals(key)).findFirst().orElseThrow();
    }

    /** @param unresolved what is to be compared again at the next look */
    KnownFiles knownAfter(List<ObjectKey> unresolved) {
        List<ObjectKey> outputs = files.stream()
                .map(ListedObject::key)
                .filter(OutputNames::isOutput)
                .toList();
        return known.afterLook(outputs, unresolved);
    }
}
