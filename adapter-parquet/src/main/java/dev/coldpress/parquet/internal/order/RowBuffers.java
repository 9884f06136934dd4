package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.repage.ValueTable;

/** What holds the rows of a column, and is kept from column to column. For one {@link ColumnRows} at a time. */
public final class RowBuffers {

    final ValueTable table = new ValueTable();
    final ReusableBytes plain = new ReusableBytes();
    int[] ids = new int[0];

    /** Of values that have a length each: where they begin, and behind the last one where that ends. */
    int[] starts = new int[1];

    /**
     * For each entry, in a byte because no schema that is read is nested that deeply; not used as long as all are the
     * highest and there are no lists.
     */
    byte[] definitions = new byte[0];

    byte[] repetitions = new byte[0];

    /** For each row, and for the end; not used as long as there is one value in each row. */
    int[] firstValues = new int[1];

    int[] firstEntries = new int[1];
}
