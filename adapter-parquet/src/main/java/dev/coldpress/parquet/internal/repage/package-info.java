/**
 * Builds pages without decoding each value: ids are renumbered, and values are copied as bytes.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.repage.RepageEncoder}, then
 * {@link dev.coldpress.parquet.internal.repage.PageValues}.
 */
@NullMarked
package dev.coldpress.parquet.internal.repage;

import org.jspecify.annotations.NullMarked;
