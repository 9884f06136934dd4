package dev.coldpress.parquet;

/** A column that the source has, with its definition levels translated. */
final class PresentEntries implements ColumnEntries {

    private final ColumnCursor cursor;
    private final int[] definitions;

    PresentEntries(ColumnCursor cursor, ColumnMapping.Present mapping) {
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
