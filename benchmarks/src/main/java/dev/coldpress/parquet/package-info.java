/**
 * Benchmarks of the codec's inner loops, in its package because they are not public. Each works on what a page of 20,000 rows
 * has; {@code scripts/kernels} runs them.
 */
@NullMarked
package dev.coldpress.parquet;

import org.jspecify.annotations.NullMarked;
