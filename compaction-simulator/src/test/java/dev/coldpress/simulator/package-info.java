/** That the simulator finds nothing in the real compactor, and that it would: every rule switched off is noticed. */
@NullMarked
package dev.coldpress.simulator;

import org.jspecify.annotations.NullMarked;
