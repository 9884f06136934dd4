package dev.coldpress.parquet.internal.chunk;

/** A column that the source does not have: one null for each row. */
public final class AbsentEntries implements ColumnEntries {

    private long rowsLeft;

    public AbsentEntries(long rowCount) {
        this.rowsLeft = rowCount;
    }

    @Override
    public boolean next() {
        return rowsLeft-- > 0;
    }

    @Override
    public int repetition() {
        return 0;
    }

    @Override
    public int definition() {
        return 0;
    }

    @Override
    public ColumnCursor cursor() {
        throw new IllegalStateException("A missing column has no values");
    }
}
