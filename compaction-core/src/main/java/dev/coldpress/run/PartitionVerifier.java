package dev.coldpress.run;

import dev.coldpress.merge.RepeatedRows;
import dev.coldpress.merge.RepeatedRows.Superseded;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.metadata.MetadataCheck;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.plan.DataFileNames;
import dev.coldpress.plan.DataFileSelection;
import dev.coldpress.plan.OutputNames;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.SourceGoneException;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.PartitionRecord;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.VersionedRecord;
import dev.coldpress.report.VerifiedFile;
import dev.coldpress.report.VerifiedPartition;
import dev.coldpress.scan.Ports;
import dev.coldpress.scan.SourceSpool;
import dev.coldpress.scan.StoreSourceFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one partition for what the commit protocol cannot repair: merged files that cannot be read, and rows that
 * are there twice although no record says that a compaction is under way, as after somebody deleted a record. Changes
 * nothing.
 */
final class PartitionVerifier {

    private final Ports ports;
    private final LakeRecords records;
    private final KeyPrefix partition;
    private final DataFileNames dataNames;
    private final List<VerifiedFile> files = new ArrayList<>();
    private final Map<ObjectKey, SourceSummary> outputs = new TreeMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private @Nullable String unfinished;

    PartitionVerifier(RunContext context, KeyPrefix partition) {
        this.ports = context.ports();
        this.records = context.records();
        this.partition = partition;
        this.dataNames = new DataFileNames(context.settings().fileNames());
    }

    VerifiedPartition verify() {
        try {
            return look();
        } catch (StoreException e) {
            return VerifiedPartition.failed(partition, "it could not be read: " + e.getMessage());
        }
    }

    private VerifiedPartition look() {
        Optional<PartitionRecord> before = record();
        PartitionListing listing = PartitionListing.read(ports.store(), partition);
        for (ListedObject object : listing.objects()) {
            if (OutputNames.isOutput(object.key())) {
                readAgain(object.ref());
            }
        }
        // Reading takes its time. What somebody is told to delete has to be right after it as well.
        Optional<PartitionRecord> after = record();
        Set<ObjectRef> present = PartitionListing.read(ports.store(), partition).refs();
        listing.objects().stream()
                .map(ListedObject::ref)
                .filter(file -> !present.contains(file))
                .forEach(this::forget);
        if (wasAtRest(before, after, listing)) {
            requireRowsOnce(listing.objects().stream()
                    .map(ListedObject::ref)
                    .filter(present::contains)
                    .toList());
        }
        return new VerifiedPartition(partition, files, List.copyOf(problems), Optional.ofNullable(unfinished));
    }

    /** Empty if there is none, or none that can be read, which is a problem then. */
    private Optional<PartitionRecord> record() {
        try {
            return records.register().read(partition).map(VersionedRecord::record);
        } catch (DamagedRecordException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * A compaction or a user has replaced or deleted it meanwhile: that it could not be read is no news, nor is what
     * was in it.
     */
    private void forget(ObjectRef gone) {
        outputs.remove(gone.key());
        files.removeIf(file -> file.key().equals(gone.key()) && file.problem().isPresent());
    }

    private void readAgain(ObjectRef output) {
        try {
            ParquetFooter footer = ports.codec().checkContent(new StoreSourceFile(ports.store(), output));
            outputs.put(output.key(), SourceSummary.of(output, footer));
            List<String> untrue = MetadataCheck.problems(footer, ports.codec().notation());
            Optional<String> problem = untrue.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", untrue));
            files.add(new VerifiedFile(output.key(), output.sizeBytes(), footer.rowCount(), problem));
        } catch (ParquetFileException | SourceGoneException e) {
            files.add(
                    new VerifiedFile(output.key(), output.sizeBytes(), 0, Optional.of(String.valueOf(e.getMessage()))));
        }
    }

    /** During a compaction, rows may be there twice. The record says so, and the next run ends it. */
    private boolean wasAtRest(
            Optional<PartitionRecord> before, Optional<PartitionRecord> after, PartitionListing listing) {
        if (after.isPresent() && !(after.get() instanceof Done)) {
            unfinished = "a compaction by " + after.get().stamp().writtenBy() + " of "
                    + after.get().stamp().writtenAt() + " is not finished; the next run finishes it";
            return false;
        }
        if (!before.equals(after)) {
            unfinished = "a compaction changed it while it was read; verify again to look for rows that are"
                    + " there twice";
            return false;
        }
        Retained retained = after.map(records.marker()::retainedHere).orElse(Retained.EMPTY);
        if (!retained.lateOutputs(listing.objects()).isEmpty()) {
            unfinished = "an output that was given up has appeared late; the next run deletes it";
            return false;
        }
        return true;
    }

    /** Compares what was read with each other, as a run does; a run repairs all but what overlaps partly. */
    private void requireRowsOnce(List<ObjectRef> present) {
        List<SourceSummary> read = new ArrayList<>(outputs.values());
        if (!outputs.isEmpty()) {
            present.stream()
                    .filter(file ->
                            DataFileSelection.isDataFile(file.key(), dataNames) && !OutputNames.isOutput(file.key()))
                    .forEach(file -> readFooter(file).ifPresent(read::add));
        }
        SourceSpool none = SourceSpool.none(ports.store());
        RepeatedRows repeated = new RepeatedRows(read, none::contentHash);
        repeated.superseded().forEach(superseded -> problems.add(repeated(superseded)));
        repeated.partly().forEach((key, other) -> {
            // Each pair once.
            if (key.compareTo(other.ref().key()) < 0) {
                problems.add(partly(outputs.get(key), other));
            }
        });
    }

    private static String repeated(Superseded superseded) {
        List<SourceSummary> files = superseded.all();
        String which = files.size() == 1 ? "" : " and " + (files.size() - 1) + " more files";
        return "the rows of " + files.get(0).ref().key().name() + which + " are also in "
                + superseded.by().ref().key().name()
                + ": delivered again, copied or restored. the next run repairs it; delete nothing by hand.";
    }

    private static String partly(@Nullable SourceSummary one, SourceSummary other) {
        SourceSummary first = Objects.requireNonNull(one);
        return first.ref().key().name() + " and " + other.ref().key().name() + " both hold the rows of "
                + first.filesInCommonWith(other)
                + " source files, and each holds rows that the other lacks, so that no run can"
                + " repair it: write one of them again without the common rows, and keep both until that is done.";
    }

    /** Empty if it cannot be read: then no output holds its rows. */
    private Optional<SourceSummary> readFooter(ObjectRef file) {
        try {
            ParquetFooter footer = ports.codec().readFooter(new StoreSourceFile(ports.store(), file));
            return Optional.of(SourceSummary.of(file, footer));
        } catch (ParquetFileException | SourceGoneException e) {
            return Optional.empty();
        }
    }
}
