/** Lakes for the tests of the examples. */
@NullMarked
package dev.coldpress.examples.lake;

import org.jspecify.annotations.NullMarked;
