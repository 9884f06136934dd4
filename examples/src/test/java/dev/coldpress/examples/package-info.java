/** Runs the examples on lakes that DuckDB writes and reads. */
@NullMarked
package dev.coldpress.examples;

import org.jspecify.annotations.NullMarked;
