package dev.coldpress.simulator.lake;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.Fence;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Watches the content of the store and keeps the first promise that was broken. For the thread that holds the baton.
 */
public final class Judge {

    private final World world;
    private final RowLedger ledger;
    private final LakeContent content;
    /** Outputs that were staged by a compactor whose listing had taken one page. */
    private final Set<ObjectKey> onePagePlans = new HashSet<>();

    private final Set<Fence> fencesAtWork = EnumSet.noneOf(Fence.class);
    private final Set<String> restoredRecords = new HashSet<>();
    private boolean recordsLost;
    private boolean recordDeleted;
    private boolean outputRestored;
    private @Nullable Violation violation;
    private @Nullable DocumentedRisk risk;

    public Judge(World world, RowLedger ledger, LakeContent content) {
        this.world = world;
        this.ledger = ledger;
        this.content = content;
    }

    public LakeContent content() {
        return content;
    }

    RowLedger ledger() {
        return ledger;
    }

    public Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    public Optional<DocumentedRisk> risk() {
        return Optional.ofNullable(risk);
    }

    /** Whether there is nothing more to be learnt from this history. */
    public boolean isSettled() {
        return violation != null || risk != null;
    }

    public void report(Violation found) {
        if (!isSettled()) {
            violation = found;
        }
    }

    /**
     * A compactor has staged an output.
     *
     * @param pages how many the stager's last listing took
     */
    public void staged(ObjectKey output, int pages) {
        if (pages == 1) {
            onePagePlans.add(output);
        }
    }

    /** The lake got another identity, or its records were lost or replaced, by somebody who is no compactor. */
    public void recordsLost() {
        recordsLost = true;
    }

    /** Somebody who is no compactor deleted a record. */
    public void recordDeleted() {
        recordDeleted = true;
        recordsLost();
    }

    /** A merged file was put back that somebody had deleted. */
    void outputRestored() {
        outputRestored = true;
    }

    /** A record was put back without the marker of its lake. */
    public void recordRestored(String text) {
        restoredRecords.add(text);
    }

    /**
     * Promise C: one set of records round one lake. Not asked in worlds of compactors that do not refuse.
     *
     * @param fence of a compactor that has begun to compact
     */
    public void compacts(Fence fence) {
        fencesAtWork.add(fence);
        if (fencesAtWork.size() > 1 && !recordsLost && world.isRefusalAsked()) {
            report(new Violation("C", "two compactors work by different records: " + fencesAtWork));
        }
    }

    /** A reader has listed all pages, and some rows that were live all the time were on none of them. */
    public void readerMissed(Set<String> rows) {
        boolean excused = rows.stream().allMatch(row -> content.everHeld(row).anyMatch(onePagePlans::contains));
        if (excused && !isSettled()) {
            risk = DocumentedRisk.ONE_PAGE_PLAN;
        }
        report(new Violation("READER", "a listing of several pages has no object with the rows " + rows));
    }

    /** Promise S1, after each effect. */
    public void afterEffect() {
        ledger.lostRow().ifPresent(this::report);
    }

    /**
     * Deletes what a compactor asks to be deleted, and checks that it may.
     *
     * @param lookedJustNow whether the compactor had found the output right before it sent the delete
     */
    public DeleteResult deleteByCompactor(ObjectRef ref, boolean lookedJustNow) {
        LakeObject present = content.find(ref.key());
        DeleteResult result = content.delete(ref);
        if (present == null || result.outcome() != DeleteResult.Outcome.DELETED || isSettled()) {
            return result;
        }
        if (lookedJustNow && isRecreatedAfterOutputWasDeleted(present)) {
            // Also if no row is lost by it at once: whoever relies on the re-created object will lose it.
            risk = DocumentedRisk.RECREATED_BYTES;
            return result;
        }
        if (ledger.lostRow().isPresent() && isOutputOfRestoredPlan(present)) {
            risk = DocumentedRisk.RESTORED_PLAN;
            return result;
        }
        ledger.lostRow().ifPresent(this::report);
        if (!LakeKeys.isOutput(ref.key())) {
            ledger.deletedWithoutOutput(present, content.dataFilesAnywhere()).ifPresent(this::report);
        }
        return result;
    }

    /**
     * Promises S2 and U, when nothing is going on any more.
     *
     * @param setAside the outputs that the clean runs left alone since they overlap
     * @return the risk that excuses what is wrong, if that is all
     */
    public Optional<DocumentedRisk> atRest(Set<ObjectKey> setAside) {
        Set<String> back = ledger.cameBack(false);
        Set<String> backFromMerge = ledger.cameBack(true);
        boolean excused = recordsLost || world.fences().size() > 1;
        if (!back.isEmpty() || (!backFromMerge.isEmpty() && !excused)) {
            back.addAll(backFromMerge);
            report(new Violation("U", "the deleted rows " + back + " are visible at rest"));
            return Optional.empty();
        }
        Set<String> doubled = ledger.doubled();
        Set<String> healable = new TreeSet<>(doubled);
        healable.removeIf(row -> isBeyondTheProtocol() && overlapPartly(row, setAside));
        if (!healable.isEmpty()) {
            report(new Violation("S2", "at rest the rows " + healable + " are visible more than once"));
            return Optional.empty();
        }
        if (!doubled.isEmpty()) {
            return Optional.of(DocumentedRisk.PARTLY_OVERLAPPING);
        }
        return backFromMerge.isEmpty() ? Optional.empty() : Optional.of(DocumentedRisk.DELETED_DURING_MERGE);
    }

    private boolean isBeyondTheProtocol() {
        return recordsLost
                || outputRestored
                || content.upheavals() > 0
                || world.fences().size() > 1;
    }

    private boolean overlapPartly(String row, Set<ObjectKey> setAside) {
        List<LakeObject> holders = content.dataFiles().stream()
                .filter(file -> file.rows().contains(row))
                .toList();
        return holders.stream()
                .allMatch(one -> setAside.contains(one.key())
                        && holders.stream()
                                .allMatch(other ->
                                        one.equals(other) || !one.rows().containsAll(other.rows())));
    }

    public void excuse(DocumentedRisk found) {
        if (!isSettled()) {
            risk = found;
        }
    }

    private boolean isOutputOfRestoredPlan(LakeObject deleted) {
        boolean logDeleted = recordDeleted && !world.store().replacesIfVersion();
        return LakeKeys.isOutput(deleted.key())
                && (logDeleted
                        || restoredRecords.stream()
                                .anyMatch(record -> record.contains("\nstate planned\n")
                                        && record.contains(
                                                "\noutput " + deleted.key().name() + "\n")));
    }

    private boolean isRecreatedAfterOutputWasDeleted(LakeObject deleted) {
        return !world.store().uniqueVersions() && deleted.sameVersionBefore() && ledger.stoodInDeletedOutputs(deleted);
    }
}
