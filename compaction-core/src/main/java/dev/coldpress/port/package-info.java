/**
 * The interfaces to the outside: what a store, a source of ids, a way to wait and a codec must do so that a compaction
 * is safe. Time comes from {@link java.time.InstantSource}.
 *
 * <p>Start at {@link dev.coldpress.port.ObjectStore}. It models an object store and not a file system: objects appear
 * whole, small writes can be conditional, listings are sorted, and nothing is renamed. A result that a caller has to
 * act on is a sealed type or an enum. A fault is a {@link dev.coldpress.port.StoreException}. "Unknown" is always a
 * result of its own, because a lost response says nothing about the effect.
 *
 * <p>Everything here is safe for use by several threads unless a type says otherwise.
 */
@NullMarked
package dev.coldpress.port;

import org.jspecify.annotations.NullMarked;
