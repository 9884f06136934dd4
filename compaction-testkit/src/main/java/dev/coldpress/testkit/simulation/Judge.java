package dev.coldpress.testkit.simulation;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches the content of the store and keeps the first promise that was broken. For the thread that holds the baton. */
final class Judge {

    private final World world;
    private final RowLedger ledger;
    private final LakeContent content;
    /** Outputs that were staged by a compactor whose listing had taken one page. */
    private final Set<ObjectKey> onePagePlans = new HashSet<>();

    private @Nullable Violation violation;
    private @Nullable DocumentedRisk risk;

    Judge(World world, RowLedger ledger, LakeContent content) {
        this.world = world;
        this.ledger = ledger;
        this.content = content;
    }

    LakeContent content() {
        return content;
    }

    RowLedger ledger() {
        return ledger;
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    Optional<DocumentedRisk> risk() {
        return Optional.ofNullable(risk);
    }

    /** Whether there is nothing more to be learnt from this history. */
    boolean isSettled() {
        return violation != null || risk != null;
    }

    void report(Violation found) {
        if (!isSettled()) {
            violation = found;
        }
    }

    /** @param pages how many the stager's last listing took */
    void staged(ObjectKey output, int pages) {
        if (pages == 1) {
            onePagePlans.add(output);
        }
    }

    /** A reader has listed all pages, and some rows that were live all the time were on none of them. */
    void readerMissed(Set<String> rows) {
        boolean excused = rows.stream().allMatch(row -> content.everHeld(row).anyMatch(onePagePlans::contains));
        if (excused && !isSettled()) {
            risk = DocumentedRisk.ONE_PAGE_PLAN;
        }
        report(new Violation("READER", "a listing of several pages has no object with the rows " + rows));
    }

    /** Promise S1, after each effect. */
    void afterEffect() {
        ledger.lostRow().ifPresent(this::report);
    }

    /** @param lookedJustNow whether the compactor had found the output right before it sent the delete */
    DeleteResult deleteByCompactor(ObjectRef ref, boolean lookedJustNow) {
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
        ledger.lostRow().ifPresent(this::report);
        if (!LakeContent.isOutput(ref.key())) {
            ledger.deletedWithoutOutput(present, content.dataFiles()).ifPresent(this::report);
        }
        return result;
    }

    private boolean isRecreatedAfterOutputWasDeleted(LakeObject deleted) {
        return !world.store().uniqueVersions() && deleted.sameVersionBefore() && ledger.stoodInDeletedOutputs(deleted);
    }
}
