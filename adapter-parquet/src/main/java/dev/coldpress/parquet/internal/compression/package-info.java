/**
 * Compression of pages, one class for each codec of the format.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.compression.PageCodecs}.
 */
@NullMarked
package dev.coldpress.parquet.internal.compression;

import org.jspecify.annotations.NullMarked;
