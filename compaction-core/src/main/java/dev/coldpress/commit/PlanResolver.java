package dev.coldpress.commit;

import dev.coldpress.partition.PartitionListing;
import dev.coldpress.port.AbortResult;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.record.DecidedGroup;
import dev.coldpress.record.Decision;
import dev.coldpress.record.PartitionRecord;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.record.PartitionRecord.Planned;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.PlannedGroup;
import dev.coldpress.record.PlannedSource;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.SkippedSource;
import dev.coldpress.record.StampSource;
import dev.coldpress.record.VersionedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Step 5 of the protocol: turns a plan, one's own or one that somebody left behind, into recorded decisions. First
 * every token is aborted, so that nothing can be published any more; only then is it looked at what has been.
 */
public final class PlanResolver {

    private final ObjectStore store;
    private final RecordRegister register;
    private final StampSource stamps;
    private final OutputCheck outputCheck;
    private final Retry retry;

    public PlanResolver(
            ObjectStore store, RecordRegister register, StampSource stamps, OutputCheck outputCheck, Pause pause) {
        this.store = store;
        this.register = register;
        this.stamps = stamps;
        this.outputCheck = outputCheck;
        this.retry = new Retry(pause);
    }

    /** Looks into a published output. */
    @FunctionalInterface
    public interface OutputCheck {

        /**
         * Whether the file's footer names this plan and this number of rows. False also for a file that is no Parquet
         * file.
         *
         * @throws dev.coldpress.port.StoreException if the store does not answer
         */
        boolean isOutputOf(ObjectRef output, UUID planId, long rowCount);
    }

    /**
     * Ends a plan: nothing of it can be published any more, and what was is judged.
     *
     * @param isOfAnotherLake whether the plan was written in a lake of which this one is a copy. The objects were
     *     copied at different moments then: a source may be missing because it was deleted for this very output. So
     *     nothing is retracted, and what is not kept is not remembered as dropped.
     * @param newlySkipped sources that failed in this plan's merge, to be remembered
     * @return the committed record, or empty if another compactor was faster
     * @throws dev.coldpress.record.UnansweredException if an abort or the record's replacement stays unanswered
     */
    public Optional<VersionedRecord> resolve(
            VersionedRecord held, Planned plan, boolean isOfAnotherLake, List<SkippedSource> newlySkipped) {
        for (PlannedGroup group : plan.groups()) {
            abort(group);
        }
        // The heads come after all aborts were answered, and the listing after all heads: a source that was deleted
        // before its output was seen must not be taken for present.
        List<Optional<ListedObject>> outputs =
                plan.groups().stream().map(group -> store.head(group.output())).toList();
        Set<ObjectRef> present = outputs.stream().anyMatch(Optional::isPresent)
                ? PartitionListing.read(store, plan.partition()).refs()
                : Set.of();
        List<DecidedGroup> decided = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            PlannedGroup group = plan.groups().get(i);
            if (isOfAnotherLake) {
                keepInACopy(plan, group, outputs.get(i).map(ListedObject::ref), present)
                        .ifPresent(decided::add);
            } else {
                decided.add(decide(plan, group, outputs.get(i), present));
            }
        }
        Retained before = isOfAnotherLake ? plan.retained().inACopy() : plan.retained();
        List<SkippedSource> skipped = new ArrayList<>(before.skipped());
        skipped.addAll(newlySkipped);
        Retained retained = new Retained(before.dropped(), skipped, before.files());
        return register.replace(held, new Committed(plan.partition(), stamps.next(), retained, plan.planId(), decided));
    }

    private void abort(PlannedGroup group) {
        retry.untilAnswered(
                "abort of the upload of " + group.output(),
                () -> Optional.of(store.abort(group.output(), group.token())).filter(AbortResult.ANSWERED::equals));
    }

    private Optional<DecidedGroup> keepInACopy(
            Planned plan, PlannedGroup group, Optional<ObjectRef> output, Set<ObjectRef> present) {
        boolean isCopied = group.sources().stream().noneMatch(source -> isThere(source.ref(), present));
        PlannedGroup here = isCopied && isBeforeLineage(plan) ? asCopied(group, present) : group;
        return output.filter(ref -> outputCheck.isOutputOf(ref, plan.planId(), group.rowCount()))
                .map(ref -> new DecidedGroup(here, Decision.KEEP, Optional.of(ref)));
    }

    /**
     * The decisions of a record as they hold in a copy of its lake, for a record that is older than lineages by
     * content: nothing in the files would tell that the rows of the sources are in the output. An output that is there
     * at another version than on record was copied, and so were the sources, which are known by name and size then.
     *
     * @return empty if nothing on record was copied
     */
    public Optional<Committed> asCopied(Committed committed) {
        if (!isBeforeLineage(committed)) {
            return Optional.empty();
        }
        Set<ObjectRef> present =
                PartitionListing.read(store, committed.partition()).refs();
        List<DecidedGroup> decided = new ArrayList<>();
        boolean isCopied = false;
        for (DecidedGroup group : committed.groups()) {
            Optional<ObjectRef> output = group.output()
                    .filter(recorded -> group.decision() == Decision.KEEP && !isThere(recorded, present))
                    .flatMap(recorded -> find(recorded, present))
                    .filter(ref -> outputCheck.isOutputOf(
                            ref, committed.planId(), group.group().rowCount()));
            isCopied |= output.isPresent();
            decided.add(output.map(ref -> new DecidedGroup(asCopied(group.group(), present), Decision.KEEP, output))
                    .orElse(group));
        }
        return isCopied
                ? Optional.of(new Committed(
                        committed.partition(),
                        stamps.next(),
                        committed.retained().inACopy(),
                        committed.planId(),
                        decided.stream()
                                .filter(group -> group.decision() == Decision.KEEP)
                                .toList()))
                : Optional.empty();
    }

    private static boolean isBeforeLineage(PartitionRecord record) {
        return record.stamp().lake().isEmpty();
    }

    private static PlannedGroup asCopied(PlannedGroup group, Set<ObjectRef> present) {
        return new PlannedGroup(
                group.output(),
                group.token(),
                group.sources().stream()
                        .map(source -> find(source.ref(), present)
                                .filter(ref -> ref.sizeBytes() == source.ref().sizeBytes())
                                .map(ref -> new PlannedSource(ref, source.rowCount()))
                                .orElse(source))
                        .toList());
    }

    private static Optional<ObjectRef> find(ObjectRef recorded, Set<ObjectRef> present) {
        return present.stream().filter(ref -> ref.key().equals(recorded.key())).findFirst();
    }

    private static boolean isThere(ObjectRef recorded, Set<ObjectRef> present) {
        return find(recorded, present)
                .filter(ref -> ref.version().isAt(recorded.version()))
                .isPresent();
    }

    private DecidedGroup decide(
            Planned plan, PlannedGroup group, Optional<ListedObject> output, Set<ObjectRef> present) {
        if (output.isEmpty()) {
            return new DecidedGroup(group, Decision.DROP, Optional.empty());
        }
        ObjectRef ref = output.get().ref();
        boolean sourcesPresent = group.sources().stream().allMatch(source -> present.contains(source.ref()));
        boolean keep = sourcesPresent && outputCheck.isOutputOf(ref, plan.planId(), group.rowCount());
        return new DecidedGroup(group, keep ? Decision.KEEP : Decision.RETRACT, Optional.of(ref));
    }
}
