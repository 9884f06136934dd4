/**
 * Go: what an embedder calls.
 *
 * <p>Start at {@link dev.coldpress.Compactor}; {@link dev.coldpress.CompactionScheduler} runs one again and again. {@code
 * settings} says what it does, and {@code report} what became of it. The packages below hold one step each, in the order of
 * the work: {@code partition} (where), {@code plan} (what), {@code merge} (how), {@code record} and {@code commit}
 * (safely). The outside is in
 * {@code port}. {@code scan} and {@code run} are internal.
 */
@NullMarked
package dev.coldpress;

import org.jspecify.annotations.NullMarked;
