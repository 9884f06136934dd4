package dev.coldpress;

import dev.coldpress.commit.DamagedRecordException;
import dev.coldpress.commit.OutputNames;
import dev.coldpress.commit.PartitionRecord;
import dev.coldpress.commit.PartitionRecord.Done;
import dev.coldpress.commit.PartitionRecord.Memory;
import dev.coldpress.commit.RecordRegister.Held;
import dev.coldpress.merge.Lineage;
import dev.coldpress.merge.MetadataCheck;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.SourceGoneException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one partition for what the commit protocol cannot repair: merged files that cannot be read, and rows that are
 * there twice although no record says that a compaction is under way, as after somebody deleted a record. Changes nothing.
 */
final class PartitionVerifier {

    private final Toolbox tools;
    private final KeyPrefix partition;
    private final List<VerifiedFile> files = new ArrayList<>();
    private final Map<ObjectKey, Lineage> lineages = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private @Nullable String unfinished;

    PartitionVerifier(Toolbox tools, KeyPrefix partition) {
        this.tools = tools;
        this.partition = partition;
    }

    /** @throws dev.coldpress.port.StoreException if the store does not answer */
    VerifiedPartition verify() {
        Optional<PartitionRecord> before = record();
        PartitionListing listing = PartitionListing.read(tools.store(), partition);
        for (ListedObject object : listing.objects()) {
            if (OutputNames.isOutput(object.key())) {
                readAgain(object.ref());
            }
        }
        // Reading takes its time. What somebody is told to delete has to be right after it as well.
        Optional<PartitionRecord> after = record();
        Set<ObjectRef> present = PartitionListing.read(tools.store(), partition).refs();
        listing.objects().stream()
                .map(ListedObject::ref)
                .filter(file -> !present.contains(file))
                .forEach(this::forget);
        if (wasAtRest(before, after, listing)) {
            listing.objects().stream()
                    .map(ListedObject::ref)
                    .filter(present::contains)
                    .forEach(this::requireNotMerged);
            requireDisjoint();
        }
        return new VerifiedPartition(partition, files, List.copyOf(problems), Optional.ofNullable(unfinished));
    }

    /** Empty if there is none, or none that can be read, which is a problem then. */
    private Optional<PartitionRecord> record() {
        try {
            return tools.register().read(partition).map(Held::record);
        } catch (DamagedRecordException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A compaction or a user has replaced or deleted it meanwhile: that it could not be read is no news, nor is what was in it. */
    private void forget(ObjectRef gone) {
        lineages.remove(gone.key());
        files.removeIf(file -> file.key().equals(gone.key()) && file.problem().isPresent());
    }

    private void readAgain(ObjectRef output) {
        try {
            ParquetFooter footer = tools.codec().checkContent(new StoreSourceFile(tools.store(), output));
            lineages.put(output.key(), Lineage.of(footer.keyValueMetadata()));
            List<String> untrue =
                    MetadataCheck.problems(footer, tools.codec().notation());
            Optional<String> problem = untrue.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", untrue));
            files.add(new VerifiedFile(output.key(), output.sizeBytes(), footer.rowCount(), problem));
        } catch (ParquetFileException | SourceGoneException e) {
            files.add(
                    new VerifiedFile(output.key(), output.sizeBytes(), 0, Optional.of(String.valueOf(e.getMessage()))));
        }
    }

    /** While a compaction is under way, rows may be there twice: its record says so, and the next run ends it. */
    private boolean wasAtRest(
            Optional<PartitionRecord> before, Optional<PartitionRecord> after, PartitionListing listing) {
        if (after.isPresent() && !(after.get() instanceof Done)) {
            unfinished = "a compaction by " + after.get().stamp().writtenBy() + " of "
                    + after.get().stamp().writtenAt() + " is not finished; 'coldpress run' finishes it";
            return false;
        }
        if (!before.equals(after)) {
            unfinished = "a compaction changed it while it was read; 'coldpress verify' looks again for rows that are"
                    + " there twice";
            return false;
        }
        Memory memory = after.map(PartitionRecord::memory).orElse(Memory.EMPTY);
        if (!memory.lateOutputs(listing.objects()).isEmpty()) {
            unfinished = "an output that was given up has appeared late; 'coldpress run' deletes it";
            return false;
        }
        return true;
    }

    private void requireNotMerged(ObjectRef file) {
        long digest = Lineage.digest(file);
        lineages.forEach((output, lineage) -> {
            if (lineage.sources().contains(digest)) {
                problems.add("the rows of " + file.key().name() + " are also in " + output.name()
                        + ", and no record tells of it: was the record deleted, or restored from a backup? Delete "
                        + file.key().name() + "; " + output.name() + " was read and is whole.");
            }
        });
    }

    private void requireDisjoint() {
        Map<Long, ObjectKey> holders = new HashMap<>();
        Set<String> told = new HashSet<>();
        lineages.forEach((output, lineage) -> {
            for (long source : lineage.sources()) {
                ObjectKey other = holders.putIfAbsent(source, output);
                if (other != null && told.add(other + "\n" + output)) {
                    problems.add(overlap(other, output));
                }
            }
        });
    }

    private String overlap(ObjectKey first, ObjectKey second) {
        Set<Long> ofFirst = sourcesOf(first);
        Set<Long> ofSecond = sourcesOf(second);
        Set<Long> common = new HashSet<>(ofFirst);
        common.retainAll(ofSecond);
        String what = first.name() + " and " + second.name() + " both hold the rows of " + common.size() + " sources. ";
        if (common.size() == ofSecond.size()) {
            return what + "Everything in the latter is in the former: delete " + second.name() + ".";
        }
        if (common.size() == ofFirst.size()) {
            return what + "Everything in the former is in the latter: delete " + first.name() + ".";
        }
        return what
                + "Each holds rows that the other has not: write one of them again without the common rows, and keep"
                + " both until that is done.";
    }

    private Set<Long> sourcesOf(ObjectKey output) {
        return lineages.getOrDefault(output, new Lineage(Set.of())).sources();
    }
}
