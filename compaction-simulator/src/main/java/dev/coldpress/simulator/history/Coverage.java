package dev.coldpress.simulator.history;

import dev.coldpress.simulator.step.Operation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which crash points were simulated: for each operation in each {@link Role} that was ever reached, a crash before it
 * and one after it. A crash with the request in flight counts as one before it. For one thread; those of several are
 * added up.
 */
public final class Coverage {

    private final Map<Operation, Set<Role>> reached = new EnumMap<>(Operation.class);
    private final Map<Operation, Set<Role>> crashedBefore = new EnumMap<>(Operation.class);
    private final Map<Operation, Set<Role>> crashedAfter = new EnumMap<>(Operation.class);

    void reached(Operation operation, Role role) {
        if (operation.isStoreCall()) {
            rolesOf(reached, operation).add(role);
        }
    }

    void crashed(Operation operation, Role role, boolean after) {
        rolesOf(after ? crashedAfter : crashedBefore, operation).add(role);
    }

    private static Set<Role> rolesOf(Map<Operation, Set<Role>> points, Operation operation) {
        return points.computeIfAbsent(operation, o -> EnumSet.noneOf(Role.class));
    }

    public void add(Coverage other) {
        other.reached.forEach((operation, roles) -> rolesOf(reached, operation).addAll(roles));
        other.crashedBefore.forEach(
                (operation, roles) -> rolesOf(crashedBefore, operation).addAll(roles));
        other.crashedAfter.forEach(
                (operation, roles) -> rolesOf(crashedAfter, operation).addAll(roles));
    }

    /** How much of what was reached was crashed at, from 0 to 100, rounded down. */
    public int percent() {
        int points = 2 * reached.values().stream().mapToInt(Set::size).sum();
        return points == 0 ? 0 : 100 * (points - missing().size()) / points;
    }

    /** The crash points that were reached and never crashed at. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        reached.forEach((operation, roles) -> {
            for (Role role : roles) {
                if (!rolesOf(crashedBefore, operation).contains(role)) {
                    missing.add("before " + operation + " as " + role);
                }
                if (!rolesOf(crashedAfter, operation).contains(role)) {
                    missing.add("after " + operation + " as " + role);
                }
            }
        });
        return missing;
    }
}
