package dev.coldpress.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Which crash points were simulated: for each operation in each {@link Role} that was ever reached, a crash before it and one
 * after it. For one thread; those of several are added up.
 */
public final class Coverage {

    private static final int ROLES = Role.values().length;
    private static final int BEFORE = 1;
    private static final int AFTER = 2;

    private final boolean[] reached = new boolean[Operation.values().length * ROLES];
    private final int[] crashes = new int[Operation.values().length * ROLES];

    void reached(Operation operation, Role role) {
        if (operation.isStoreCall()) {
            reached[place(operation, role)] = true;
        }
    }

    void crashed(Operation operation, Role role, boolean after) {
        crashes[place(operation, role)] |= after ? AFTER : BEFORE;
    }

    private static int place(Operation operation, Role role) {
        return operation.ordinal() * ROLES + role.ordinal();
    }

    void add(Coverage other) {
        for (int i = 0; i < crashes.length; i++) {
            reached[i] |= other.reached[i];
            crashes[i] |= other.crashes[i];
        }
    }

    /** How much of what was reached was crashed at, from 0 to 100, rounded down. */
    public int percent() {
        int points = 0;
        int covered = 0;
        for (int i = 0; i < crashes.length; i++) {
            if (reached[i]) {
                points += 2;
                covered += Integer.bitCount(crashes[i]);
            }
        }
        return points == 0 ? 0 : 100 * covered / points;
    }

    /** The crash points that were reached and never crashed at. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (Role role : Role.values()) {
                int place = place(operation, role);
                if (reached[place] && crashes[place] != (BEFORE | AFTER)) {
                    missing.add(operation + " as " + role + (crashes[place] == AFTER ? " before" : " after"));
                }
            }
        }
        return missing;
    }
}
