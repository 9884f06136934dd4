/**
 * Reads a file down to the last value and holds it against what its footer and page index say.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.check.ContentCheck}.
 */
@NullMarked
package dev.coldpress.parquet.internal.check;

import org.jspecify.annotations.NullMarked;
