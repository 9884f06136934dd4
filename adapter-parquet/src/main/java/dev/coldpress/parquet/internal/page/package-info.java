/**
 * Pages: levels, encodings of values, statistics, and the limits of a page.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.page.PageDecoder} (a page that is re-paged) and
 * {@link dev.coldpress.parquet.internal.page.ValueEncoders}.
 */
@NullMarked
package dev.coldpress.parquet.internal.page;

import org.jspecify.annotations.NullMarked;
