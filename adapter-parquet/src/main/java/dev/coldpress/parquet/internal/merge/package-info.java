/**
 * The merge of files: which row groups become one, in which way each column chunk is made, and the file around them.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.merge.MergeRun} (which source bytes are in memory when), then
 * {@link dev.coldpress.parquet.internal.merge.RowGroupWriter} (one row group, column after column) and
 * {@link dev.coldpress.parquet.internal.merge.ColumnMaker} (one column chunk).
 */
@NullMarked
package dev.coldpress.parquet.internal.merge;

import org.jspecify.annotations.NullMarked;
