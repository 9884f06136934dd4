package dev.coldpress.app.serve;

import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects partitions, files and paths that a person may want to know of, by reason. Holds a few examples of each
 * reason, whatever the size of the lake. For one thread.
 */
final class Notables {

    static final int MAX_EXAMPLES = 3;

    private final Map<String, Group> groups = new HashMap<>();

    void failed(String partition, String message) {
        add(Severity.FAILED, "failed", partition, message);
    }

    void leftAlone(String place, Skip skip) {
        SkipReason reason = skip.reason();
        String detail = skip.detail().isEmpty() ? reason.explanation() : skip.detail();
        add(Severity.of(reason), reason.label(), place, detail);
    }

    private void add(Severity severity, String reason, String place, String detail) {
        groups.merge(
                reason,
                new Group(severity, reason, 1, List.of(new Example(place, detail))),
                (old, one) -> old.plus(one));
    }

    /** The gravest first, and the most frequent first among those that are equally grave. */
    List<Group> groups() {
        return groups.values().stream()
                .sorted(Comparator.comparing(Group::severity)
                        .thenComparing(Group::count, Comparator.reverseOrder())
                        .thenComparing(Group::reason))
                .toList();
    }

    /** How much it asks for a person. The gravest first. */
    enum Severity {
        /** A run tries again each time. */
        FAILED("failed"),
        /** Stays so until somebody does something about the files. */
        SET_ASIDE("set aside"),
        /** No data of this lake, by its place or name: nothing to do, or a layout that is wrong. */
        OUT_OF_PLACE("out of place"),
        /** Goes away by itself. */
        WAITS("waits");

        private final String label;

        Severity(String label) {
            this.label = label;
        }

        /** For people. */
        String label() {
            return label;
        }

        static Severity of(SkipReason reason) {
            return switch (reason) {
                case SCHEMA_CONFLICT,
                        METADATA_CONFLICT,
                        ENCRYPTED,
                        UNSUPPORTED,
                        QUARANTINED,
                        ROWS_TWICE,
                        MEMORY_BUDGET,
                        TABLE_FORMAT_MANAGED,
                        SUMMARY_FILE -> SET_ASIDE;
                case NOT_IN_LAYOUT, FILE_NAME, SYMBOLIC_LINK, SPECIAL_FILE, UNUSABLE_NAME -> OUT_OF_PLACE;
                case HOT,
                        QUIET_PERIOD,
                        TOO_FEW_FILES,
                        ALREADY_SIZED,
                        AMPLIFICATION,
                        CLAIMED_BY_ANOTHER,
                        COMPACTED_BY_ANOTHER,
                        RUN_BUDGET,
                        EXCLUDED -> WAITS;
            };
        }
    }

    /**
     * All that has one reason.
     *
     * @param reason a skip reason's label, or {@code failed}
     * @param examples the first {@value #MAX_EXAMPLES} at most
     */
    record Group(Severity severity, String reason, long count, List<Example> examples) {

        private Group plus(Group other) {
            List<Example> both = new ArrayList<>(examples);
            other.examples.stream()
                    .limit(Math.max(0, MAX_EXAMPLES - both.size()))
                    .forEach(both::add);
            return new Group(severity, reason, count + other.count, List.copyOf(both));
        }
    }

    /** One of a group. */
    record Example(String place, String detail) {}
}
