/**
 * Memory and bytes: buffers that are used again, segments, cursors over bytes, and what is said of content that cannot
 * be read.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.bytes.PageBytes} and
 * {@link dev.coldpress.parquet.internal.bytes.ReusableBytes}.
 */
@NullMarked
package dev.coldpress.parquet.internal.bytes;

import org.jspecify.annotations.NullMarked;
