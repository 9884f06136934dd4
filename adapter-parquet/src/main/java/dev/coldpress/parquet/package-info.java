/**
 * The {@link dev.coldpress.port.parquet.ParquetCodec} on parquet-java, without Hadoop: own reading of footers and pages on
 * the format's Thrift structures, parquet-java's encodings, own compression calls, own assembly of the output.
 *
 * <p>Start at {@link dev.coldpress.parquet.ParquetJavaCodec}, then {@code MergeRun} (which source bytes are in memory when),
 * {@code RowGroupWriter} (one output row group, column after column), {@code ChunkPages} (bytes to pages) and
 * {@code ChunkEncoder} (values to pages).
 */
@NullMarked
package dev.coldpress.parquet;

import org.jspecify.annotations.NullMarked;
