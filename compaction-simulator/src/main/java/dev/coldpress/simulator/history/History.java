package dev.coldpress.simulator.history;

import dev.coldpress.simulator.lake.Judge;
import dev.coldpress.simulator.lake.Violation;
import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.step.Fingerprint;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Situation;
import dev.coldpress.simulator.step.Turn;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.BystanderSpec;
import dev.coldpress.simulator.world.World.CompactorSpec;
import dev.coldpress.simulator.world.World.InitialFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a world under a decider. Exactly one thread runs at a time, the one that holds the baton; when an actor
 * comes to a call, its thread asks the decider who is next, and hands the baton over only if that is another thread's
 * actor. So a history is determined by its world and its decider's choices. For one use.
 */
public final class History implements Situation, Baton {

    private static final Duration JUMP = Duration.ofHours(1);

    /** Far more than any history needs; one that comes here never ends. */
    private static final int MAX_TURNS = 20_000;

    private final Decider decider;
    private final Coverage coverage;
    private final HistoryState state;
    private final List<Actor> actors;
    private final Judge judge;
    private final FaultAllowance allowance;
    private final Carrier driver = Carrier.ofCaller();
    private int current = -1;
    private int turns;
    private boolean over;
    private boolean endedEarly;
    private @Nullable Throwable simulatorFault;

    /**
     * Prepares a run.
     *
     * @param coverage counts the crashes; shared by the histories of one thread
     * @param trace null if nobody wants to read one
     * @param fingerprinted whether the decider asks for {@link #fingerprint}
     */
    public History(World world, Decider decider, Coverage coverage, @Nullable Trace trace, boolean fingerprinted) {
        this.decider = decider;
        this.coverage = coverage;
        this.state = new HistoryState(world, trace, fingerprinted);
        this.actors = state.actors();
        this.judge = state.judge();
        this.allowance = new FaultAllowance(world);
    }

    /** Runs to the end and judges. */
    public HistoryResult run(Carriers carriers) {
        World world = state.world();
        for (InitialFile file : world.files()) {
            state.lake().addInitial(file);
        }
        for (CompactorSpec spec : world.compactors()) {
            actors.add(new CompactorActor(actors.size(), state, this, spec, carriers.carrier(actors.size())));
        }
        Upheavals upheavals = new Upheavals(state);
        for (BystanderSpec spec : world.bystanders()) {
            actors.add(new BystanderActor(actors.size(), state, upheavals, spec));
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
            new Rest(state, decider).check();
        }
        return new HistoryResult(judge.violation(), judge.risk(), turns);
    }

    /** The further threads of a compactor come after all others, so that scripts may count the processes alone. */
    private void addWorkers(CompactorActor compactor, Carriers carriers) {
        int threads = state.world().compactors().get(compactor.index).partitionsAtOnce();
        for (int i = 1; i < threads; i++) {
            int index = actors.size();
            WorkerActor worker =
                    new WorkerActor(index, compactor.name + "-thread-" + i, state, this, carriers.carrier(index));
            compactor.add(worker);
            actors.add(worker);
        }
    }

    @Override
    public ThreadedActor atWork() {
        return (ThreadedActor) actors.get(current);
    }

    @Override
    public boolean isOver() {
        return over || endedEarly || judge.isSettled() || simulatorFault != null;
    }

    @Override
    public void awaitTurn(ThreadedActor self) {
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

    @Override
    public void pass() {
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
                state.deliver(deliver.request());
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

    @Override
    public void requireGoingOn() {
        if (isOver()) {
            throw new ProcessEnd();
        }
    }

    @Override
    public Object takeEffect(InFlight.Effect effect) {
        return judged(effect.run());
    }

    @Override
    public Object takeDamagedEffect(InFlight.Effect effect) {
        return judged(effect.runDamaged());
    }

    private Object judged(Object answer) {
        judge.afterEffect();
        if (judge.isSettled()) {
            state.note("  ... answered " + Answers.describe(answer));
        }
        requireGoingOn();
        return answer;
    }

    @Override
    public CallFault faultOf(Call call, Role role) {
        coverage.reached(call.operation(), role);
        List<CallFault> possible =
                allowance.possible(call.operation(), state.inFlight().size());
        CallFault fault = possible.size() == 1 ? CallFault.NONE : decider.fault(this, call, possible);
        if (fault != CallFault.NONE) {
            allowance.use(fault);
            state.note("  " + actors.get(call.actor()).name + ": " + fault + " in " + call.operation() + " "
                    + call.shortTarget());
        }
        if (fault == CallFault.CLOCK_JUMP) {
            state.lake().content().setNow(state.now().plus(JUMP));
        }
        return fault;
    }

    @Override
    public void crashed(Call call, CallFault fault, Role role) {
        coverage.crashed(call.operation(), role, fault == CallFault.CRASH_AFTER);
    }

    @Override
    public void fail(Throwable fault) {
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
        return state.inFlight();
    }

    @Override
    public long fingerprint() {
        long hash = Fingerprint.add(state.contentFingerprint(), allowance.fingerprint() * 100 + state.originals());
        for (Actor actor : actors) {
            hash = Fingerprint.add(hash, actor.fingerprint());
        }
        // A set: in which order requests were sent makes no difference to what they can still do.
        long requests = 0;
        for (InFlight request : state.inFlight()) {
            requests += Fingerprint.add(
                    Fingerprint.add(
                            request.fingerprint(), request.call().operation().name()),
                    request.call().target());
        }
        return Fingerprint.add(hash, requests);
    }
}
