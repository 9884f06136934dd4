/**
 * Compares the speed of a merge with that of other programs: {@code scripts/benchmark}.
 *
 * <p>Start at {@link dev.coldpress.acceptance.benchmark.Benchmark}.
 * {@link dev.coldpress.acceptance.benchmark.MergeProgram} is one merge in a process of its own.
 */
@NullMarked
package dev.coldpress.acceptance.benchmark;

import org.jspecify.annotations.NullMarked;
