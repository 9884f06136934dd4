package dev.coldpress.parquet;

import dev.coldpress.port.ObjectKey;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;

/**
 * A source row group whose compressed bytes are in the arena.
 *
 * @param positions where in the arena each chunk begins
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LoadedRowGroup(
        ObjectKey key,
        SourceRowGroup rowGroup,
        SchemaMapping mapping,
        LeafColumns leaves,
        byte[] arena,
        int[] positions) {

    /** The source's columns and quirks, shared by its row groups. */
    record LeafColumns(java.util.List<LeafColumn> columns, WriterQuirks quirks) {}

    /** @param target index of a column of the output */
    ColumnEntries open(int target, DecodeBuffers buffers) {
        ColumnMapping column = mapping.column(target);
        if (column instanceof ColumnMapping.Present present) {
            return new PresentEntries(cursor(present.source(), buffers), present);
        }
        if (column instanceof ColumnMapping.Derived derived) {
            return new DerivedEntries(cursor(derived.sibling(), buffers), derived);
        }
        return new AbsentEntries(rowGroup.rowCount());
    }

    private ColumnCursor cursor(int source, DecodeBuffers buffers) {
        SourceChunk chunk = rowGroup.chunks().get(source);
        ByteBuffer bytes = ByteBuffer.wrap(arena, positions[source], Math.toIntExact(chunk.lengthBytes()))
                .slice();
        ChunkPlace place =
                new ChunkPlace(key, rowGroup.ordinal(), leaves.columns().get(source));
        return ColumnCursor.open(
                place, chunk, rowGroup.rowCount(), ByteBufferInputStream.wrap(bytes), leaves.quirks(), buffers);
    }
}
