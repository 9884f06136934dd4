/**
 * The command, killed at random moments, again and again.
 *
 * <p>Start at {@link dev.coldpress.acceptance.crash.CrashCheck}, the program behind {@code scripts/crash-test}. A
 * {@link dev.coldpress.acceptance.crash.CrashLake} always has work for the next run and knows every row it was given; a
 * {@link dev.coldpress.acceptance.crash.RowAudit} compares that with what readers see, after each kill and after the
 * last, undisturbed run.
 */
@NullMarked
package dev.coldpress.acceptance.crash;

import org.jspecify.annotations.NullMarked;
