package dev.coldpress.simulator.hunt;

import static dev.coldpress.simulator.step.Operation.ABORT;
import static dev.coldpress.simulator.step.Operation.CREATE_IF_ABSENT;
import static dev.coldpress.simulator.step.Operation.DELETE;
import static dev.coldpress.simulator.step.Operation.GET;
import static dev.coldpress.simulator.step.Operation.HEAD;
import static dev.coldpress.simulator.step.Operation.PUBLISH;
import static dev.coldpress.simulator.step.Operation.PUT;
import static dev.coldpress.simulator.step.Operation.REPLACE;
import static dev.coldpress.simulator.step.Operation.STAGE;

import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.simulator.decide.Script;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.world.StoreVariant;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.BystanderSpec;
import dev.coldpress.simulator.world.World.CompactorSpec;
import dev.coldpress.simulator.world.World.Deed;
import dev.coldpress.simulator.world.World.FaultBudget;
import dev.coldpress.simulator.world.World.InitialFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;

/** The scenarios of the commit protocol, as the real compactor and its mutants play them. */
public final class Scenarios {

    /** The compactors; the second may stand by. */
    private static final int A = 0;

    private static final int B = 1;
    /** Only where a world has three; it has no bystander then. */
    private static final int C = 2;

    /** Writers and users, in the order in which the world names them. */
    private static final int FIRST = 2;

    private static final int SECOND = 3;

    private static final String RECORD = "_compaction/";
    private static final String OUTPUT = "compacted_";

    private Scenarios() {}

    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        otherProtocols(all);
        resolving(all);
        recording(all);
        executing(all);
        all.addAll(RepairScenarios.all());
        return all;
    }

    public static Scenario named(String name) {
        return all().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no scenario " + name));
    }

    private static void otherProtocols(List<Scenario> to) {
        to.add(new Scenario(
                "naive_random_names", world(), () -> script().fail(A, PUBLISH, CallFault.CRASH_AFTER), "S2"));
        to.add(new Scenario(
                "selfdesc_two_compactors",
                world(Deed.ADD_FILE),
                () -> script().until(A, PUBLISH).finish(FIRST).finish(B).finish(A),
                "S2"));
        to.add(new Scenario(
                "naive_fixed_name_lost_update",
                world(Deed.ADD_FILE),
                () -> script().until(A, PUT, OUTPUT).finish(FIRST).finish(B).finish(A),
                "S1"));
        to.add(new Scenario(
                "deterministic_names",
                world(),
                () -> script().fail(A, PUBLISH, CallFault.LOST_REQUEST).finish(A),
                "S1"));
        to.add(new Scenario(
                "token_recorded_before_it_exists",
                world(),
                () -> script().until(A, STAGE).finish(B).finish(A),
                "S2"));
        to.add(new Scenario(
                "plain_put_output",
                world(),
                () -> script().fail(A, PUT, OUTPUT, CallFault.DELAYED).finish(A).deliver(PUT),
                "S2"));
    }

    private static void resolving(List<Scenario> to) {
        Supplier<Decider> stalledPublisher =
                () -> script().until(A, PUBLISH).finish(B).finish(A);
        to.add(new Scenario("skip_abort", world(), stalledPublisher, "S2"));
        to.add(new Scenario(
                "head_before_abort",
                world(),
                () -> script().until(A, PUBLISH).until(B, ABORT).step(A).finish(B),
                "S2"));
        to.add(new Scenario("trust_nosuchupload", world(), () -> script().fail(A, PUBLISH, CallFault.OWN_RETRY), "S2"));
        to.add(new Scenario(
                "skip_own_abort",
                world(Deed.ADD_FILE).withStore(StoreVariant.REUSABLE_TOKENS),
                () -> script().fail(A, PUBLISH, CallFault.DUPLICATED)
                        .finish(A)
                        .finish(FIRST)
                        .finish(B)
                        .deliver(PUBLISH),
                "S2"));
        to.add(new Scenario(
                "own_record_resumed",
                world(),
                () -> script().fail(A, PUBLISH, CallFault.CRASH_SENT).finish(A).deliver(PUBLISH),
                "S2"));
        to.add(new Scenario(
                "slow_publish_store",
                world().withStore(StoreVariant.SLOW_PUBLISH),
                () -> script().fail(A, PUBLISH, CallFault.DELAYED).finish(A).deliver(PUBLISH),
                "S2"));
        to.add(new Scenario(
                "skip_source_recheck",
                world(Deed.DELETE_SOURCE),
                () -> script().until(A, PUBLISH).finish(FIRST).finish(A),
                "U"));
        to.add(new Scenario(
                "listing_before_head",
                world(Deed.DELETE_SOURCE).withStore(StoreVariant.SLOW_PUBLISH),
                () -> script().fail(A, PUBLISH, CallFault.CRASH_SENT)
                        .until(B, HEAD)
                        .finish(FIRST)
                        .deliver(PUBLISH)
                        .finish(B),
                "U"));
        to.add(new Scenario(
                "retract_without_commit_record",
                world(),
                () -> script().until(A, DELETE).step(A).finish(B),
                "S1"));
    }

    private static void recording(List<Scenario> to) {
        to.add(new Scenario(
                "unknown_cas_taken_as_won",
                world(),
                () -> script().until(A, REPLACE)
                        .until(B, PUBLISH)
                        .fail(A, REPLACE, CallFault.LOST_REQUEST)
                        .finish(A)
                        .finish(B),
                "S2"));
        Supplier<Decider> oldClaimReturns = () -> script().fail(A, REPLACE, RECORD, CallFault.DELAYED)
                .finish(A)
                .deliver(REPLACE)
                .finish(B);
        to.add(new Scenario("no_nonce_etag_aba", world().withStore(StoreVariant.S3_TRIPLE), oldClaimReturns, "S1"));
        to.add(new Scenario(
                "plain_put_record",
                world(),
                () -> script().fail(A, PUT, RECORD, CallFault.DELAYED)
                        .finish(A)
                        .deliver(PUT)
                        .finish(B),
                "S1"));
        to.add(new Scenario(
                "log_read_of_recreated_number",
                world().withStore(StoreVariant.CREATES_ONLY)
                        .withCompactors(List.of(CompactorSpec.ONCE, CompactorSpec.ONCE, CompactorSpec.ONCE)),
                () -> script().until(A, PUBLISH)
                        .step(A)
                        .until(B, CREATE_IF_ABSENT, entry(4))
                        .until(A, CREATE_IF_ABSENT, entry(3))
                        .until(C, GET, entry(3))
                        .finish(B)
                        .step(A)
                        .finish(C),
                "S1"));
        to.add(new Scenario(
                "log_gc_without_recheck",
                world().withStore(StoreVariant.CREATES_ONLY),
                () -> script().until(B, CREATE_IF_ABSENT, entry(2))
                        .fail(A, PUBLISH, CallFault.LOST_REQUEST)
                        .until(A, PUBLISH)
                        .until(B, DELETE, "part-")
                        .finish(A)
                        .finish(B),
                "S2"));
        to.add(new Scenario(
                "delete_record_and_create_planned",
                world(),
                () -> script().fail(A, CREATE_IF_ABSENT, "/record", CallFault.DUPLICATED)
                        .finish(A)
                        .deliver(CREATE_IF_ABSENT)
                        .finish(B),
                "S1"));
    }

    private static void executing(List<Scenario> to) {
        to.add(new Scenario(
                "rollback_vs_zombie_delete",
                world(),
                () -> script().until(A, DELETE).until(B, REPLACE, RECORD).finish(A),
                "S1"));
        to.add(new Scenario(
                "done_before_deletes", world(), () -> script().fail(A, DELETE, CallFault.CRASH_BEFORE), "S2"));
        to.add(new Scenario(
                "done_with_unanswered_delete", world(), () -> script().fail(A, DELETE, CallFault.LOST_REQUEST), "S2"));
        to.add(new Scenario(
                "plain_delete_vs_overwritten_key",
                world(Deed.OVERWRITE_WITH_OTHER_ROWS),
                () -> beforeCommit().finish(FIRST).finish(A),
                "S1"));
        to.add(new Scenario(
                "etag_reload",
                world(Deed.DELETE_PARTITION, Deed.RECREATE_WITH_SAME_BYTES).withStore(StoreVariant.S3_TRIPLE),
                () -> beforeCommit().step(A).finish(FIRST).finish(SECOND).finish(A),
                "S1"));
    }

    /**
     * Not a shortcut of the code but a deed of somebody else, which the protocol does not withstand: the record is
     * deleted between publish and commit. Rows double until the next run repairs it, and none is lost.
     */
    static Scenario recordDeleted() {
        return new Scenario(
                "control_record_deleted_midrun",
                world(Deed.DELETE_RECORD),
                () -> beforeCommit().finish(FIRST).finish(A),
                "S2");
    }

    /** The name of a number in a record that is kept as a log. */
    private static String entry(int number) {
        return "record-0000000000000000000" + number;
    }

    private static Script script() {
        return new Script();
    }

    /** A has published and judged, and is about to record its decisions. */
    private static Script beforeCommit() {
        return script().until(A, PUBLISH).until(A, REPLACE, RECORD);
    }

    /** Two compactors, of which the first is started again once, two files, and one bystander for each deed. */
    private static World world(Deed... deeds) {
        List<BystanderSpec> bystanders = new ArrayList<>();
        for (Deed deed : deeds) {
            bystanders.add(new BystanderSpec(deed.toString(), 0, List.of(deed)));
        }
        return new World(
                "SCENARIO",
                StoreVariant.GENERATIONS,
                1000,
                World.LONG_QUIET,
                List.of(
                        new InitialFile("part-0.parquet", 1, PhysicalType.BYTE_ARRAY, false),
                        new InitialFile("part-1.parquet", 1, PhysicalType.BYTE_ARRAY, false)),
                List.of(CompactorSpec.ONCE.withRestarts(1), CompactorSpec.ONCE),
                bystanders,
                new FaultBudget(1, 1, 1),
                EnumSet.allOf(CallFault.class));
    }
}
