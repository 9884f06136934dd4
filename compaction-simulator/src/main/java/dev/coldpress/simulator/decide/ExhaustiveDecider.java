package dev.coldpress.simulator.decide;

import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.step.Fingerprint;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Situation;
import dev.coldpress.simulator.step.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks through all choices, one history after the other, depth first. A history is run from its start each time: first
 * the choices of the path that led to the branch, then the first option at each point, until it ends or comes to a
 * state that was there before. What follows from a state is the same whichever way led to it, because an actor is
 * determined by the answers that it has observed. For one thread.
 *
 * <p>An order may be bounded by its preemptions: the moments at which an actor that could go on has to wait for
 * another. Most faults of concurrent programs need very few of them, and with a bound their number grows with a power
 * of the length of a history and not exponentially (Musuvathi and Qadeer, PLDI 2007). Late requests are no preemptions.
 */
public final class ExhaustiveDecider implements Decider {

    /** The options that are left at a point, the one that is being tried at the end. */
    private record Branch(int options, int tried) {}

    private final StateSet states;
    private final int maxPreemptions;
    private final List<Branch> path = new ArrayList<>();
    private int depth;
    private long transitions;
    private int preemptions;

    public ExhaustiveDecider(StateSet states, int maxPreemptions) {
        this.states = states;
        this.maxPreemptions = maxPreemptions;
    }

    /** Choices that were made for the first time. */
    public long transitions() {
        return transitions;
    }

    /** Begins at the first path. */
    public void begin() {
        depth = 0;
        preemptions = 0;
    }

    /** Goes back to the last point where an option is left. Returns false if there is none: the fixpoint is reached. */
    public boolean nextPath() {
        begin();
        while (!path.isEmpty()) {
            Branch last = path.remove(path.size() - 1);
            if (last.tried() + 1 < last.options()) {
                path.add(new Branch(last.options(), last.tried() + 1));
                transitions++;
                return true;
            }
        }
        return false;
    }

    @Override
    public Turn next(Situation situation) {
        boolean known = depth < path.size();
        if (!known && !states.add(state(situation))) {
            return new Turn.End();
        }
        boolean canGoOn = situation.ready().stream().anyMatch(call -> call.actor() == situation.current());
        List<Call> ready = canGoOn && preemptions == maxPreemptions
                ? situation.ready().stream()
                        .filter(call -> call.actor() == situation.current())
                        .toList()
                : situation.ready();
        List<InFlight> inFlight = situation.inFlight();
        int choice = choose(ready.size() + inFlight.size());
        if (choice >= ready.size()) {
            return new Turn.Deliver(inFlight.get(choice - ready.size()));
        }
        int actor = ready.get(choice).actor();
        preemptions += canGoOn && actor != situation.current() ? 1 : 0;
        return new Turn.Go(actor);
    }

    private long state(Situation situation) {
        long state = situation.fingerprint();
        // Without a bound it makes no difference who went last, or how often it was somebody else before.
        return maxPreemptions == Integer.MAX_VALUE
                ? state
                : Fingerprint.add(Fingerprint.add(state, situation.current()), preemptions);
    }

    @Override
    public CallFault fault(Situation situation, Call call, List<CallFault> possible) {
        return possible.get(choose(possible.size()));
    }

    @Override
    public boolean deliverBeforeRest(InFlight request) {
        return choose(2) == 0;
    }

    private int choose(int options) {
        if (depth == path.size()) {
            path.add(new Branch(options, 0));
            transitions++;
        }
        int choice = path.get(depth).tried();
        depth++;
        return choice;
    }
}
