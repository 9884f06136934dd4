package dev.coldpress.simulator.world;

import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.world.World.BystanderSpec;
import dev.coldpress.simulator.world.World.CompactorSpec;
import dev.coldpress.simulator.world.World.Deed;
import dev.coldpress.simulator.world.World.FaultBudget;
import dev.coldpress.simulator.world.World.InitialFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Worlds that are small enough to be searched through. All have two files and run each compactor once in each life. */
public final class SmallWorlds {

    private static final Set<CallFault> FAULTS =
            EnumSet.complementOf(EnumSet.of(CallFault.CLOCK_JUMP, CallFault.CORRUPTED));

    private SmallWorlds() {}

    /** One compactor with any two faults, started again once. */
    public static World oneCompactor() {
        return world("one compactor, 2 faults", 1, new FaultBudget(1, 1, 1));
    }

    /** Two compactors in every order, and nothing goes wrong. */
    public static World twoCompactors() {
        return world("two compactors, no fault", 2, FaultBudget.NONE);
    }

    /** A world and how many preemptions its orders may have. */
    public record Bounded(World world, int maxPreemptions) {}

    /** Those that {@code --exhaustive} searches, the smallest first. */
    public static List<Bounded> all() {
        World threeFaults = world("one compactor, 3 faults", 1, new FaultBudget(1, 2, 2));
        World userDeletes =
                world("one compactor, a user deletes a file, 1 fault", 1, new FaultBudget(0, 1, 1), Deed.DELETE_SOURCE);
        World lateFile = world("two compactors, a late file", 2, FaultBudget.NONE, Deed.ADD_FILE);
        World twoAndAUser = world("two compactors, a user deletes a file", 2, FaultBudget.NONE, Deed.DELETE_SOURCE);
        World crash = world("two compactors, 1 crash", 2, new FaultBudget(1, 1, 0));
        World request = world("two compactors, 1 request lost, doubled or late", 2, new FaultBudget(0, 1, 1));
        World three = world("three compactors, no fault", 3, FaultBudget.NONE);
        return List.of(
                new Bounded(oneCompactor(), Integer.MAX_VALUE),
                new Bounded(threeFaults, Integer.MAX_VALUE),
                new Bounded(userDeletes, Integer.MAX_VALUE),
                new Bounded(copied(), Integer.MAX_VALUE),
                new Bounded(beyond("a file is delivered again", Deed.REDELIVER), Integer.MAX_VALUE),
                new Bounded(beyond("a version changes", Deed.CHANGE_VERSION), Integer.MAX_VALUE),
                new Bounded(beyond("the records are deleted", Deed.DELETE_CONTROL), Integer.MAX_VALUE),
                new Bounded(copiedByObjects(), 3),
                new Bounded(twoCompactors(), 5),
                new Bounded(lateFile, 4),
                new Bounded(twoAndAUser, 4),
                new Bounded(three, 3),
                new Bounded(crash, 3),
                new Bounded(request, 2));
    }

    /** One compactor, one fault, and what is beyond the protocol at any moment. */
    private static World beyond(String what, Deed deed) {
        return world("one compactor, " + what + ", 1 fault", 1, new FaultBudget(1, 1, 0), deed);
    }

    /** One compactor, and a copy that is made object by object meanwhile. */
    public static World copiedByObjects() {
        return world("one compactor, copied object by object", 1, FaultBudget.NONE, Deed.COPY_LAKE_BY_OBJECTS);
    }

    /** The same, all at once, and a crash. */
    public static World copied() {
        return beyond("the lake is copied", Deed.COPY_LAKE);
    }

    private static World world(String name, int compactors, FaultBudget budget, Deed... deeds) {
        List<BystanderSpec> bystanders = new ArrayList<>();
        for (Deed deed : deeds) {
            bystanders.add(new BystanderSpec(deed.toString(), 0, List.of(deed)));
        }
        List<CompactorSpec> specs = new ArrayList<>();
        for (int i = 0; i < compactors; i++) {
            specs.add(i == 0 && budget.crashes() > 0 ? CompactorSpec.ONCE.withRestarts(1) : CompactorSpec.ONCE);
        }
        return new World(
                name,
                StoreVariant.GENERATIONS,
                1000,
                World.LONG_QUIET,
                List.of(
                        new InitialFile("part-0.parquet", 1, PhysicalType.BYTE_ARRAY, false),
                        new InitialFile("part-1.parquet", 1, PhysicalType.BYTE_ARRAY, false)),
                specs,
                bystanders,
                budget,
                FAULTS);
    }
}
