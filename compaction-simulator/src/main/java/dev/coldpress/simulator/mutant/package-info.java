/**
 * The core with one rule disabled. A mutant is a patch of the text of core's sources, which is compiled and loaded
 * while the simulator runs.
 */
@NullMarked
package dev.coldpress.simulator.mutant;

import org.jspecify.annotations.NullMarked;
