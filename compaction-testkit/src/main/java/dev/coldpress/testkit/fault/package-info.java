/**
 * Faults on the way to a store: which call fails, how, and whether it had its effect. A plan is a script or drawn from
 * a seed.
 */
@NullMarked
package dev.coldpress.testkit.fault;

import org.jspecify.annotations.NullMarked;
