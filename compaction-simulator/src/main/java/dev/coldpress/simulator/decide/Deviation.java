package dev.coldpress.simulator.decide;

import dev.coldpress.simulator.step.CallFault;

/**
 * A place where a history leaves the usual way, on which each actor goes on until it has ended and nothing fails. All
 * deviations of a history together are the history; without one of them it is another history, but a similar one.
 */
public sealed interface Deviation {

    /**
     * A moment between two steps.
     *
     * @param actor that went last; -1 at the beginning
     * @param number of its last call
     * @param nth of the moments after that call, from 1: an actor that waits for others goes on without a call
     */
    record Moment(int actor, int number, int nth) {}

    /** The actor that goes on then is {@code to}. */
    record Switch(Moment at, int to) implements Deviation {}

    /** The request takes effect then that {@code sender} sent with its call. */
    record Delivery(Moment at, int sender, int senderNumber) implements Deviation {}

    /** Call {@code number} of the actor goes wrong. */
    record Failure(int actor, int number, CallFault fault) implements Deviation {}

    /** The request is still in flight when everybody has ended, and takes effect only after the run that cleans up. */
    record VeryLate(int sender, int senderNumber) implements Deviation {}
}
