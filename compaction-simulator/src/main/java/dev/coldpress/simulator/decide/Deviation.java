package dev.coldpress.simulator.decide;

import dev.coldpress.simulator.step.CallFault;

/**
 * A place where a history leaves the usual way, on which each actor goes on until it has ended and nothing fails. All
 * deviations of a history together are the history; without one of them it is another history, but a similar one.
 */
public sealed interface Deviation {

    /** After its call {@code number}, actor {@code at} is followed by actor {@code to}. At the beginning {@code at} is -1. */
    record Switch(int at, int number, int to) implements Deviation {}

    /** After call {@code number} of actor {@code at}, the request takes effect that {@code sender} sent with its call. */
    record Delivery(int at, int number, int sender, int senderNumber) implements Deviation {}

    /** Call {@code number} of the actor goes wrong. */
    record Failure(int actor, int number, CallFault fault) implements Deviation {}

    /** The request is still in flight when everybody has ended, and takes effect only after the run that cleans up. */
    record VeryLate(int sender, int senderNumber) implements Deviation {}
}
