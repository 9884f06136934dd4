package dev.coldpress.simulator.history;

import dev.coldpress.port.StoreException;
import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Operation;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The gate of one life of a simulated process: each call waits for its turn and may go wrong; after a crash none
 * passes.
 */
final class ProcessGate implements Gate {

    private final HistoryState state;
    private final Baton baton;
    private final String processName;
    private final int original;
    private boolean dead;

    ProcessGate(HistoryState state, Baton baton, String processName) {
        this.state = state;
        this.baton = baton;
        this.processName = processName;
        this.original = state.originals();
    }

    @Override
    public String processName() {
        return processName;
    }

    @Override
    public LastSteps lastSteps() {
        return baton.atWork().lastSteps();
    }

    @Override
    public <T> T look(Operation operation, String target, Supplier<T> effect) {
        Arrival arrival = arrive(operation, target);
        if (arrival.fault == CallFault.CRASH_BEFORE) {
            throw crash(arrival);
        }
        if (arrival.fault == CallFault.LOST_REQUEST) {
            arrival.actor.learns(arrival.call, "no answer");
            throw Gate.unavailable(operation, target);
        }
        T answer = effect.get();
        if (arrival.fault == CallFault.CRASH_AFTER) {
            throw crash(arrival);
        }
        arrival.actor.learns(arrival.call, answer);
        lastSteps().looked(operation == Operation.HEAD && Answers.isPresent(answer));
        return answer;
    }

    @Override
    public Object change(
            Operation operation,
            String target,
            Supplier<InFlight.Effect> begin,
            Function<StoreException, Object> lost,
            long fingerprint) {
        Arrival arrival = arrive(operation, target);
        if (operation != Operation.DELETE) {
            lastSteps().looked(false);
        }
        InFlight.Effect effect = begin.get();
        InFlight request = new InFlight(arrival.call, effect, fingerprint);
        Object answer = switch (arrival.fault) {
            case NONE, CLOCK_JUMP -> baton.takeEffect(effect);
            case CORRUPTED -> baton.takeDamagedEffect(effect);
            case CRASH_BEFORE -> throw crash(arrival);
            case CRASH_AFTER -> {
                var unused = baton.takeEffect(effect);
                throw crash(arrival);
            }
            case CRASH_SENT -> {
                state.send(request);
                throw crash(arrival);
            }
            case LOST_REQUEST -> lost(arrival, lost);
            case LOST_ANSWER -> {
                var unused = baton.takeEffect(effect);
                yield lost(arrival, lost);
            }
            case DELAYED -> {
                state.send(request);
                yield lost(arrival, lost);
            }
            case OWN_RETRY -> {
                var unused = baton.takeEffect(effect);
                yield baton.takeEffect(effect);
            }
            case DUPLICATED -> {
                var first = baton.takeEffect(effect);
                state.send(request);
                yield first;
            }
        };
        arrival.actor.learns(arrival.call, answer);
        return answer;
    }

    /** What the caller learns of a lost answer: a result, or an exception where the port has no such result. */
    private Object lost(Arrival arrival, Function<StoreException, Object> lost) {
        Call call = arrival.call;
        try {
            return lost.apply(Gate.unavailable(call.operation(), call.target()));
        } catch (StoreException e) {
            arrival.actor.learns(call, "no answer");
            throw e;
        }
    }

    /** Whether it worked on a lake that history has left for a copy. */
    boolean isLeftBehind() {
        return original != state.originals();
    }

    /** Waits, as the core asks for it; others go on meanwhile. */
    void pause() {
        Arrival arrival = arrive(Operation.PAUSE, "");
        arrival.actor.learns(arrival.call, "");
    }

    /** Begins a run. */
    void start() {
        Arrival arrival = arrive(Operation.START, "");
        arrival.actor.learns(arrival.call, "");
    }

    private record Arrival(ThreadedActor actor, Call call, CallFault fault) {}

    private Arrival arrive(Operation operation, String target) {
        requireAlive();
        ThreadedActor actor = baton.atWork();
        Call call = actor.arrive(operation, target);
        requireAlive();
        if (original != state.originals()) {
            dead = true;
            throw new ProcessEnd();
        }
        CallFault fault = baton.faultOf(call, actor.lastSteps().roles().role());
        return new Arrival(actor, call, fault);
    }

    boolean isDead() {
        return dead;
    }

    /** Nothing passes any more. */
    void dies() {
        dead = true;
    }

    /** @throws ProcessEnd if another thread of the process has crashed */
    void requireAlive() {
        if (dead) {
            throw new ProcessEnd();
        }
    }

    private ProcessEnd crash(Arrival arrival) {
        dead = true;
        baton.crashed(
                arrival.call, arrival.fault, arrival.actor.lastSteps().roles().role());
        return new ProcessEnd();
    }
}
