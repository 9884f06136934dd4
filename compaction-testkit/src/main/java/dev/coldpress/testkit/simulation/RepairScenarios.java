package dev.coldpress.testkit.simulation;

import static dev.coldpress.testkit.simulation.Operation.COPY_FROM;
import static dev.coldpress.testkit.simulation.Operation.DELETE;
import static dev.coldpress.testkit.simulation.Operation.HEAD;
import static dev.coldpress.testkit.simulation.Operation.PUBLISH;
import static dev.coldpress.testkit.simulation.Operation.REPLACE;
import static dev.coldpress.testkit.simulation.Operation.START;

import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.testkit.simulation.World.BystanderSpec;
import dev.coldpress.testkit.simulation.World.CompactorSpec;
import dev.coldpress.testkit.simulation.World.Deed;
import dev.coldpress.testkit.simulation.World.FaultBudget;
import dev.coldpress.testkit.simulation.World.Fence;
import dev.coldpress.testkit.simulation.World.InitialFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** What a shortcut does to a lake that is copied, delivered again, or seen by two sets of records: the losses of the rules. */
final class RepairScenarios {

    private static final int A = 0;
    private static final int B = 1;
    private static final int FIRST = 2;
    private static final int SECOND = 3;
    private static final int THIRD = 4;

    private static final String RECORD = "/record";
    private static final String OUTPUT = "compacted_";
    private static final String SOURCE = "part-";

    /** Of the outputs in the order of their names, as a deed picks one. */
    private static final int LATER_NAME = 1;

    /** Of what a sink has written, in the order of the names, behind one late file. */
    private static final int PART_0 = 1;

    private RepairScenarios() {}

    static List<Scenario> all() {
        return List.of(mergedOutputStillBeingDeleted());
    }

    /**
     * Another compactor carries on deleting the sources of an output that a user has deleted. One of these sources is an output
     * itself, so nothing that is delivered again may go in its favour.
     */
    private static Scenario mergedOutputStillBeingDeleted() {
        World world = world(
                List.of(CompactorSpec.ONCE.withRuns(2), CompactorSpec.ONCE),
                deed(Deed.ADD_FILE, 0),
                deed(Deed.DELETE_OUTPUT, LATER_NAME),
                deed(Deed.REDELIVER, PART_0));
        return new Scenario(
                "made_while_it_goes",
                world,
                () -> new Script()
                        .step(A)
                        .until(A, START)
                        .finish(FIRST)
                        .until(B, DELETE, OUTPUT)
                        .finish(SECOND)
                        .finish(THIRD)
                        .until(A, DELETE, SOURCE)
                        .step(A)
                        .finish(B)
                        .finish(A),
                "S1");
    }

    private static BystanderSpec deed(Deed deed, int pick) {
        return new BystanderSpec(deed.toString(), pick, List.of(deed));
    }

    /** Two files, and a bystander for each deed. */
    private static World world(List<CompactorSpec> compactors, BystanderSpec... bystanders) {
        return new World(
                "SCENARIO",
                StoreVariant.GENERATIONS,
                1000,
                World.LONG_QUIET,
                List.of(
                        new InitialFile("part-0.parquet", 1, PhysicalType.BYTE_ARRAY, false),
                        new InitialFile("part-1.parquet", 1, PhysicalType.BYTE_ARRAY, false)),
                compactors,
                List.of(bystanders),
                new FaultBudget(1, 1, 1),
                EnumSet.allOf(CallFault.class));
    }
}
