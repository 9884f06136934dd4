/**
 * The deciders: at random, exhaustive, from a written script, and those that record and replay a history.
 */
@NullMarked
package dev.coldpress.simulator.decide;

import org.jspecify.annotations.NullMarked;
