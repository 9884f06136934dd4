/**
 * Brings rows into the order of some of their columns.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.order.RowOrder}: it is found from the keys of the rows, and says
 * which row of which source comes next. {@link dev.coldpress.parquet.internal.order.ColumnRows} holds one column of all
 * sources and gives it out in that order.
 */
@NullMarked
package dev.coldpress.parquet.internal.order;

import org.jspecify.annotations.NullMarked;
