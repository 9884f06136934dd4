package dev.coldpress.simulator.decide;

import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.Operation;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One compactor that stalls right before a call that changes the store, and wakes up right after another one has made
 * such a call: what it looked at before is out of date then. Calls of that kind are few among all, so that a stall just
 * there is rare otherwise. For one thread.
 */
final class Stall {

    private static final List<Operation> BEFORE = List.of(
            Operation.DELETE,
            Operation.DELETE,
            Operation.DELETE,
            Operation.REPLACE,
            Operation.PUBLISH,
            Operation.ABORT);

    private final SplittableRandom random;
    private final int sleeper;
    private final Operation before;
    private int callsLeft;
    private boolean asleep;
    private boolean over;

    Stall(SplittableRandom random) {
        this.random = random;
        this.sleeper = random.nextInt(3);
        this.before = BEFORE.get(random.nextInt(BEFORE.size()));
        this.callsLeft = random.nextInt(6);
    }

    /** Those who are awake; all if only the sleeper could go on. */
    List<Call> awake(List<Call> ready) {
        if (over) {
            return ready;
        }
        asleep |= ready.stream().anyMatch(call -> call.actor() == sleeper && call.operation() == before)
                && callsLeft <= 0;
        List<Call> others =
                asleep ? ready.stream().filter(call -> call.actor() != sleeper).toList() : ready;
        over = others.isEmpty();
        return over ? ready : others;
    }

    /** The actor is about to make the call that it has come to. */
    void goes(int actor, List<Call> ready) {
        for (Call call : ready) {
            if (call.actor() == actor) {
                callsLeft -= actor == sleeper && call.operation() == before ? 1 : 0;
                over |= asleep && call.operation().isEffect() && random.nextInt(6) == 0;
            }
        }
    }
}
