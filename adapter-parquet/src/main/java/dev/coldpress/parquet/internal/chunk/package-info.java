/**
 * Column chunks: from bytes to pages to entries, and back.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.chunk.ChunkPages} (bytes to pages), then
 * {@link dev.coldpress.parquet.internal.chunk.ColumnCursor} (pages to entries) and
 * {@link dev.coldpress.parquet.internal.chunk.ChunkEncoder} (entries to pages).
 */
@NullMarked
package dev.coldpress.parquet.internal.chunk;

import org.jspecify.annotations.NullMarked;
