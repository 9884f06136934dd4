/**
 * The sources of a merge in memory: which bytes are read when, and which row groups of which files become one.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.source.RowGroupBatch} (the row groups that become one of the
 * output) and {@link dev.coldpress.parquet.internal.source.LoadedRowGroup} (one row group and its bytes).
 */
@NullMarked
package dev.coldpress.parquet.internal.source;

import org.jspecify.annotations.NullMarked;
