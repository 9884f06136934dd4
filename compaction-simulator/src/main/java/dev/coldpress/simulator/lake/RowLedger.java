package dev.coldpress.simulator.lake;

import dev.coldpress.simulator.step.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What has to be visible: the judge of a history. It knows of every row who wrote it and who deleted it, and how often
 * it is visible now.
 *
 * <p>What a user's deletion means for a row of the deleted object:
 *
 * <ul>
 *   <li>No other visible object has the row: it is {@link State#DELETED}. It may appear once more for a while, when an
 *       output was on its way, but at rest it must be gone (U).
 *   <li>Another visible object has it, as in the duplicate window: it is {@link State#UNSURE}. If the deletion is
 *       noticed in step 5 of the protocol, the output is retracted and the row is gone; after the commit it lives on in
 *       the output, and the document promises neither. If the object was the output, its sources stay unless a delete
 *       of them was under way. So such a row may be gone, but must not be there more than once at rest.
 * </ul>
 *
 * <p>A row that a writer writes again, under the same key with the same bytes, is {@link State#LIVE} again, and at rest
 * it is visible once: that is what is promised of a sink that delivers a file again. What lies in a part that is not
 * mounted is there, but not visible. When a history goes on with a copy of the lake, a row that stands in no copied
 * object is gone, and nobody lost it; one that was deleted and stands in a copied object may stay or go. For the thread
 * that holds the baton.
 */
public final class RowLedger {

    /** What is asked of a row. */
    enum State {
        /** Visible at every instant, and once at rest. */
        LIVE,
        /** A user deleted one of its copies: visible at most once at rest. */
        UNSURE,
        /** A user deleted its only copy: not visible at rest. */
        DELETED
    }

    private static final class Entry {
        State state = State.LIVE;
        int visible;
        int hidden;
        boolean outputDeletedByUser;
        boolean deletedDuringMerge;

        boolean isThere() {
            return visible + hidden > 0;
        }
    }

    private final Map<String, Entry> rows = new TreeMap<>();
    /** Rows that are live and not visible; checked between steps. */
    private final Set<String> lost = new TreeSet<>();

    private Entry entry(String row) {
        return rows.computeIfAbsent(row, r -> new Entry());
    }

    private void judge(String row, Entry entry) {
        if (!entry.isThere() && entry.state == State.LIVE) {
            lost.add(row);
        } else {
            lost.remove(row);
        }
    }

    void appeared(LakeObject object) {
        for (String row : object.rows()) {
            Entry entry = entry(row);
            entry.visible++;
            judge(row, entry);
        }
    }

    void vanished(LakeObject object) {
        for (String row : object.rows()) {
            Entry entry = entry(row);
            entry.visible--;
            judge(row, entry);
        }
    }

    /** The object is no longer mounted. */
    void hidden(LakeObject object) {
        for (String row : object.rows()) {
            Entry entry = entry(row);
            entry.visible--;
            entry.hidden++;
        }
    }

    /** The object is mounted again. */
    void shown(LakeObject object) {
        for (String row : object.rows()) {
            Entry entry = entry(row);
            entry.visible++;
            entry.hidden--;
        }
    }

    /** A writer has written this object. */
    void writtenByWriter(LakeObject object) {
        for (String row : object.rows()) {
            Entry entry = entry(row);
            entry.state = State.LIVE;
            entry.deletedDuringMerge = false;
            judge(row, entry);
        }
    }

    /** A user has put a merged file back: what was deleted of it may stay, or go once more. */
    void restoredByUser(LakeObject output) {
        for (String row : output.rows()) {
            Entry entry = entry(row);
            if (entry.state == State.DELETED) {
                entry.state = State.UNSURE;
            }
        }
    }

    /**
     * A user has deleted this object, or a writer has overwritten it: it has already vanished.
     *
     * @param duringMerge whether a compaction was under way
     */
    void removedByUser(LakeObject object, boolean duringMerge) {
        for (String row : object.rows()) {
            Entry entry = entry(row);
            entry.state = entry.isThere() ? State.UNSURE : State.DELETED;
            entry.outputDeletedByUser |= LakeKeys.isOutput(object.key());
            entry.deletedDuringMerge = duringMerge;
            judge(row, entry);
        }
    }

    /** All objects have just been replaced by their copies, or by nothing. */
    void goesOnWithCopy() {
        rows.forEach((row, entry) -> {
            if (!entry.isThere() || entry.state == State.DELETED) {
                entry.state = State.UNSURE;
            }
            judge(row, entry);
        });
    }

    /** Promise S1. */
    Optional<Violation> lostRow() {
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("S1", "no visible object has the rows " + lost));
    }

    /** Whether a user deleted outputs that held the rows of an object. */
    boolean stoodInDeletedOutputs(LakeObject object) {
        return object.rows().stream().allMatch(row -> entry(row).outputDeletedByUser);
    }

    /**
     * Promise S3, of a source that a compactor has just deleted: the live rows must be in outputs.
     *
     * @param files all data files, with those that are not mounted
     */
    Optional<Violation> deletedWithoutOutput(LakeObject source, List<LakeObject> files) {
        List<String> missing = new ArrayList<>();
        for (String row : source.rows()) {
            boolean held = files.stream()
                    .anyMatch(object ->
                            LakeKeys.isOutput(object.key()) && object.rows().contains(row));
            if (!held && entry(row).state == State.LIVE) {
                missing.add(row);
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation(
                        "S3", source.key().name() + " was deleted, and no output has its rows " + missing));
    }

    /**
     * Promise U, when nothing is going on any more: rows that a user deleted and that are visible.
     *
     * @param duringMerge those that were deleted while a compaction was under way, or the others
     */
    Set<String> cameBack(boolean duringMerge) {
        return rowsWith(
                entry -> entry.state == State.DELETED && entry.visible > 0 && entry.deletedDuringMerge == duringMerge);
    }

    /** Promise S2, when nothing is going on any more: rows that are visible more than once. */
    Set<String> doubled() {
        return rowsWith(entry -> entry.visible > 1);
    }

    private Set<String> rowsWith(Predicate<Entry> property) {
        Set<String> found = new TreeSet<>();
        rows.forEach((row, entry) -> {
            if (property.test(entry)) {
                found.add(row);
            }
        });
        return found;
    }

    /** The rows that must be visible now; not those that lie in a part that is not mounted. */
    public Set<String> live() {
        return rowsWith(entry -> entry.state == State.LIVE && entry.visible > 0);
    }

    /** Equal for equal states of all rows. */
    public long fingerprint() {
        long hash = 1;
        for (Map.Entry<String, Entry> row : rows.entrySet()) {
            Entry entry = row.getValue();
            hash = Fingerprint.add(hash, row.getKey().hashCode());
            hash = Fingerprint.add(hash, entry.state.name());
            hash = Fingerprint.add(hash, (entry.outputDeletedByUser ? 1 : 0) + (entry.deletedDuringMerge ? 2 : 0));
        }
        return hash;
    }
}
