/**
 * Runs the simulator on mutants, and the written histories that show why each rule is there.
 */
@NullMarked
package dev.coldpress.simulator.hunt;

import org.jspecify.annotations.NullMarked;
