package dev.coldpress.parquet.internal.order;

import java.util.List;

/** Compares rows by all of their keys, and rows with equal keys by their places: no two rows are equal. */
final class RowKeys {

    private final KeyColumn first;
    private final List<KeyColumn> others;

    RowKeys(List<KeyColumn> columns) {
        this.first = columns.get(0);
        this.others = List.copyOf(columns.subList(1, columns.size()));
    }

    /** Of a row in the first column: a row with a smaller one comes first, unsigned. */
    long number(int row) {
        return first.key(row);
    }

    /** Whether rows with equal numbers are equal. */
    boolean isByNumbersOnly() {
        return others.isEmpty() && first.isExact();
    }

    int compare(int a, int b) {
        int compared = first.compare(a, b);
        for (int i = 0; compared == 0 && i < others.size(); i++) {
            compared = others.get(i).compare(a, b);
        }
        return compared != 0 ? compared : Integer.compare(a, b);
    }
}
