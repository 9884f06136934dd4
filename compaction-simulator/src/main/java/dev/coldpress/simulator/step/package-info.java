/**
 * The steps of a history: the calls that actors make to the store, the faults that can happen to a call, and the port
 * that chooses among them.
 */
@NullMarked
package dev.coldpress.simulator.step;

import org.jspecify.annotations.NullMarked;
