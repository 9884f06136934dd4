/**
 * What other writers leave in a footer's metadata in notations of their own: Arrow's schema and JSON.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.notation.ParquetNotation}.
 */
@NullMarked
package dev.coldpress.parquet.internal.notation;

import org.jspecify.annotations.NullMarked;
