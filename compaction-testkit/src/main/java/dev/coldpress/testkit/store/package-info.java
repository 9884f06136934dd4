/**
 * A store in memory, and decorators of stores that forward and count calls.
 */
@NullMarked
package dev.coldpress.testkit.store;

import org.jspecify.annotations.NullMarked;
