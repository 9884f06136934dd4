package dev.coldpress.parquet.internal.order;

import dev.coldpress.port.parquet.SortColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * In which order rows of several sources are written. Rows are counted through all sources. Equal rows keep the order
 * of the sources and of their rows. Immutable.
 */
public final class RowOrder {

    private final int[] rows;
    private final int from;
    private final int end;

    /** The rows of a range of the array, which nobody changes. */
    private RowOrder(int[] rows, int from, int end) {
        this.rows = rows;
        this.from = from;
        this.end = end;
    }

    /**
     * Finds the order.
     *
     * @param columns with the rows of all sources
     * @param order one for each column
     * @param firstRows of each source, each of which has rows, and behind them the number of all rows
     * @param rowsOfPart how many rows each part has at least, and less than twice as many
     */
    public static Found find(List<ColumnRows> columns, List<SortColumn> order, int[] firstRows, int rowsOfPart) {
        List<KeyColumn> keys = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            keys.add(new KeyColumn(columns.get(i), order.get(i)));
        }
        RowKeys rowKeys = new RowKeys(keys);
        List<Integer> unsorted = unsorted(rowKeys, firstRows);
        if (unsorted.isEmpty() && areBehindEachOther(rowKeys, firstRows)) {
            return new Found(List.of(), 0, unsorted);
        }
        int[] sorted = KeySort.sort(rowKeys, firstRows[firstRows.length - 1]);
        requireOrdered(sorted, rowKeys, firstRows[firstRows.length - 1]);
        return new Found(parts(rowKeys, sorted, rowsOfPart), movedRows(sorted), unsorted);
    }

    /** Cuts where the first key changes if that is not far, so that a value is in one part only. */
    private static List<RowOrder> parts(RowKeys keys, int[] sorted, int rowsOfPart) {
        List<RowOrder> parts = new ArrayList<>();
        int start = 0;
        int next = rowsOfPart;
        while (sorted.length - next >= rowsOfPart) {
            boolean isLate = next - start >= rowsOfPart + rowsOfPart / 4;
            if (isLate || keys.number(sorted[next - 1]) != keys.number(sorted[next])) {
                parts.add(new RowOrder(sorted, start, next));
                start = next;
                next += rowsOfPart;
            } else {
                next++;
            }
        }
        parts.add(new RowOrder(sorted, start, sorted.length));
        return parts;
    }

    private static int movedRows(int[] sorted) {
        int moved = 0;
        for (int i = 0; i < sorted.length; i++) {
            moved += sorted[i] == i ? 0 : 1;
        }
        return moved;
    }

    private static List<Integer> unsorted(RowKeys keys, int[] firstRows) {
        List<Integer> unsorted = new ArrayList<>();
        for (int source = 0; source + 1 < firstRows.length; source++) {
            int row = firstRows[source] + 1;
            while (row < firstRows[source + 1] && keys.compare(row - 1, row) < 0) {
                row++;
            }
            if (row < firstRows[source + 1]) {
                unsorted.add(source);
            }
        }
        return unsorted;
    }

    /** @param firstRows of sources that have rows each */
    private static boolean areBehindEachOther(RowKeys keys, int[] firstRows) {
        for (int source = 1; source + 1 < firstRows.length; source++) {
            if (keys.compare(firstRows[source] - 1, firstRows[source]) > 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Orders and what was seen on the way.
     *
     * @param parts of the order, one after the other; empty if the sources behind each other are in order
     * @param movedRows how many rows have another place than in the sources behind each other
     * @param unsorted the indexes of the sources that are not in the order by themselves
     */
    public record Found(List<RowOrder> parts, int movedRows, List<Integer> unsorted) {

        public Found {
            parts = List.copyOf(parts);
            unsorted = List.copyOf(unsorted);
        }

        /** Whether the sources behind each other are in order. */
        public boolean isInPlace() {
            return parts.isEmpty();
        }
    }

    /** These rows, one by one. */
    public static RowOrder of(int... rows) {
        return new RowOrder(rows.clone(), 0, rows.length);
    }

    /** How many rows there are. */
    public int size() {
        return end - from;
    }

    /** The row that comes at an index. */
    public int row(int index) {
        return rows[from + index];
    }

    /** Has all rows from the index {@link #from} up to {@link #end}; not to be changed. */
    int[] array() {
        return rows;
    }

    int from() {
        return from;
    }

    int end() {
        return end;
    }

    /**
     * Goes through all rows, because an order that leaves one out would lose it.
     *
     * @throws IllegalStateException if a row is missing, or there twice, or comes before one that it has to follow
     */
    static void requireOrdered(int[] sorted, RowKeys keys, int expectedRows) {
        BitSet seen = new BitSet(expectedRows);
        for (int i = 0; i < sorted.length; i++) {
            if (i > 0 && keys.compare(sorted[i - 1], sorted[i]) >= 0) {
                throw new IllegalStateException("Row " + sorted[i] + " was put behind row " + sorted[i - 1]
                        + ", which it has to come before; this is a defect, and the output must not be published");
            }
            seen.set(sorted[i]);
        }
        if (sorted.length != expectedRows || seen.cardinality() != expectedRows) {
            throw new IllegalStateException("The order has " + seen.cardinality() + " different rows of " + expectedRows
                    + "; this is a defect, and the output must not be published");
        }
    }
}
