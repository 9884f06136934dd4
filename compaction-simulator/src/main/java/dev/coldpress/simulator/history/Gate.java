package dev.coldpress.simulator.history;

import dev.coldpress.port.StoreException;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Operation;
import java.util.function.Function;
import java.util.function.Supplier;

/** What stands between one life of a process and the store: every call passes it, or does not. */
interface Gate {

    /** Tells processes and their lives apart, for tokens. */
    String processName();

    /** Of the thread that is at work. */
    LastSteps lastSteps();

    /** A call that only looks; if it is lost, the port says so by an exception. */
    <T> T look(Operation operation, String target, Supplier<T> effect);

    /**
     * A call that changes the store.
     *
     * @param begin called when the request is sent; its result may run later, more than once, or never
     * @param lost what the caller learns when it gets no answer
     * @param fingerprint of the arguments
     */
    Object change(
            Operation operation,
            String target,
            Supplier<InFlight.Effect> begin,
            Function<StoreException, Object> lost,
            long fingerprint);

    static StoreException unavailable(Operation operation, String target) {
        return new StoreException(StoreException.Kind.UNAVAILABLE, operation + " of " + target + ": no answer");
    }
}
