/**
 * Who takes part in a history, on which files and store, and what may go wrong: worlds drawn at random, and small ones
 * that can be searched through.
 */
@NullMarked
package dev.coldpress.simulator.world;

import org.jspecify.annotations.NullMarked;
