package dev.coldpress.simulator.step;

import java.util.List;

/** Makes all choices of a history. Asked by one thread at a time. */
public interface Decider {

    /** Who goes next. */
    Turn next(Situation situation);

    /**
     * What goes wrong with a call that is about to run.
     *
     * @param possible not empty; begins with {@link CallFault#NONE}
     */
    CallFault fault(Situation situation, Call call, List<CallFault> possible);

    /**
     * Whether a request that is still in flight when everybody has ended takes effect before the run that cleans up.
     */
    default boolean deliverBeforeRest(InFlight request) {
        return true;
    }
}
