/**
 * The demonstration: a lake as a streaming sink leaves it, with everything in it that a compactor has to leave alone.
 *
 * <p>Start at {@link dev.coldpress.app.demo.DemoLake}. The files are written with parquet-java and its own defaults, so
 * that what is merged was not written by the code that merges it.
 */
@NullMarked
package dev.coldpress.app.demo;

import org.jspecify.annotations.NullMarked;
