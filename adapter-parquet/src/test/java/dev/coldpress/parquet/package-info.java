/**
 * Tests of the codec's parts, and of merges of files that DuckDB wrote or that come from the public corpus, compared by
 * DuckDB. The package {@code spec} beside this one tests the codec from its specification alone.
 */
@NullMarked
package dev.coldpress.parquet;

import org.jspecify.annotations.NullMarked;
