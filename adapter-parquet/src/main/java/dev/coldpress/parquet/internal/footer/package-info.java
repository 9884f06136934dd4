/**
 * Footers: the format's Thrift structures, what is checked of them, and the schema as merging needs it.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.footer.FooterReader}, then
 * {@link dev.coldpress.parquet.internal.footer.FooterCheck}.
 */
@NullMarked
package dev.coldpress.parquet.internal.footer;

import org.jspecify.annotations.NullMarked;
