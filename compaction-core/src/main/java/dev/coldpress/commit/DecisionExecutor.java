package dev.coldpress.commit;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.DeleteResult.Outcome;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.DecidedGroup;
import dev.coldpress.record.Decision;
import dev.coldpress.record.DroppedOutput;
import dev.coldpress.record.KnownFiles;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.PlannedSource;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.StampSource;
import dev.coldpress.record.VersionedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps 6 and 7 of the protocol, and the removal of dropped outputs that opens step 2: executes recorded decisions,
 * whoever made them. This is the only class that deletes data objects.
 */
public final class DecisionExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionExecutor.class);

    /** How long a dropped output is watched for. No store is known in which a request takes effect later. */
    static final Duration DROPPED_KEPT_FOR = Duration.ofDays(7);

    private final ObjectStore store;
    private final RecordRegister register;
    private final StampSource stamps;
    private final Trash trash;
    private final Retry retry;
    private final Consumer<Outcome> sourceDeleted;
    private final BiConsumer<Committed, List<DecidedGroup>> beforeDone;
    private boolean areSourcesChanged;

    /**
     * For one partition.
     *
     * @param controlPrefix below which retracted outputs are kept for some days
     * @param sourceDeleted is called for each answer to a delete of a source
     * @param beforeDone is told of the groups whose sources are gone, right before the record says so; if it throws,
     *     the record stays, and whoever comes next executes it again
     */
    public DecisionExecutor(
            ObjectStore store,
            RecordRegister register,
            StampSource stamps,
            KeyPrefix controlPrefix,
            Pause pause,
            Consumer<Outcome> sourceDeleted,
            BiConsumer<Committed, List<DecidedGroup>> beforeDone) {
        this.store = store;
        this.register = register;
        this.stamps = stamps;
        this.trash = new Trash(store, controlPrefix);
        this.retry = new Retry(pause);
        this.sourceDeleted = sourceDeleted;
        this.beforeDone = beforeDone;
    }

    /**
     * What was done.
     *
     * @param kept the groups whose sources are gone for good, with their outputs in place
     * @param done the record that says so, or empty if another compactor was faster, which is as good
     * @param areSourcesChanged whether a source was there at another version than was merged, so that it stays: its
     *     rows may be there twice
     */
    public record Executed(List<DecidedGroup> kept, Optional<VersionedRecord> done, boolean areSourcesChanged) {}

    /**
     * Deletes what the record says, until every object is answered for, and then writes that it is done.
     *
     * @param isOfAnotherLake whether the record was written in a lake of which this one is a copy: nothing is retracted
     *     then, since the output may be the only one of the copied objects that holds its rows
     * @throws dev.coldpress.record.UnansweredException if the store leaves a delete open
     */
    public Executed execute(VersionedRecord held, Committed committed, boolean isOfAnotherLake) {
        List<DecidedGroup> kept = new ArrayList<>();
        areSourcesChanged = false;
        // What is kept comes first: its rows are there twice until the sources go, and copies into the trash take their
        // time.
        for (DecidedGroup group : committed.groups()) {
            if (group.decision() == Decision.KEEP && deleteSources(group)) {
                kept.add(group);
            }
        }
        for (DecidedGroup group : committed.groups()) {
            if (group.decision() == Decision.RETRACT && !isOfAnotherLake) {
                retract(group);
            }
        }
        Retained retained = isOfAnotherLake
                ? committed.retained().inACopy()
                : new Retained(
                        droppedAfter(committed),
                        committed.retained().skipped(),
                        committed.retained().files());
        // In a copy nothing is known of who may still retract an output: it stays to be compared.
        List<DecidedGroup> made = isOfAnotherLake ? List.of() : kept;
        Retained after =
                new Retained(retained.dropped(), retained.skipped(), filesAfter(retained.files(), committed, made));
        beforeDone.accept(committed, kept);
        Done done = new Done(committed.partition(), stamps.next(), after);
        return new Executed(kept, register.replace(held, done), areSourcesChanged);
    }

    /**
     * Deletes outputs that were dropped earlier and appeared late. Their groups deleted no source: this loses nothing.
     */
    public void deleteDropped(List<ObjectRef> late) {
        retry.untilAnswered("delete of " + late.size() + " dropped outputs", () -> deleted(late));
    }

    /**
     * Deletes files that only repeat what others say, each at whatever version it has now: of one that was written
     * again a moment ago the same holds. Nothing is lost by it, whatever comes afterwards.
     *
     * @throws dev.coldpress.record.UnansweredException if the store leaves a delete open
     */
    public void deleteSummaries(List<ObjectKey> summaries) {
        for (ObjectKey summary : summaries) {
            if (retry.untilAnswered("delete of the summary file " + summary, () -> deletedSummary(summary))) {
                LOG.info("Deleted {}, because it names files that are being merged", summary);
            }
        }
    }

    /** Whether it was there; empty as long as it may still be. */
    private Optional<Boolean> deletedSummary(ObjectKey summary) {
        Optional<ObjectRef> present = store.head(summary).map(ListedObject::ref);
        if (present.isEmpty()) {
            return Optional.of(false);
        }
        DeleteResult result = store.delete(List.of(present.get())).get(0);
        requirePermitted(
                present.get(),
                result,
                ", or set the policy for summary files to leave or skip; nothing was published in its partition");
        return result.isAnswered() && result.outcome() != Outcome.OTHER_VERSION ? Optional.of(true) : Optional.empty();
    }

    private void retract(DecidedGroup group) {
        ObjectRef output = group.output().orElseThrow();
        trash.keepCopy(output);
        retry.untilAnswered("delete of the retracted " + output.key(), () -> deleted(List.of(output)));
    }

    /** Returns whether the output was still there, at the version on record. */
    private boolean deleteSources(DecidedGroup group) {
        ObjectRef output = group.output().orElseThrow();
        List<ObjectRef> sources =
                group.group().sources().stream().map(PlannedSource::ref).toList();
        // Each attempt begins with the head: a user may delete the output at any time, and from then on the sources
        // that are left are the only copy of their rows.
        return retry.untilAnswered(
                "delete of the sources of " + output.key(),
                () -> isVisible(output) ? deletedSources(sources) : Optional.of(false));
    }

    private Optional<Boolean> deletedSources(List<ObjectRef> sources) {
        List<DeleteResult> results = store.delete(sources);
        for (DeleteResult result : results) {
            sourceDeleted.accept(result.outcome());
            areSourcesChanged |= result.outcome() == Outcome.OTHER_VERSION;
        }
        return areAnswered(sources, results);
    }

    private boolean isVisible(ObjectRef output) {
        Optional<ObjectRef> present = store.head(output.key()).map(ListedObject::ref);
        boolean isThere =
                present.map(ref -> ref.version().isAt(output.version())).orElse(false);
        if (present.isPresent() && !isThere) {
            // A copy or a restore looks like this, so nothing is concluded: the next look compares the files
            // themselves.
            LOG.info(
                    "{} has version {}, and the record has {}; its sources stay for now",
                    output.key(),
                    present.get().version(),
                    output.version());
        }
        return isThere;
    }

    private Optional<Boolean> deleted(List<ObjectRef> objects) {
        return areAnswered(objects, store.delete(objects));
    }

    /** True once every object is answered for, empty while one is not. */
    private static Optional<Boolean> areAnswered(List<ObjectRef> objects, List<DeleteResult> results) {
        for (int i = 0; i < results.size(); i++) {
            requirePermitted(objects.get(i), results.get(i), "; until then readers may see rows twice");
        }
        return results.stream().allMatch(DeleteResult::isAnswered) ? Optional.of(true) : Optional.empty();
    }

    private static void requirePermitted(ObjectRef object, DeleteResult result, String otherwise) {
        if (result.outcome() == Outcome.DENIED) {
            throw new StoreException(
                    StoreException.Kind.DENIED,
                    "The store refuses to delete " + object.key() + " (" + result.detail()
                            + "). Grant the permission to delete" + otherwise);
        }
    }

    private static KnownFiles filesAfter(KnownFiles before, Committed committed, List<DecidedGroup> made) {
        KnownFiles files = before;
        for (DecidedGroup group : committed.groups()) {
            List<ObjectKey> sources = group.group().sources().stream()
                    .map(source -> source.ref().key())
                    .toList();
            if (made.contains(group)) {
                files = files.afterKeep(group.group().output(), sources);
            } else if (group.decision() == Decision.KEEP) {
                files = files.afterMissing(sources);
            }
        }
        return files;
    }

    private static List<DroppedOutput> droppedAfter(Committed committed) {
        Instant now = committed.stamp().writtenAt();
        List<DroppedOutput> dropped = new ArrayList<>();
        for (DroppedOutput old : committed.retained().dropped()) {
            if (old.droppedAt().plus(DROPPED_KEPT_FOR).isAfter(now)) {
                dropped.add(old);
            }
        }
        for (DecidedGroup group : committed.groups()) {
            if (group.decision() != Decision.KEEP) {
                dropped.add(new DroppedOutput(group.group().output(), now));
            }
        }
        return dropped;
    }
}
