/**
 * What an embedder calls.
 *
 * <p>Start at {@link dev.coldpress.Compactor}. A {@link dev.coldpress.CompactionScheduler} runs a compactor repeatedly.
 * {@code settings} has what a compactor is told, and {@code report} what it tells. Each of the other packages is one
 * step of the work: {@code partition} finds the data, {@code plan} decides what is merged, {@code merge} decides how,
 * {@code record} and {@code commit} replace the files safely. {@code port} has the interfaces to the outside.
 * {@code scan} and {@code run} are internal.
 */
@NullMarked
package dev.coldpress;

import org.jspecify.annotations.NullMarked;
