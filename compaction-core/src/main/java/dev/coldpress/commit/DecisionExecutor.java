package dev.coldpress.commit;

import dev.coldpress.commit.PartitionRecord.Committed;
import dev.coldpress.commit.PartitionRecord.Done;
import dev.coldpress.commit.PartitionRecord.Memory;
import dev.coldpress.commit.RecordRegister.Held;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.DeleteResult.Outcome;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Steps 6 and 7 of the protocol, and the removal of dropped outputs that opens step 2: executes recorded decisions,
 * whoever made them. This is the only class that deletes data objects.
 */
public final class DecisionExecutor {

    /** How long a dropped output is watched for. A request that is under way for longer is not known of any store. */
    static final Duration DROPPED_KEPT_FOR = Duration.ofDays(7);

    private final ObjectStore store;
    private final RecordRegister register;
    private final Stamps stamps;
    private final Trash trash;
    private final Insistence insistence;
    private final Consumer<Outcome> sourceDeleted;

    /**
     * For one partition.
     *
     * @param controlPrefix below which retracted outputs are kept for some days
     * @param sourceDeleted is told of each answer to a delete of a source
     */
    public DecisionExecutor(
            ObjectStore store,
            RecordRegister register,
            Stamps stamps,
            KeyPrefix controlPrefix,
            Pause pause,
            Consumer<Outcome> sourceDeleted) {
        this.store = store;
        this.register = register;
        this.stamps = stamps;
        this.trash = new Trash(store, controlPrefix);
        this.insistence = new Insistence(pause);
        this.sourceDeleted = sourceDeleted;
    }

    /**
     * What was done.
     *
     * @param kept the groups whose sources are gone for good, with their outputs in place
     * @param done the record that says so, or empty if another compactor was faster, which is as good
     */
    public record Executed(List<DecidedGroup> kept, Optional<Held> done) {}

    /**
     * Deletes what the record says, until every object is answered for, and then writes that it is done.
     *
     * @throws UnansweredException if the store leaves a delete open
     */
    public Executed execute(Held held, Committed committed) {
        List<DecidedGroup> kept = new ArrayList<>();
        // What is kept comes first: its rows are there twice until the sources go, and copies into the trash take their
        // time.
        for (DecidedGroup group : committed.groups()) {
            if (group.decision() == Decision.KEEP && deleteSources(group)) {
                kept.add(group);
            }
        }
        for (DecidedGroup group : committed.groups()) {
            if (group.decision() == Decision.RETRACT) {
                retract(group);
            }
        }
        Done done = new Done(committed.partition(), stamps.next(), memoryAfter(committed));
        return new Executed(kept, register.replace(held, done));
    }

    /** Deletes outputs that were dropped earlier and appeared late. Their groups deleted no source: this loses nothing. */
    public void deleteDropped(List<ObjectRef> late) {
        insistence.untilAnswered("delete of " + late.size() + " dropped outputs", () -> deleted(late));
    }

    private void retract(DecidedGroup group) {
        ObjectRef output = group.output().orElseThrow();
        trash.keepCopy(output);
        insistence.untilAnswered("delete of the retracted " + output.key(), () -> deleted(List.of(output)));
    }

    /** Returns whether the output was still there. */
    private boolean deleteSources(DecidedGroup group) {
        ObjectRef output = group.output().orElseThrow();
        List<ObjectRef> sources =
                group.group().sources().stream().map(PlannedSource::ref).toList();
        // Each attempt begins with the head: a user may delete the output at any time, and from then on the sources
        // that are left are the only copy of their rows.
        return insistence.untilAnswered(
                "delete of the sources of " + output.key(),
                () -> isVisible(output) ? deletedSources(sources) : Optional.of(false));
    }

    private Optional<Boolean> deletedSources(List<ObjectRef> sources) {
        List<DeleteResult> results = store.delete(sources);
        results.forEach(result -> sourceDeleted.accept(result.outcome()));
        return areAnswered(sources, results);
    }

    private boolean isVisible(ObjectRef output) {
        return store.head(output.key())
                .map(listed -> listed.ref().version().isAt(output.version()))
                .orElse(false);
    }

    private Optional<Boolean> deleted(List<ObjectRef> objects) {
        return areAnswered(objects, store.delete(objects));
    }

    /** True once every object is answered for, empty while one is not. */
    private static Optional<Boolean> areAnswered(List<ObjectRef> objects, List<DeleteResult> results) {
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).outcome() == Outcome.DENIED) {
                throw new StoreException(
                        StoreException.Kind.DENIED,
                        "The store refuses to delete " + objects.get(i).key() + " ("
                                + results.get(i).detail()
                                + "). Grant the permission to delete; until then readers may see rows twice.");
            }
        }
        return results.stream().allMatch(DeleteResult::isAnswered) ? Optional.of(true) : Optional.empty();
    }

    private Memory memoryAfter(Committed committed) {
        Instant now = committed.stamp().writtenAt();
        List<DroppedOutput> dropped = new ArrayList<>();
        for (DroppedOutput old : committed.memory().dropped()) {
            if (old.droppedAt().plus(DROPPED_KEPT_FOR).isAfter(now)) {
                dropped.add(old);
            }
        }
        for (DecidedGroup group : committed.groups()) {
            if (group.decision() != Decision.KEEP) {
                dropped.add(new DroppedOutput(group.group().output(), now));
            }
        }
        return new Memory(dropped, committed.memory().skipped());
    }
}
