/**
 * Go: what an embedder calls.
 *
 * <p>Start at {@link dev.coldpress.Compactor}. It walks the lake, plans, merges and commits; {@link
 * dev.coldpress.CompactionSettings} says how, {@link dev.coldpress.CompactionReport} what became of it, and a {@link
 * dev.coldpress.CompactionListener} hears of each step. {@link dev.coldpress.CompactionScheduler} runs it again and again.
 * The packages below hold one step each, in the order of the work:
 * {@code partition} (where), {@code plan} (what), {@code merge} (how), {@code commit} (safely). The outside is in
 * {@code port}.
 */
@NullMarked
package dev.coldpress;

import org.jspecify.annotations.NullMarked;
