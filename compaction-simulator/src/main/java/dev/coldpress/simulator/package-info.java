/**
 * A deterministic simulator of whole compactions: the real {@link dev.coldpress.Compactor}, several of them, with late
 * writers, deleting users, crashes, stalls and a network that loses, delays and doubles requests.
 *
 * <p>A {@link dev.coldpress.simulator.World} says who takes part and what may go wrong. A
 * {@link dev.coldpress.simulator.Decider} chooses, at every call to the store, who goes next and what happens to
 * the call. A {@link dev.coldpress.simulator.History} is one run of a world under a decider; the
 * {@link dev.coldpress.simulator.RowLedger} holds it against the promises of the commit protocol after every effect.
 */
@NullMarked
package dev.coldpress.simulator;

import org.jspecify.annotations.NullMarked;
