package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.port.parquet.SortColumn;
import java.util.Arrays;

/**
 * The keys of all rows in one column: for each row a number whose unsigned order is the wanted one, direction and nulls
 * included. Where equal numbers do not mean equal values, the values decide.
 */
final class KeyColumn {

    /** The numbers of values of at most 32 bits lie between those of nulls. */
    private static final long NULL_FIRST = 0;

    private static final long NULL_LAST = -1;

    private final ColumnRows rows;
    private final SortColumn order;
    private final KeyType type;
    private final long[] keys;
    private final boolean isExact;

    KeyColumn(ColumnRows rows, SortColumn order) {
        this.rows = rows;
        this.order = order;
        this.type = KeyType.of(rows.leaf());
        this.keys = new long[rows.rows()];
        this.isExact = fill();
    }

    /** Returns whether the numbers tell all. */
    private boolean fill() {
        if (rows.usesIds()) {
            long[] ofIds = keysOfRanks();
            int[] ids = rows.ids();
            for (int row = 0; row < keys.length; row++) {
                keys[row] = rows.isNull(row) ? ofNull() : ofIds[ids[rows.firstValue(row)]];
            }
            return true;
        }
        byte[] plain = rows.plain();
        for (int row = 0; row < keys.length; row++) {
            if (rows.isNull(row)) {
                keys[row] = ofNull();
            } else {
                int value = rows.firstValue(row);
                keys[row] = key(type.number(plain, contentStart(value), rows.start(value + 1)));
            }
        }
        return type.width() == KeyType.Width.NARROW || (type.width() == KeyType.Width.WIDE && rows.isPlainRows());
    }

    /** Values of a dictionary are ordered once, and then known by their places. */
    private long[] keysOfRanks() {
        int size = rows.table().size();
        Integer[] byValue = new Integer[size];
        Arrays.setAll(byValue, id -> id);
        Arrays.sort(byValue, this::compareEntries);
        long[] ofIds = new long[size];
        long rank = 0;
        for (int i = 0; i < size; i++) {
            // Two entries may be one value, as the two zeros are.
            rank += i > 0 && compareEntries(byValue[i - 1], byValue[i]) != 0 ? 1 : 0;
            ofIds[byValue[i]] = narrow(rank);
        }
        return ofIds;
    }

    private int compareEntries(int a, int b) {
        byte[] array = rows.table().array();
        int skipped = rows.width() == PageEntries.VARIABLE ? Integer.BYTES : 0;
        return type.compare(
                array,
                rows.table().from(a) + skipped,
                rows.table().end(a),
                array,
                rows.table().from(b) + skipped,
                rows.table().end(b));
    }

    private long ofNull() {
        return order.nullsFirst() ? NULL_FIRST : NULL_LAST;
    }

    private long key(long number) {
        if (type.width() == KeyType.Width.NARROW) {
            return narrow(number);
        }
        return order.descending() ? ~number : number;
    }

    private long narrow(long number) {
        return 1 + (order.descending() ? KeyType.NARROW_MASK - number : number);
    }

    private int contentStart(int value) {
        return rows.start(value) + (rows.width() == PageEntries.VARIABLE ? Integer.BYTES : 0);
    }

    /** The number of a row. */
    long key(int row) {
        return keys[row];
    }

    /** Whether equal numbers mean equal values. */
    boolean isExact() {
        return isExact;
    }

    int compare(int a, int b) {
        int byKey = Long.compareUnsigned(keys[a], keys[b]);
        return byKey != 0 || isExact ? byKey : compareValues(a, b);
    }

    private int compareValues(int a, int b) {
        boolean aIsNull = rows.isNull(a);
        if (aIsNull || rows.isNull(b)) {
            int nullBehind = Boolean.compare(aIsNull, rows.isNull(b));
            return order.nullsFirst() ? -nullBehind : nullBehind;
        }
        int aValue = rows.firstValue(a);
        int bValue = rows.firstValue(b);
        byte[] plain = rows.plain();
        int compared = type.compare(
                plain,
                contentStart(aValue),
                rows.start(aValue + 1),
                plain,
                contentStart(bValue),
                rows.start(bValue + 1));
        return order.descending() ? -compared : compared;
    }
}
