/**
 * What tests of stores and of their callers need, in main scope, so that whoever writes an adapter can run it.
 *
 * <p>{@link dev.coldpress.testkit.ObjectStoreContract} is the suite that every {@link dev.coldpress.port.ObjectStore}
 * passes; {@link dev.coldpress.testkit.InMemoryObjectStore} is the shortest store that does.
 * {@link dev.coldpress.testkit.FaultyObjectStore} and {@link dev.coldpress.testkit.CountingObjectStore} wrap any store.
 * {@link dev.coldpress.testkit.ManualClock}, {@link dev.coldpress.testkit.SeededIds} and
 * {@link dev.coldpress.testkit.RecordingPause} make time and chance repeatable.
 */
@NullMarked
package dev.coldpress.testkit;

import org.jspecify.annotations.NullMarked;
