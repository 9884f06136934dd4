/**
 * Benchmarks of the codec's inner loops, which are in its internal packages. Each works on what a page of 20,000 rows
 * has; {@code scripts/kernels} runs them.
 */
@NullMarked
package dev.coldpress.benchmarks;

import org.jspecify.annotations.NullMarked;
