package dev.coldpress.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be visible: the judge of a history. It knows of every row who wrote it and who deleted it, and how often it is
 * visible now.
 *
 * <p>What a user's deletion means for a row of the deleted object:
 *
 * <ul>
 *   <li>No other visible object has the row: it is {@link State#DELETED}. It may appear once more for a while, when an output
 *       was on its way, but at rest it must be gone (U).
 *   <li>Another visible object has it, as in the duplicate window: it is {@link State#UNSURE}. If the deletion is noticed in
 *       step 5 of the protocol, the output is retracted and the row is gone; after the commit it lives on in the output, and
 *       the document promises neither. If the object was the output, its sources stay unless a delete of them was under way.
 *       So such a row may be gone, but must not be there more than once at rest.
 * </ul>
 *
 * <p>A row that a writer writes again, as when a key is re-created with the same bytes, is {@link State#LIVE} again, and at
 * rest it may be visible as often as it was written. For the thread that holds the baton.
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
        int writes;
        int visible;
        boolean outputDeletedByUser;
    }

    private final Map<String, Entry> rows = new TreeMap<>();
    /** Rows that are live and not visible; checked between steps. */
    private final Set<String> lost = new TreeSet<>();

    private Entry entry(String row) {
        return rows.computeIfAbsent(row, r -> new Entry());
    }

    private void judge(String row, Entry entry) {
        if (entry.visible == 0 && entry.state == State.LIVE) {
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

    /** A writer has written this object. */
    void writtenByWriter(LakeObject object) {
        for (String row : object.rows()) {
            Entry entry = entry(row);
            entry.state = State.LIVE;
            entry.writes++;
            judge(row, entry);
        }
    }

    /** A user has deleted this object, or a writer has overwritten it: it has already vanished. */
    void removedByUser(LakeObject object) {
        for (String row : object.rows()) {
            Entry entry = entry(row);
            entry.state = entry.visible > 0 ? State.UNSURE : State.DELETED;
            entry.outputDeletedByUser |= LakeContent.isOutput(object.key());
            judge(row, entry);
        }
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

    /** Promise S3, of a source that a compactor has just deleted: the live rows must be in visible outputs. */
    Optional<Violation> deletedWithoutOutput(LakeObject source, List<LakeObject> visible) {
        List<String> missing = new ArrayList<>();
        for (String row : source.rows()) {
            boolean held = visible.stream()
                    .anyMatch(object ->
                            LakeContent.isOutput(object.key()) && object.rows().contains(row));
            if (!held && entry(row).state == State.LIVE) {
                missing.add(row);
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation(
                        "S3", source.key().name() + " was deleted, and no visible output has its rows " + missing));
    }

    /** Promises S2 and U: how often each row is visible when nothing is going on any more. */
    Optional<Violation> wrongAtRest() {
        for (Map.Entry<String, Entry> row : rows.entrySet()) {
            Entry entry = row.getValue();
            if (entry.state == State.DELETED && entry.visible > 0) {
                return Optional.of(new Violation("U", "the deleted row " + row.getKey() + " is visible at rest"));
            }
            if (entry.visible > entry.writes) {
                return Optional.of(new Violation(
                        "S2",
                        "at rest the row " + row.getKey() + " is visible " + entry.visible + " times, written "
                                + entry.writes + " times"));
            }
        }
        return Optional.empty();
    }

    /** The rows that must be visible now. */
    Set<String> live() {
        Set<String> live = new TreeSet<>();
        rows.forEach((row, entry) -> {
            if (entry.state == State.LIVE) {
                live.add(row);
            }
        });
        return live;
    }

    /** Equal for equal states of all rows. */
    long fingerprint() {
        long hash = 1;
        for (Map.Entry<String, Entry> row : rows.entrySet()) {
            Entry entry = row.getValue();
            hash = Fingerprint.add(hash, row.getKey().hashCode());
            hash = Fingerprint.add(hash, entry.state.name());
            hash = Fingerprint.add(hash, entry.writes * 2L + (entry.outputDeletedByUser ? 1 : 0));
        }
        return hash;
    }
}
