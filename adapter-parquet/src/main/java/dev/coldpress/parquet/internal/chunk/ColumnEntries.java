package dev.coldpress.parquet.internal.chunk;

/** The levels of one column of the output, made from one source row group. */
public interface ColumnEntries {

    /** Moves to the next entry; false at the end. */
    boolean next();

    int repetition();

    /** In the output's levels. */
    int definition();

    /**
     * Where the current entry's value is, if it has one.
     *
     * @throws IllegalStateException if no entry of this column has a value
     */
    ColumnCursor cursor();
}
