package dev.coldpress.simulator.history;

import dev.coldpress.report.PartitionReport;
import dev.coldpress.simulator.lake.Judge;
import dev.coldpress.simulator.lake.Lake;
import dev.coldpress.simulator.lake.LakeContent;
import dev.coldpress.simulator.lake.RowLedger;
import dev.coldpress.simulator.lake.Violation;
import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.Fingerprint;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Operation;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.Fence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a history has come: the lake, the requests in flight, and what is written down. For the thread that holds the
 * baton.
 */
final class HistoryState {

    private static final Instant START = Instant.parse("2026-01-17T06:00:00Z");

    private final World world;
    private final @Nullable Trace trace;
    private final boolean fingerprinted;
    private final RowLedger ledger = new RowLedger();
    private final LakeContent content;
    private final Lake lake;
    private final Judge judge;
    private final List<Actor> actors = new ArrayList<>();
    private final List<InFlight> inFlight = new ArrayList<>();
    private int originals;

    /**
     * Begins a history.
     *
     * @param trace null if nobody wants to read one
     * @param fingerprinted whether the decider asks for fingerprints
     */
    HistoryState(World world, @Nullable Trace trace, boolean fingerprinted) {
        this.world = world;
        this.trace = trace;
        this.fingerprinted = fingerprinted;
        this.content = new LakeContent(world.store(), ledger, START);
        this.lake = new Lake(content, ledger);
        this.judge = new Judge(world, ledger, content);
    }

    World world() {
        return world;
    }

    RowLedger ledger() {
        return ledger;
    }

    Lake lake() {
        return lake;
    }

    Judge judge() {
        return judge;
    }

    /** How many lakes were left for a copy of them. A process that began on one of these is of no more interest. */
    int originals() {
        return originals;
    }

    /** Goes on with a copy of the lake, to which nothing comes that was sent to the original. */
    void leaveOriginal() {
        originals++;
        inFlight.clear();
    }

    /** Whether each compactor has ended, or is about to begin a run. */
    boolean isBetweenRuns() {
        return actors.stream()
                .filter(ThreadedActor.class::isInstance)
                .map(Actor::pending)
                .allMatch(call -> call == null || call.operation() == Operation.START);
    }

    /** Whether something is under way: a run, a request, or a plan on record. */
    boolean isCompacting() {
        return !isBetweenRuns() || !inFlight.isEmpty() || content.hasUnfinishedRecord();
    }

    Instant now() {
        return content.now();
    }

    List<Actor> actors() {
        return actors;
    }

    List<InFlight> inFlight() {
        return inFlight;
    }

    SimulatedStore storeOf(Gate gate, Fence fence) {
        return new SimulatedStore(world, judge, gate, fence);
    }

    /** Whether anybody asks for what the actors learn. */
    boolean isObserved() {
        return fingerprinted || trace != null;
    }

    void note(Actor actor, Call call, String answer) {
        if (trace != null) {
            trace.call(actor.name, call, answer);
        }
    }

    void note(String line) {
        if (trace != null) {
            trace.line(line);
        }
    }

    /** Takes a request out of flight and lets it take effect. */
    void deliver(InFlight request) {
        inFlight.remove(request);
        Object answer = request.effect().run();
        note("  " + request + " takes effect: " + Answers.describe(answer));
        judge.afterEffect();
    }

    void send(InFlight request) {
        inFlight.add(request);
        note("  " + request + " stays in flight");
    }

    /** An exception that the code under test did not expect is a bug of it. */
    void check(String process, PartitionReport report) {
        Optional<String> bug =
                report.failure().map(PartitionReport.Failure::message).filter(m -> m.startsWith("Unexpected"));
        bug.ifPresent(message -> judge.report(new Violation("BUG", process + " reports " + message)));
    }

    long contentFingerprint() {
        return Fingerprint.add(content.fingerprint(), ledger.fingerprint());
    }
}
