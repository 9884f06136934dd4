package dev.coldpress.simulator.history;

import dev.coldpress.report.PartitionReport;
import dev.coldpress.simulator.lake.Judge;
import dev.coldpress.simulator.lake.Lake;
import dev.coldpress.simulator.lake.LakeContent;
import dev.coldpress.simulator.lake.RowLedger;
import dev.coldpress.simulator.lake.Violation;
import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.step.Fingerprint;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Operation;
import dev.coldpress.simulator.step.Situation;
import dev.coldpress.simulator.step.Turn;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.BystanderSpec;
import dev.coldpress.simulator.world.World.CompactorSpec;
import dev.coldpress.simulator.world.World.Fence;
import dev.coldpress.simulator.world.World.InitialFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a world under a decider. Exactly one thread runs at a time, the one that holds the baton; when an actor comes to
 * a call, its thread asks the decider who is next, and hands the baton over only if that is another thread's actor. So a
 * history is determined by its world and its decider's choices. For one use.
 */
public final class History implements Situation {

    private static final Instant START = Instant.parse("2026-01-17T06:00:00Z");
    private static final Duration JUMP = Duration.ofHours(1);

    /** Far more than any history needs; one that comes here never ends. */
    private static final int MAX_TURNS = 20_000;

    private final World world;
    private final Decider decider;
    private final Coverage coverage;
    private final @Nullable Trace trace;
    private final boolean fingerprinted;
    private final RowLedger ledger = new RowLedger();
    private final LakeContent content;
    private final Lake lake;
    private final Judge judge;
    private final Upheavals upheavals;
    private final FaultAllowance allowance;
    private final List<Actor> actors = new ArrayList<>();
    private final List<InFlight> inFlight = new ArrayList<>();
    private final Carrier driver = Carrier.ofCaller();
    private int current = -1;
    private int turns;
    private int originals;
    private boolean over;
    private boolean endedEarly;
    private @Nullable Throwable simulatorFault;

    /**
     * @param coverage counts the crashes; shared by the histories of one thread
     * @param trace null if nobody wants to read one
     * @param fingerprinted whether the decider asks for {@link #fingerprint}
     */
    public History(World world, Decider decider, Coverage coverage, @Nullable Trace trace, boolean fingerprinted) {
        this.world = world;
        this.decider = decider;
        this.coverage = coverage;
        this.trace = trace;
        this.fingerprinted = fingerprinted;
        this.content = new LakeContent(world.store(), ledger, START);
        this.lake = new Lake(content, ledger);
        this.judge = new Judge(world, ledger, content);
        this.allowance = new FaultAllowance(world);
        this.upheavals = new Upheavals(this);
    }

    /** Runs to the end and judges. */
    public HistoryResult run(Carriers carriers) {
        for (InitialFile file : world.files()) {
            lake.addInitial(file);
        }
        for (CompactorSpec spec : world.compactors()) {
            actors.add(new CompactorActor(actors.size(), this, spec, carriers.carrier(actors.size())));
        }
        for (BystanderSpec spec : world.bystanders()) {
            actors.add(new BystanderActor(actors.size(), this, spec));
        }
        for (Actor actor : List.copyOf(actors)) {
            if (actor instanceof CompactorActor compactor) {
                addWorkers(compactor, carriers);
            }
        }
        pass();
        driver.await();
        over = true;
        for (Actor actor : actors) {
            if (actor instanceof CompactorActor compactor && compactor.isUnderWay()) {
                compactor.grant();
                driver.await();
            }
        }
        Throwable fault = simulatorFault;
        if (fault != null) {
            throw new IllegalStateException("The simulator itself failed", fault);
        }
        if (!endedEarly && !judge.isSettled()) {
            new Rest(this, decider, inFlight).check();
        }
        return new HistoryResult(judge.violation(), judge.risk(), turns);
    }

    /** The further threads of a compactor come after all others, so that scripts may count the processes alone. */
    private void addWorkers(CompactorActor compactor, Carriers carriers) {
        int threads = world.compactors().get(compactor.index).partitionsAtOnce();
        for (int i = 1; i < threads; i++) {
            int index = actors.size();
            WorkerActor worker = new WorkerActor(index, compactor.name + "-thread-" + i, this, carriers.carrier(index));
            compactor.add(worker);
            actors.add(worker);
        }
    }

    /** The thread of a compactor that holds the baton. */
    ThreadedActor atWork() {
        return (ThreadedActor) actors.get(current);
    }

    /** Whether the history has ended, so that everybody is led out of the code under test. */
    boolean isOver() {
        return over || endedEarly || judge.isSettled() || simulatorFault != null;
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

    Upheavals upheavals() {
        return upheavals;
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

    /** Returns when the actor holds the baton and is the one to go. */
    void awaitTurn(ThreadedActor self) {
        requireGoingOn();
        Actor next = chooseThreaded();
        if (next == self) {
            return;
        }
        if (next instanceof ThreadedActor other) {
            other.grant();
            self.await();
        }
        requireGoingOn();
    }

    /** Gives the baton away for good: to whoever is next, or to the thread that runs the history. */
    void pass() {
        Actor next = over ? null : chooseThreaded();
        if (next instanceof ThreadedActor other) {
            other.grant();
        } else {
            driver.grant();
        }
    }

    /** Makes the steps of those who need no thread, until a compactor is to go; null when the history is at its end. */
    private @Nullable Actor chooseThreaded() {
        while (!judge.isSettled() && simulatorFault == null && !endedEarly) {
            if (ready().isEmpty()) {
                if (actors.stream().anyMatch(History::isBlocked)) {
                    judge.report(new Violation("L1", "threads wait for each other"));
                }
                return null;
            }
            if (++turns > MAX_TURNS) {
                judge.report(new Violation("L1", "the history does not end"));
                return null;
            }
            Turn turn = decider.next(this);
            if (turn instanceof Turn.End) {
                endedEarly = true;
            } else if (turn instanceof Turn.Deliver deliver) {
                deliver(deliver.request());
            } else {
                Actor actor = actors.get(((Turn.Go) turn).actor());
                current = actor.index;
                if (actor instanceof BystanderActor bystander) {
                    step(bystander);
                } else {
                    return actor;
                }
            }
        }
        return null;
    }

    private static boolean isBlocked(Actor actor) {
        return actor instanceof ThreadedActor threaded && threaded.isUnderWay() && threaded.pending() == null;
    }

    private void step(BystanderActor bystander) {
        Call call = bystander.pending();
        if (call != null) {
            bystander.step(call);
            judge.afterEffect();
        }
    }

    /** Takes a request out of flight and lets it take effect. */
    void deliver(InFlight request) {
        inFlight.remove(request);
        Object answer = request.effect().run();
        note("  " + request + " takes effect: " + Answers.describe(answer));
        judge.afterEffect();
    }

    /** @throws ProcessEnd if the history is over, so that the calling actor's thread leaves the code under test */
    void requireGoingOn() {
        if (isOver()) {
            throw new ProcessEnd();
        }
    }

    Object takeEffect(InFlight.Effect effect) {
        return judged(effect.run());
    }

    Object takeDamagedEffect(InFlight.Effect effect) {
        return judged(effect.runDamaged());
    }

    private Object judged(Object answer) {
        judge.afterEffect();
        if (judge.isSettled()) {
            note("  ... answered " + Answers.describe(answer));
        }
        requireGoingOn();
        return answer;
    }

    void send(InFlight request) {
        inFlight.add(request);
        note("  " + request + " stays in flight");
    }

    CallFault faultOf(Call call, Role role) {
        coverage.reached(call.operation(), role);
        List<CallFault> possible = allowance.possible(call.operation(), inFlight.size());
        CallFault fault = possible.size() == 1 ? CallFault.NONE : decider.fault(this, call, possible);
        if (fault != CallFault.NONE) {
            allowance.use(fault);
            note("  " + actors.get(call.actor()).name + ": " + fault + " in " + call.operation() + " "
                    + call.shortTarget());
        }
        if (fault == CallFault.CLOCK_JUMP) {
            content.setNow(content.now().plus(JUMP));
        }
        return fault;
    }

    void crashed(Call call, CallFault fault, Role role) {
        coverage.crashed(call.operation(), role, fault == CallFault.CRASH_AFTER);
    }

    /** An exception that the code under test did not expect is a bug of it. */
    void check(String process, PartitionReport report) {
        Optional<String> bug =
                report.failure().map(PartitionReport.Failure::message).filter(m -> m.startsWith("Unexpected"));
        bug.ifPresent(message -> judge.report(new Violation("BUG", process + " reports " + message)));
    }

    /** The simulator itself is broken. */
    void fail(Throwable fault) {
        simulatorFault = fault;
    }

    @Override
    public int current() {
        return current;
    }

    @Override
    public int currentNumber() {
        return current < 0 ? 0 : actors.get(current).calls;
    }

    @Override
    public List<Call> ready() {
        List<Call> ready = new ArrayList<>(actors.size());
        for (Actor actor : actors) {
            Call call = actor.pending();
            if (call != null) {
                ready.add(call);
            }
        }
        return ready;
    }

    @Override
    public List<InFlight> inFlight() {
        return inFlight;
    }

    @Override
    public long fingerprint() {
        long hash = Fingerprint.add(contentFingerprint(), allowance.fingerprint() * 100 + originals);
        for (Actor actor : actors) {
            hash = Fingerprint.add(hash, actor.fingerprint());
        }
        // A set: in which order requests were sent makes no difference to what they can still do.
        long requests = 0;
        for (InFlight request : inFlight) {
            requests += Fingerprint.add(
                    Fingerprint.add(
                            request.fingerprint(), request.call().operation().name()),
                    request.call().target());
        }
        return Fingerprint.add(hash, requests);
    }

    long contentFingerprint() {
        return Fingerprint.add(content.fingerprint(), ledger.fingerprint());
    }
}
