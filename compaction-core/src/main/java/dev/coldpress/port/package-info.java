/**
 * The outside, as the domain sees it: what a store, a source of ids, a way to wait and a codec must do for a compaction to
 * be safe. Time comes from {@link java.time.InstantSource}.
 *
 * <p>Start at {@link dev.coldpress.port.ObjectStore}: it models an object store and not a file system. Whole objects
 * appear at once, small writes can be conditional, listings are sorted, and nothing is ever renamed. Results that a
 * caller has to act on are sealed types or enums; a fault is a {@link dev.coldpress.port.StoreException}; and "unknown"
 * is always an answer of its own, because a lost reply says nothing about the effect.
 *
 * <p>Everything here is safe for use by several threads unless a type says otherwise.
 */
@NullMarked
package dev.coldpress.port;

import org.jspecify.annotations.NullMarked;
