package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.mapping.ColumnMapping;

/** A column that the source has, with its definition levels translated. */
public final class PresentEntries implements ColumnEntries {

    private final ColumnCursor cursor;
    private final int[] definitions;

    public PresentEntries(ColumnCursor cursor, ColumnMapping.Present mapping) {
        this.cursor = cursor;
        this.definitions = mapping.definitions();
    }

    @Override
    public boolean next() {
        return cursor.next();
    }

    @Override
    public int repetition() {
        return cursor.repetition();
    }

    @Override
    public int definition() {
        return definitions[cursor.definition()];
    }

    @Override
    public ColumnCursor cursor() {
        return cursor;
    }
}
