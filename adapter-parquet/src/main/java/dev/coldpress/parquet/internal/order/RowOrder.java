package dev.coldpress.parquet.internal.order;

import dev.coldpress.port.parquet.SortColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * In which order the rows of several sources are written: runs of rows that follow each other in their source. Rows are counted through
 * all sources. Equal rows keep the order of the sources and of their rows. Immutable once it was made.
 */
public final class RowOrder {

    private int[] starts = new int[16];
    private int[] lengths = new int[16];
    private int runs;
    private int rows;
    private int movedRows;

    RowOrder() {}

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
        int rows = firstRows[firstRows.length - 1];
        List<Integer> unsorted = unsorted(rowKeys, firstRows);
        RowOrder found = new RowOrder();
        if (unsorted.isEmpty() && areBehindEachOther(rowKeys, firstRows)) {
            found.add(0, rows);
            return new Found(found, List.of(found), unsorted);
        }
        int[] sorted = KeySort.sort(rowKeys, rows);
        for (int row : sorted) {
            found.add(row, 1);
        }
        found.requireOrdered(rowKeys, rows);
        return new Found(found, parts(rowKeys, sorted, rowsOfPart), unsorted);
    }

    /** Cuts where the first key changes if that is not far, so that a value is in one part only. */
    private static List<RowOrder> parts(RowKeys keys, int[] sorted, int rowsOfPart) {
        List<RowOrder> parts = new ArrayList<>();
        RowOrder part = new RowOrder();
        for (int i = 0; i < sorted.length; i++) {
            boolean isEnough = part.rows() >= rowsOfPart && sorted.length - i >= rowsOfPart;
            boolean isLate = part.rows() >= rowsOfPart + rowsOfPart / 4;
            if (isEnough && (isLate || keys.number(sorted[i - 1]) != keys.number(sorted[i]))) {
                parts.add(part);
                part = new RowOrder();
            }
            part.add(sorted[i], 1);
        }
        parts.add(part);
        return parts;
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
     * An order and what was seen on the way.
     *
     * @param parts of the order, one after the other
     * @param unsorted the indexes of the sources that are not in the order by themselves
     */
    public record Found(RowOrder order, List<RowOrder> parts, List<Integer> unsorted) {

        public Found {
            parts = List.copyOf(parts);
            unsorted = List.copyOf(unsorted);
        }
    }

    /** These rows, one by one. */
    public static RowOrder of(int... rows) {
        RowOrder order = new RowOrder();
        for (int row : rows) {
            order.add(row, 1);
        }
        return order;
    }

    /** Appends rows that follow each other. */
    void add(int start, int length) {
        movedRows += start == rows ? 0 : length;
        rows += length;
        if (runs > 0 && starts[runs - 1] + lengths[runs - 1] == start) {
            lengths[runs - 1] += length;
            return;
        }
        if (runs == starts.length) {
            starts = Arrays.copyOf(starts, runs + runs / 2);
            lengths = Arrays.copyOf(lengths, runs + runs / 2);
        }
        starts[runs] = start;
        lengths[runs] = length;
        runs++;
    }

    public int runs() {
        return runs;
    }

    public int start(int run) {
        return starts[run];
    }

    public int length(int run) {
        return lengths[run];
    }

    public int rows() {
        return rows;
    }

    /** How many rows have another place than in the sources behind each other. */
    public int movedRows() {
        return movedRows;
    }

    /** Whether the sources behind each other are in order. */
    public boolean isInPlace() {
        return movedRows == 0;
    }

    /**
     * Goes through all rows, because an order that leaves one out would lose it.
     *
     * @throws IllegalStateException if a row is missing, or there twice, or comes before one that it has to follow
     */
    void requireOrdered(RowKeys keys, int expectedRows) {
        BitSet seen = new BitSet(expectedRows);
        int before = -1;
        for (int run = 0; run < runs; run++) {
            for (int row = starts[run]; row < starts[run] + lengths[run]; row++) {
                if (before >= 0 && keys.compare(before, row) >= 0) {
                    throw new IllegalStateException("Row " + row + " was put behind row " + before
                            + ", which it has to come before; this is a defect, and the output must not be published");
                }
                seen.set(row);
                before = row;
            }
        }
        if (rows != expectedRows || seen.cardinality() != expectedRows) {
            throw new IllegalStateException("The order has " + seen.cardinality() + " different rows of " + expectedRows
                    + "; this is a defect, and the output must not be published");
        }
    }
}
