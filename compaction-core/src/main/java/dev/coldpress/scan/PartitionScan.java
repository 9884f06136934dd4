package dev.coldpress.scan;

import dev.coldpress.merge.SourceSummary;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.record.KnownFiles;
import dev.coldpress.record.PartitionRecord.Retained;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was found in a partition, and what is to be done with it.
 *
 * @param severalPages whether this or an earlier listing of the run took more than one request, as a reader's may
 * @param groups if files were found whose rows are in another one, only the groups that end this: each has superseded
 *     files
 * @param summaries of every file in the groups, by key
 * @param known what a record may say of the files from now on
 * @param isCompared whether files were there that the record did not explain, and all of them could be compared
 * @param isRepairedInPlace whether the outputs of the groups stay as they are
 * @param leftAlone why there is no group; empty if there is one
 */
public record PartitionScan(
        PartitionContents contents,
        boolean severalPages,
        List<FileGroup> groups,
        Map<ObjectKey, SourceSummary> summaries,
        KnownFiles known,
        boolean isCompared,
        boolean isRepairedInPlace,
        List<SkippedFile> filesLeftAlone,
        Optional<Skip> leftAlone) {

    public PartitionListing listing() {
        return contents.listing();
    }

    /**
     * Whether there is nothing to do and nothing to tell of, and will not be as long as the listing stays as it is.
     *
     * @param retained by the record as it stands after the look
     */
    public boolean isAtRest(Retained retained) {
        return leftAlone
                        .filter(skip -> SkippedFiles.AT_REST.contains(skip.reason()))
                        .isPresent()
                && filesLeftAlone.isEmpty()
                && entriesLeftAlone().isEmpty()
                && listing().directories().isEmpty()
                && retained.lateOutputs(listing().objects()).isEmpty()
                && (contents.isExplainedBy(retained.files()) || contents.isExplainedBy(known));
    }

    /** The merged file that was written last. */
    public Optional<ListedObject> newestOutput() {
        return contents.outputs().stream().max(Comparator.comparing(ListedObject::lastModified));
    }

    /** The entries of the partition that are no data files. */
    public List<EntriesLeftAlone> entriesLeftAlone() {
        return contents.entriesLeftAlone();
    }

    public List<ListedObject> dataFiles() {
        return contents.files();
    }

    public List<SourceSummary> summariesOf(List<DataFile> files) {
        return files.stream()
                .map(file -> Objects.requireNonNull(summaries.get(file.key())))
                .toList();
    }
}
