package dev.coldpress.simulator.hunt;

import static dev.coldpress.simulator.step.Operation.COPY_FROM;
import static dev.coldpress.simulator.step.Operation.DELETE;
import static dev.coldpress.simulator.step.Operation.GET;
import static dev.coldpress.simulator.step.Operation.PUBLISH;
import static dev.coldpress.simulator.step.Operation.REPLACE;
import static dev.coldpress.simulator.step.Operation.START;

import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.simulator.decide.Script;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.world.StoreVariant;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.BystanderSpec;
import dev.coldpress.simulator.world.World.CompactorSpec;
import dev.coldpress.simulator.world.World.Deed;
import dev.coldpress.simulator.world.World.FaultBudget;
import dev.coldpress.simulator.world.World.Fence;
import dev.coldpress.simulator.world.World.InitialFile;
import java.util.EnumSet;
import java.util.List;

/**
 * What a shortcut does to a lake that is copied, delivered again, or seen by two sets of records: the losses of the
 * rules.
 */
final class RepairScenarios {

    private static final int A = 0;
    private static final int B = 1;
    private static final int FIRST = 2;
    private static final int SECOND = 3;
    private static final int THIRD = 4;
    private static final int FOURTH = 5;

    private static final List<CompactorSpec> TWO = List.of(CompactorSpec.ONCE, CompactorSpec.ONCE);

    private static final String RECORD = "/record";
    private static final String OUTPUT = "compacted_";
    private static final String SOURCE = "part-";

    /** Of what a sink has written, in the order of the names, behind one late file. */
    private static final int PART_0 = 1;

    private static final int PART_0_BEHIND_THREE = 3;

    /** Copies what lies below the control prefix last, in one pass. */
    private static final int DATA_FIRST = 2;

    private RepairScenarios() {}

    static List<Scenario> all() {
        return List.of(
                redeliveryDeleted(),
                otherVersionOfAnOutput(),
                copyOfARetractablePlan(),
                copyOfADroppedOutput(),
                fencesThatPreferTheirOwn(),
                outputThatIsRetracted(),
                recordReplacedMeanwhile(),
                outputsInPlace(),
                outputOfUnknownSources(),
                overlapThatIsToldOnce(),
                mergedOutputStillBeingDeleted());
    }

    /** R1: the output is headed, a user deletes it, the sink delivers a source again, and the delete lands on that. */
    private static Scenario redeliveryDeleted() {
        World world = world(TWO, deed(Deed.DELETE_OUTPUT, 0), deed(Deed.REDELIVER, 0));
        return new Scenario(
                "redelivery_deleted_at_its_version_now",
                world,
                () -> beforeCommit()
                        .step(A)
                        .step(A)
                        .finish(FIRST)
                        .finish(SECOND)
                        .finish(A),
                "S1");
    }

    /** R2: the output gets another version between its publish and step 6, as in a restore. */
    private static Scenario otherVersionOfAnOutput() {
        return new Scenario(
                "other_version_taken_as_deleted",
                world(TWO, deed(Deed.CHANGE_VERSION, 0)),
                () -> beforeCommit().step(A).finish(FIRST).finish(A),
                "S2");
    }

    /**
     * R3: the record is copied while it says planned; the output is copied, and its sources were deleted for it before.
     */
    private static Scenario copyOfARetractablePlan() {
        return new Scenario(
                "plan_of_another_lake_retracted",
                world(List.of(CompactorSpec.ONCE), deed(Deed.COPY_LAKE_BY_OBJECTS, 0)),
                () -> new Script()
                        .until(A, PUBLISH)
                        .step(A)
                        .until(B, COPY_FROM, OUTPUT)
                        .finish(A)
                        .finish(B),
                "S1");
    }

    /**
     * R3: an output is copied before it is retracted, its source after that went into another one, and the record last.
     */
    private static Scenario copyOfADroppedOutput() {
        World world = world(
                TWO, deed(Deed.DELETE_SOURCE, 1), deed(Deed.COPY_LAKE_BY_OBJECTS, DATA_FIRST), deed(Deed.ADD_FILE, 0));
        return new Scenario(
                "dropped_of_another_lake_deleted",
                world,
                () -> new Script()
                        .until(A, PUBLISH)
                        .step(A)
                        .finish(FIRST)
                        .until(SECOND, COPY_FROM, SOURCE)
                        .finish(A)
                        .finish(THIRD)
                        .finish(B)
                        .finish(SECOND),
                "S1");
    }

    /** R4: both have made an output of the same files, and each deletes the other's. */
    private static Scenario fencesThatPreferTheirOwn() {
        CompactorSpec twice = CompactorSpec.ONCE.withRuns(2);
        World world = world(List.of(twice, twice.withFence(Fence.OTHER_CONTROL_PREFIX)));
        return new Scenario(
                "each_fence_prefers_its_own",
                world,
                () -> new Script()
                        .until(A, PUBLISH)
                        .until(B, PUBLISH)
                        .until(A, REPLACE, RECORD)
                        .until(B, REPLACE, RECORD)
                        .until(A, START)
                        .until(B, START)
                        .until(A, DELETE, OUTPUT)
                        .finish(B)
                        .finish(A),
                "S1",
                true);
    }

    /**
     * R5: one deletes a file in favour of the output of another, which is retracted since a user deleted the other
     * source.
     */
    private static Scenario outputThatIsRetracted() {
        World world = world(
                List.of(CompactorSpec.ONCE, CompactorSpec.ONCE.withFence(Fence.OTHER_CONTROL_PREFIX)),
                deed(Deed.DELETE_SOURCE, 1));
        return new Scenario(
                "repair_relies_on_any_output",
                world,
                () -> new Script()
                        .until(A, PUBLISH)
                        .step(A)
                        .finish(FIRST)
                        .finish(B)
                        .finish(A),
                "S1",
                true);
    }

    /** R6: between the look at the record and the repair, another compactor has decided to delete the output. */
    private static Scenario recordReplacedMeanwhile() {
        return new Scenario(
                "repair_by_the_present_record",
                lateFileMergedAndDeleted(),
                () -> new Script()
                        .step(A)
                        .until(A, START)
                        .finish(FIRST)
                        .until(A, GET, RECORD)
                        .step(A)
                        .until(B, DELETE, OUTPUT)
                        .finish(SECOND)
                        .finish(THIRD)
                        .until(A, DELETE, SOURCE)
                        .step(A)
                        .finish(B)
                        .finish(A),
                "S1");
    }

    /**
     * R8: the delete of a restored output is stalled; the output above it goes, and a file that it holds comes again.
     */
    private static Scenario outputsInPlace() {
        World world = world(
                List.of(CompactorSpec.ONCE.withRuns(2), CompactorSpec.ONCE.withRuns(2)),
                deed(Deed.ADD_FILE, 0),
                deed(Deed.RESTORE_FILE, 0),
                deed(Deed.DELETE_LARGEST_OUTPUT, 0),
                deed(Deed.REDELIVER, PART_0));
        return new Scenario(
                "outputs_repaired_in_place",
                world,
                () -> new Script()
                        .step(A)
                        .until(A, START)
                        .finish(FIRST)
                        .step(B)
                        .until(B, START)
                        .finish(SECOND)
                        .until(B, DELETE, OUTPUT)
                        .finish(THIRD)
                        .finish(FOURTH)
                        .until(A, DELETE, SOURCE)
                        .step(A)
                        .finish(B)
                        .finish(A),
                "S1");
    }

    /**
     * Another compactor carries on deleting the sources of an output that a user has deleted. One of these sources is
     * an output itself, so nothing that is delivered again may go in its favour.
     */
    private static Scenario mergedOutputStillBeingDeleted() {
        return new Scenario(
                "made_while_it_goes",
                lateFileMergedAndDeleted(),
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

    /**
     * The records are lost while the output is not mounted, and what it holds comes again when it is known once more.
     */
    private static Scenario outputOfUnknownSources() {
        World world = world(
                List.of(CompactorSpec.ONCE.withRuns(2), CompactorSpec.ONCE),
                new BystanderSpec("loss", 0, List.of(Deed.DELETE_CONTROL, Deed.UNMOUNT, Deed.ADD_FILE, Deed.ADD_FILE)),
                new BystanderSpec("return", 0, List.of(Deed.MOUNT, Deed.ADD_FILE)),
                deed(Deed.REDELIVER, PART_0_BEHIND_THREE));
        return new Scenario(
                "names_in_an_unknown_output",
                world,
                () -> new Script()
                        .step(A)
                        .until(A, START)
                        .finish(FIRST)
                        .finish(B)
                        .finish(SECOND)
                        .finish(A)
                        .finish(THIRD),
                "S2");
    }

    /**
     * A user deletes an output, one of its sources is delivered again and merged with another file, and the output is
     * put back. Both are so large that no plan has a look at them.
     */
    private static Scenario overlapThatIsToldOnce() {
        CompactorSpec small = CompactorSpec.ONCE.withTargetBytes(CompactorSpec.SMALL_TARGET);
        World world = world(
                List.of(small.withRuns(2), small),
                new BystanderSpec("loss", 0, List.of(Deed.DELETE_OUTPUT, Deed.REDELIVER, Deed.ADD_FILE)),
                deed(Deed.RESTORE_FILE, 0));
        return new Scenario(
                "overlap_looked_at_once",
                world.withFiles(List.of(
                        new InitialFile("part-0.parquet", 8, PhysicalType.BYTE_ARRAY, false),
                        new InitialFile("part-1.parquet", 8, PhysicalType.BYTE_ARRAY, false))),
                () -> new Script()
                        .step(A)
                        .until(A, START)
                        .finish(FIRST)
                        .finish(B)
                        .finish(SECOND)
                        .finish(A),
                "S2");
    }

    /** A late file, a user who deletes the larger one of two outputs, and a sink that delivers the first file again. */
    private static World lateFileMergedAndDeleted() {
        return world(
                List.of(CompactorSpec.ONCE.withRuns(2), CompactorSpec.ONCE),
                deed(Deed.ADD_FILE, 0),
                deed(Deed.DELETE_LARGEST_OUTPUT, 0),
                deed(Deed.REDELIVER, PART_0));
    }

    /** A has published and judged, and is about to record its decisions. */
    private static Script beforeCommit() {
        return new Script().until(A, PUBLISH).until(A, REPLACE, RECORD);
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
