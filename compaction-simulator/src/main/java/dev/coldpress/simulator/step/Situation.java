package dev.coldpress.simulator.step;

import java.util.List;

/** What a decider may look at. A live view of a history, for the time of the question. */
public interface Situation {

    /** The actor that went last; -1 at the beginning. */
    int current();

    /** How many calls the actor that went last has made; 0 at the beginning. */
    int currentNumber();

    /** The calls of all actors that can go on, by the index of the actor. */
    List<Call> ready();

    List<InFlight> inFlight();

    /** Equal in two situations from which the same choices lead to the same histories. */
    long fingerprint();

    /** The actor to go on with if there is no reason for another: the last one, else the first. */
    default Turn usual() {
        List<Call> ready = ready();
        if (ready.isEmpty()) {
            return new Turn.End();
        }
        boolean canGoOn = ready.stream().anyMatch(call -> call.actor() == current());
        return new Turn.Go(canGoOn ? current() : ready.get(0).actor());
    }
}
