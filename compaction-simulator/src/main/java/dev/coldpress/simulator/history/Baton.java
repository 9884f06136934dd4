package dev.coldpress.simulator.history;

import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.step.InFlight;

/** What an actor with a thread asks of its history. Exactly one thread runs at a time, the one that holds the baton. */
interface Baton {

    /**
     * Returns when the actor holds the baton and is the one to go.
     *
     * @throws ProcessEnd if the history is over
     */
    void awaitTurn(ThreadedActor self);

    /** Gives the baton away for good: to whoever is next, or to the thread that runs the history. */
    void pass();

    /**
     * Returns while the history goes on.
     *
     * @throws ProcessEnd if the history is over, so that the calling actor's thread leaves the code under test
     */
    void requireGoingOn();

    /** The actor that holds the baton. */
    ThreadedActor atWork();

    /** Whether the history has ended, so that everybody is led out of the code under test. */
    boolean isOver();

    /** The simulator itself is broken. */
    void fail(Throwable fault);

    /** What goes wrong with a call that an actor in this role makes now. */
    CallFault faultOf(Call call, Role role);

    /** Reports that the process of the call has crashed. */
    void crashed(Call call, CallFault fault, Role role);

    /**
     * Lets a call take effect, and checks the promises.
     *
     * @return the answer
     * @throws ProcessEnd if that broke a promise
     */
    Object takeEffect(InFlight.Effect effect);

    /** The same for a call whose content is damaged on its way. */
    Object takeDamagedEffect(InFlight.Effect effect);
}
