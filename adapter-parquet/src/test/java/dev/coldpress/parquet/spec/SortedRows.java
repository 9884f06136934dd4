package dev.coldpress.parquet.spec;

import dev.coldpress.port.parquet.SortColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Whole rows, and the order that a sort by some of their columns has to give, value by value. */
final class SortedRows {

    private final MessageType schema;
    private final List<SortColumn> order;

    SortedRows(MessageType schema, List<SortColumn> order) {
        this.schema = schema;
        this.order = order;
    }

    /** Whether rows may be sorted by a column. */
    static boolean isKey(ColumnDescriptor column) {
        String logical = String.valueOf(column.getPrimitiveType().getLogicalTypeAnnotation());
        return column.getMaxRepetitionLevel() == 0
                && new ValueOrder(column.getPrimitiveType()).isDefined()
                && !logical.startsWith("GEO");
    }

    /** @param columns the entries of all rows, one list for each column */
    static List<List<List<ColumnEntry>>> rows(List<List<ColumnEntry>> columns) {
        List<List<List<ColumnEntry>>> rows = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            int row = -1;
            for (ColumnEntry entry : columns.get(column)) {
                if (entry.repetitionLevel() == 0) {
                    row++;
                    if (column == 0) {
                        rows.add(new ArrayList<>());
                    }
                    rows.get(row).add(new ArrayList<>());
                }
                rows.get(row).get(column).add(entry);
            }
        }
        return rows;
    }

    Comparator<List<List<ColumnEntry>>> comparator() {
        Comparator<List<List<ColumnEntry>>> all = comparator(order.get(0));
        for (SortColumn column : order.subList(1, order.size())) {
            all = all.thenComparing(comparator(column));
        }
        return all;
    }

    private Comparator<List<List<ColumnEntry>>> comparator(SortColumn column) {
        int index = index(column.column());
        ValueOrder values = new ValueOrder(schema.getColumns().get(index).getPrimitiveType());
        return Comparator.comparing(row -> row.get(index).get(0), (a, b) -> compare(a, b, column, values));
    }

    private int index(String name) {
        for (int i = 0; i < schema.getColumns().size(); i++) {
            if (String.join(".", schema.getColumns().get(i).getPath()).equals(name)) {
                return i;
            }
        }
        throw new AssertionError("No column " + name);
    }

    private static int compare(ColumnEntry a, ColumnEntry b, SortColumn column, ValueOrder values) {
        @Nullable Object aValue = a.value();
        @Nullable Object bValue = b.value();
        if (aValue == null || bValue == null) {
            int nullsLast = Boolean.compare(aValue == null, bValue == null);
            return column.nullsFirst() ? -nullsLast : nullsLast;
        }
        // NaN is the greatest here, too.
        int compared = values.compare(aValue, bValue);
        return column.descending() ? -compared : compared;
    }
}
