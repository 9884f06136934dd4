package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.mapping.ColumnMapping;

/** A column that is of the null type in the source, with its definition levels translated. */
public final class NullEntries implements ColumnEntries {

    private final ColumnCursor cursor;
    private final ChunkPlace place;
    private final ColumnMapping.Nulls mapping;

    public NullEntries(ColumnCursor cursor, ChunkPlace place, ColumnMapping.Nulls mapping) {
        this.cursor = cursor;
        this.place = place;
        this.mapping = mapping;
    }

    /**
     * Moves to the next entry.
     *
     * @throws dev.coldpress.port.parquet.ParquetFileException if there is a value, which would be lost
     */
    @Override
    public boolean next() {
        if (!cursor.next()) {
            return false;
        }
        if (cursor.hasValue()) {
            throw place.corrupt("there is a value, and by the column's type, UNKNOWN, there can only be nulls;"
                    + " write the file again with the type that the values have");
        }
        return true;
    }

    @Override
    public int repetition() {
        return cursor.repetition();
    }

    @Override
    public int definition() {
        return mapping.definitions()[cursor.definition()];
    }

    @Override
    public ColumnCursor cursor() {
        throw new IllegalStateException("A column of nulls has no values");
    }
}
