package dev.coldpress.simulator.decide;

import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.step.Operation;
import dev.coldpress.simulator.step.Situation;
import dev.coldpress.simulator.step.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A schedule, written down instruction by instruction. An instruction that cannot be followed, since the actor has
 * ended or no such request is in flight, is passed over: a script has to fit both the real code and a mutant. After the
 * last one everybody goes on the usual way, and what is in flight takes effect before the clean run. For one history.
 */
public final class Script implements Decider {

    /** Makes the next choice, or is done when it returns nothing. */
    private interface Instruction extends Function<Situation, Optional<Turn>> {}

    private final List<Instruction> instructions = new ArrayList<>();
    private int next;
    /** For the call that was chosen last. */
    private CallFault chosenFault = CallFault.NONE;

    /** Runs the actor until it has come to such a call, which it does not make yet. */
    public Script until(int actor, Operation operation, String inTarget) {
        instructions.add(situation -> pending(situation, actor)
                .filter(call -> !matches(call, operation, inTarget))
                .map(call -> new Turn.Go(actor)));
        return this;
    }

    public Script until(int actor, Operation operation) {
        return until(actor, operation, "");
    }

    /** The actor makes the one call that it has come to. */
    public Script step(int actor) {
        return stepWith(actor, CallFault.NONE);
    }

    /** Runs the actor up to and with such a call, in which something goes wrong. */
    public Script fail(int actor, Operation operation, String inTarget, CallFault fault) {
        return until(actor, operation, inTarget).stepWith(actor, fault);
    }

    public Script fail(int actor, Operation operation, CallFault fault) {
        return fail(actor, operation, "", fault);
    }

    private Script stepWith(int actor, CallFault fault) {
        boolean[] made = {false};
        instructions.add(situation -> {
            Optional<Call> call = made[0] ? Optional.empty() : pending(situation, actor);
            made[0] = true;
            return call.map(pending -> {
                chosenFault = fault;
                return new Turn.Go(actor);
            });
        });
        return this;
    }

    /** Runs the actor to its end, or until it has to wait. */
    public Script finish(int actor) {
        instructions.add(situation -> pending(situation, actor).map(call -> new Turn.Go(actor)));
        return this;
    }

    /** Such a request takes effect. */
    public Script deliver(Operation operation) {
        boolean[] made = {false};
        instructions.add(situation -> {
            Optional<Turn> turn = made[0]
                    ? Optional.empty()
                    : situation.inFlight().stream()
                            .filter(request -> request.call().operation() == operation)
                            .findFirst()
                            .map(Turn.Deliver::new);
            made[0] = true;
            return turn;
        });
        return this;
    }

    private static Optional<Call> pending(Situation situation, int actor) {
        return situation.ready().stream().filter(call -> call.actor() == actor).findFirst();
    }

    private static boolean matches(Call call, Operation operation, String inTarget) {
        return call.operation() == operation && call.target().contains(inTarget);
    }

    @Override
    public Turn next(Situation situation) {
        chosenFault = CallFault.NONE;
        while (next < instructions.size()) {
            @Nullable Turn turn = instructions.get(next).apply(situation).orElse(null);
            if (turn != null) {
                return turn;
            }
            next++;
        }
        return situation.usual();
    }

    @Override
    public CallFault fault(Situation situation, Call call, List<CallFault> possible) {
        if (!possible.contains(chosenFault)) {
            throw new IllegalStateException("The script asks for " + chosenFault + " in " + call + ", of " + possible);
        }
        return chosenFault;
    }
}
