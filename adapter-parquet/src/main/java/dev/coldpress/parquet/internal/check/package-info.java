/**
 * Reads every value of a file and compares the values with the footer and the page index.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.check.ContentCheck}.
 */
@NullMarked
package dev.coldpress.parquet.internal.check;

import org.jspecify.annotations.NullMarked;
