/**
 * What tests of stores, of codecs and of their callers need, in main scope, so that whoever writes an adapter can run
 * it.
 *
 * <p>{@code testkit.contract} has the suite that every {@link dev.coldpress.port.ObjectStore} passes.
 * {@code testkit.store} has the shortest store that does, in memory, and a decorator that counts calls.
 * {@code testkit.fault} has a decorator that makes calls fail. {@code testkit.codec} has the suite that every
 * {@link dev.coldpress.port.parquet.ParquetCodec} passes, and a codec of a few lines of text for tests of callers. The
 * classes of this package make time and chance repeatable.
 *
 * <p>The packages do not use each other.
 */
@NullMarked
package dev.coldpress.testkit;

import org.jspecify.annotations.NullMarked;
