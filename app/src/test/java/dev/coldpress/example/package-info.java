/**
 * The example of the README, so that it compiles and does what it says.
 *
 * <p>{@link dev.coldpress.example.EmbeddedCompaction} is the code; the test runs it on a lake, and compares its text with
 * the README's.
 */
@NullMarked
package dev.coldpress.example;

import org.jspecify.annotations.NullMarked;
