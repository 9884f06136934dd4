/**
 * The content of the simulated lake, and the checks of the promises: which rows have to be visible, which must not be,
 * and which violations the documentation excuses.
 */
@NullMarked
package dev.coldpress.simulator.lake;

import org.jspecify.annotations.NullMarked;
