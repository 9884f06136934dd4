package dev.coldpress.simulator.decide;

import dev.coldpress.simulator.decide.Deviation.Moment;
import dev.coldpress.simulator.step.Situation;
import java.util.HashMap;
import java.util.Map;

/** Counts the moments of a history at which a decider is asked who goes on. */
final class Moments {

    private record Call(int actor, int number) {}

    private final Map<Call, Integer> asked = new HashMap<>();

    /** To be called once at each moment. */
    Moment next(Situation situation) {
        Call last = new Call(situation.current(), situation.currentNumber());
        return new Moment(last.actor, last.number, asked.merge(last, 1, Integer::sum));
    }
}
