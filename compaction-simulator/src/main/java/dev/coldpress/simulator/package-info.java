/**
 * A deterministic simulator of whole compactions: the real {@link dev.coldpress.Compactor}, several of them, with late
 * writers, deleting users, crashes, stalls and a network that loses, delays and doubles requests.
 *
 * <p>A {@link dev.coldpress.simulator.world.World} says who takes part and what may go wrong. A
 * {@link dev.coldpress.simulator.step.Decider} chooses, at every call to the store, who goes next and what happens to
 * the call. {@code simulator.history} runs one world under one decider. After every effect {@code simulator.lake}
 * checks the lake against the promises of the commit protocol. {@code simulator.search} runs many histories and shrinks
 * those that break a promise. {@code simulator.mutant} disables one rule of the core at a time, and
 * {@code simulator.hunt} requires that the simulator notices.
 *
 * <p>The packages use each other in one direction: {@code step}, {@code world}, {@code lake}, {@code history},
 * {@code decide}, {@code search}, {@code mutant}, {@code hunt}. Each may use those before it.
 */
@NullMarked
package dev.coldpress.simulator;

import org.jspecify.annotations.NullMarked;
