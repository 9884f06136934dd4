package dev.coldpress.simulator.history;

import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.Fingerprint;
import dev.coldpress.simulator.step.Operation;
import org.jspecify.annotations.Nullable;

/** A thread of a process that compacts, on a carrier of its own. */
abstract class ThreadedActor extends Actor {

    private final HistoryState state;
    private final Baton baton;
    private final Carrier carrier;
    private LastSteps lastSteps = new LastSteps();
    private boolean isUnderWay;
    private @Nullable Call pending;
    private long knowledge;

    ThreadedActor(int index, String name, HistoryState state, Baton baton, Carrier carrier) {
        super(index, name);
        this.state = state;
        this.baton = baton;
        this.carrier = carrier;
        this.knowledge = index;
    }

    /**
     * Is ready to begin with the program, which passes the baton on as its last act.
     *
     * @param beginning how the history sees that it begins
     */
    void prepare(Operation beginning, Runnable program) {
        carrier.prepare(() -> {
            isUnderWay = true;
            calls++;
            program.run();
        });
        isReadyFor(beginning, "");
    }

    /** Can go on, with this. */
    void isReadyFor(Operation operation, String target) {
        pending = new Call(index, calls, operation, target);
    }

    /** Cannot go on before somebody says that it {@linkplain #isReadyFor is ready}. */
    void isBlocked() {
        pending = null;
    }

    /** Its program is over. */
    void ends() {
        pending = null;
        isUnderWay = false;
    }

    @Override
    @Nullable
    Call pending() {
        return pending;
    }

    @Override
    long fingerprint() {
        Call call = pending;
        return call == null ? Fingerprint.add(knowledge, -1) : Fingerprint.add(knowledge, call.number());
    }

    /** Gives this actor the baton. */
    void grant() {
        carrier.grant();
    }

    /** Waits for the baton. */
    void await() {
        carrier.await();
    }

    /** Whether its carrier is inside of the program, and has to be led out of it when the history ends early. */
    boolean isUnderWay() {
        return isUnderWay;
    }

    /** What it did last in this life of its process. */
    LastSteps lastSteps() {
        return lastSteps;
    }

    /** Comes to a call, and returns when it is this actor's turn to make it. */
    Call arrive(Operation operation, String target) {
        Call call = new Call(index, calls, operation, target);
        pending = call;
        baton.awaitTurn(this);
        calls++;
        return call;
    }

    /** What the thread observed is all that its next steps depend on, besides the store. */
    void learns(Call call, Object answer) {
        if (state.isObserved()) {
            String text = Answers.describe(answer);
            knowledge = Fingerprint.add(knowledge, text);
            state.note(this, call, text);
        }
    }

    /** Begins another life, in which it knows nothing but its number. */
    void forgets(int life) {
        knowledge = Fingerprint.add(Fingerprint.START, index * 100L + life);
        lastSteps = new LastSteps();
    }
}
