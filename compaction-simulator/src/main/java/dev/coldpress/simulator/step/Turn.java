package dev.coldpress.simulator.step;

/** A choice of who goes next. */
public sealed interface Turn {

    /** The actor makes the call that it has come to. */
    record Go(int actor) implements Turn {}

    /** The request in flight takes effect. */
    record Deliver(InFlight request) implements Turn {}

    /** Everybody stops where he is; those who have not ended never go on. */
    record End() implements Turn {}
}
