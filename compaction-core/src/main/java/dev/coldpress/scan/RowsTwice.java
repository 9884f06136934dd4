package dev.coldpress.scan;

import dev.coldpress.merge.RepeatedRows;
import dev.coldpress.merge.RepeatedRows.Superseded;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.OutputNames;
import dev.coldpress.plan.PartitionPlan;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds files of a partition that hold the same rows, as far as footers were read and whether or not a file can be
 * merged, and plans what leaves one of them. For one thread.
 */
final class RowsTwice {

    /** So that a group fits into a record. What is left over is found by the next look. */
    private static final int MAX_SUPERSEDED = 5_000;

    private final SourceFooters footers;
    private final SkippedFiles skipped;
    private final SourceSpool spool;

    RowsTwice(SourceFooters footers, SkippedFiles skipped, SourceSpool spool) {
        this.footers = footers;
        this.skipped = skipped;
        this.spool = spool;
    }

    /** Groups that leave of all files with the same rows one. */
    record RepairPlan(List<FileGroup> groups, boolean isInPlace) {

        PartitionPlan plan() {
            return new PartitionPlan(groups, List.of(), Optional.empty(), true);
        }
    }

    /** Compares outputs with each other, and with files that an output may hold the rows of. */
    RepeatedRows find(PartitionContents contents) {
        List<SourceSummary> read = contents.files().stream()
                .filter(file -> footers.isRead(file.ref()) && contents.mayBeTwice(file))
                .map(file -> footers.of(file.ref()))
                .toList();
        RepeatedRows repeated = new RepeatedRows(read, spool::contentHash);
        repeated.partly()
                .forEach((key, other) -> skipped.overlaps(
                        contents.find(key).ref(), partlyIn(other.ref().key())));
        setAsideWhatCannotBeCompared(contents);
        return repeated;
    }

    /** What an output holds that could not be read is not known, so nothing is merged that it may hold. */
    private void setAsideWhatCannotBeCompared(PartitionContents contents) {
        for (ListedObject unread : unread(contents)) {
            Skip why = skipped.refusal(unread.ref()).orElse(new Skip(SkipReason.QUARANTINED, "it vanished"));
            Skip unknown = new Skip(
                    SkipReason.ROWS_TWICE,
                    "whether its rows are in " + unread.key().name() + " cannot be told, for that cannot be read: "
                            + why.detail());
            contents.toCompare().stream()
                    .map(ListedObject::ref)
                    .filter(file -> !skipped.overlapping().contains(file))
                    .forEach(file -> skipped.overlaps(file, unknown));
        }
    }

    /** The outputs that had to be compared and could not be read. */
    List<ListedObject> unread(PartitionContents contents) {
        return contents.toCompare().stream()
                .filter(file -> OutputNames.isOutput(file.key()) && !footers.isRead(file.ref()))
                .toList();
    }

    private static Skip partlyIn(ObjectKey other) {
        return new Skip(
                SkipReason.ROWS_TWICE,
                "some of its rows are in " + other.name()
                        + " too, and each of the two has rows that the other lacks; both stay. Write one of them again"
                        + " without the common rows");
    }

    /** What can be repaired in place comes first, on its own. Empty if there is nothing to repair. */
    Optional<RepairPlan> repair(PartitionContents contents, RepeatedRows repeated) {
        List<FileGroup> inPlace = new ArrayList<>();
        List<FileGroup> rewritten = new ArrayList<>();
        for (Superseded superseded : repeated.superseded()) {
            boolean isInPlace = Repair.isInPlace(superseded, contents.known());
            Skip refusal = skipped.refusal(superseded.by().ref()).orElse(null);
            if (refusal == null || (isInPlace && refusal.reason() == SkipReason.MEMORY_BUDGET)) {
                (isInPlace ? inPlace : rewritten).add(group(contents, superseded));
            } else {
                setAside(superseded, refusal);
            }
        }
        List<FileGroup> groups = inPlace.isEmpty() ? rewritten : inPlace;
        return groups.isEmpty() ? Optional.empty() : Optional.of(new RepairPlan(groups, !inPlace.isEmpty()));
    }

    private static FileGroup group(PartitionContents contents, Superseded superseded) {
        return FileGroup.repair(
                dataFile(contents, superseded.by()),
                superseded.all().stream()
                        .limit(MAX_SUPERSEDED)
                        .map(file -> dataFile(contents, file))
                        .toList());
    }

    private static DataFile dataFile(PartitionContents contents, SourceSummary summary) {
        return new DataFile(summary.ref(), contents.find(summary.ref().key()).lastModified(), "");
    }

    private void setAside(Superseded superseded, Skip refusal) {
        for (SourceSummary file : superseded.all()) {
            ObjectRef ref = file.ref();
            skipped.overlaps(
                    ref,
                    new Skip(
                            SkipReason.ROWS_TWICE,
                            "its rows are in " + superseded.by().ref().key().name()
                                    + " too, which cannot be read or written again (" + refusal.detail()
                                    + "): delete one of the two, the one that is damaged"));
        }
    }
}
