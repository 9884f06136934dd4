package dev.coldpress.parquet.internal.source;

import dev.coldpress.parquet.internal.chunk.AbsentEntries;
import dev.coldpress.parquet.internal.chunk.ChunkPages;
import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.ColumnCursor;
import dev.coldpress.parquet.internal.chunk.ColumnEntries;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.chunk.DerivedEntries;
import dev.coldpress.parquet.internal.chunk.NullEntries;
import dev.coldpress.parquet.internal.chunk.PageHeaders;
import dev.coldpress.parquet.internal.chunk.PresentEntries;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.footer.WriterQuirks;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.mapping.SchemaMapping;
import dev.coldpress.parquet.internal.page.PageSpan;
import dev.coldpress.port.ObjectKey;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.parquet.bytes.ByteBufferInputStream;

/**
 * A source row group whose compressed bytes are in the arena.
 *
 * @param positions where in the arena each chunk begins
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LoadedRowGroup(
        ObjectKey key,
        SourceRowGroup rowGroup,
        SchemaMapping mapping,
        LeafColumns leaves,
        byte[] arena,
        int[] positions) {

    /** The source's columns and quirks, shared by its row groups. */
    public record LeafColumns(java.util.List<LeafColumn> columns, WriterQuirks quirks) {}

    /**
     * Reads the entries of a column, in the output's type.
     *
     * @param target index of a column of the output
     */
    public ColumnEntries open(int target, DecodeBuffers buffers) {
        ColumnMapping column = mapping.column(target);
        if (column instanceof ColumnMapping.Present present) {
            ColumnCursor cursor = cursor(present.source(), buffers);
            return new PresentEntries(present.wider() == null ? cursor : cursor.widened(present.wider()), present);
        }
        if (column instanceof ColumnMapping.Nulls nulls) {
            return new NullEntries(cursor(nulls.source(), buffers), place(nulls.source()), nulls);
        }
        if (column instanceof ColumnMapping.Derived derived) {
            return new DerivedEntries(cursor(derived.sibling(), buffers), derived);
        }
        return new AbsentEntries(rowGroup.rowCount());
    }

    /**
     * Reads the pages of a column as they are.
     *
     * @param source index of a column of the source
     */
    public ChunkPages pages(int source, DecodeBuffers buffers) {
        LeafColumn leaf = leaves.columns().get(source);
        return new ChunkPages(bytes(source), rowGroup.chunks().get(source), leaf, leaves.quirks(), buffers);
    }

    /**
     * Checks that the pages have as many entries as the footer says, by their headers: a column that the source lacks
     * would otherwise be filled up to any number of rows that a footer claims.
     */
    public void requireRows() {
        try {
            forEachPage(0, page -> {});
        } catch (RuntimeException e) {
            throw place(0).fault(e);
        }
    }

    /**
     * Reads the pages of a column as they are.
     *
     * @param source index of a column of the source
     */
    void forEachPage(int source, Consumer<PageSpan> action) {
        PageHeaders.forEach(bytes(source), rowGroup.chunks().get(source).valueCount(), action);
    }

    private ColumnCursor cursor(int source, DecodeBuffers buffers) {
        SourceChunk chunk = rowGroup.chunks().get(source);
        return ColumnCursor.open(place(source), chunk, rowGroup.rowCount(), bytes(source), leaves.quirks(), buffers);
    }

    private ByteBufferInputStream bytes(int source) {
        int length = Math.toIntExact(rowGroup.chunks().get(source).lengthBytes());
        return ByteBufferInputStream.wrap(
                ByteBuffer.wrap(arena, positions[source], length).slice());
    }

    ChunkPlace place(int source) {
        return new ChunkPlace(key, rowGroup.ordinal(), leaves.columns().get(source));
    }
}
