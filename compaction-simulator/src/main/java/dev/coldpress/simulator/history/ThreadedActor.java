package dev.coldpress.simulator.history;

/** An actor with a thread of its own, which runs only while it holds the baton. */
abstract class ThreadedActor extends Actor {

    private final Carrier carrier;

    ThreadedActor(int index, String name, Carrier carrier) {
        super(index, name);
        this.carrier = carrier;
    }

    /** Gives this actor the baton. */
    final void grant() {
        carrier.grant();
    }

    /** Waits for the baton. */
    final void await() {
        carrier.await();
    }

    /** Whether its thread is inside of the program, and has to be led out of it when the history ends early. */
    abstract boolean isUnderWay();
}
