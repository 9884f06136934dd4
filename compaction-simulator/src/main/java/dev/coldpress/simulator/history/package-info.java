/**
 * One run of a world under a decider: the actors, the store as each process reaches it, and the thread that holds the
 * baton.
 */
@NullMarked
package dev.coldpress.simulator.history;

import org.jspecify.annotations.NullMarked;
