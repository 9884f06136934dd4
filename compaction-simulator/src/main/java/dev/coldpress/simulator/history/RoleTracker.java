package dev.coldpress.simulator.history;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Follows the records that one process reads and writes. */
final class RoleTracker {

    private final Set<String> ownPlans = new HashSet<>();
    private Role role = Role.PLANNER;

    Role role() {
        return role;
    }

    /** The process is about to write this record, and may or may not succeed. */
    void writes(byte[] record) {
        if (state(record).equals("planned")) {
            ownPlans.add(plan(record));
        }
    }

    /** The process knows that this record was in place, because it wrote it. */
    void wrote(byte[] record) {
        role = state(record).equals("planned") ? Role.MERGER : roleAt(record);
    }

    void read(byte[] record) {
        role = roleAt(record);
    }

    void aborts() {
        if (role == Role.MERGER) {
            role = Role.OWN_RESOLVER;
        }
    }

    private Role roleAt(byte[] record) {
        return switch (state(record)) {
            case "planned" -> ownPlans.contains(plan(record)) ? Role.OWN_RESOLVER : Role.OTHER_RESOLVER;
            case "committed" -> ownPlans.contains(plan(record)) ? Role.OWN_EXECUTOR : Role.OTHER_EXECUTOR;
            default -> Role.PLANNER;
        };
    }

    private static String state(byte[] record) {
        return field(record, "\nstate ");
    }

    private static String plan(byte[] record) {
        return field(record, "\nplan ");
    }

    private static String field(byte[] record, String word) {
        String text = new String(record, StandardCharsets.UTF_8);
        int at = text.indexOf(word);
        if (at < 0) {
            return "";
        }
        int start = at + word.length();
        return text.substring(start, text.indexOf('\n', start));
    }
}
