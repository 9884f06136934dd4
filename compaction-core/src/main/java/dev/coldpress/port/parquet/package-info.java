/**
 * The port to Parquet: footers, reduced to what planning and verification need, and one operation that merges.
 *
 * <p>Start at {@link dev.coldpress.port.parquet.ParquetCodec}. The schema types mirror the format's own (schema
 * elements of parquet-format 2.13) without its library, so that the rules of what may be merged can be read and tested
 * in plain Java.
 */
@NullMarked
package dev.coldpress.port.parquet;

import org.jspecify.annotations.NullMarked;
