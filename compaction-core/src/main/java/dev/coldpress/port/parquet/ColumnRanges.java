package dev.coldpress.port.parquet;

import java.util.List;

/**
 * Which values a column of a file has.
 *
 * @param column its path, joined with dots
 * @param type its leaf; ranges of columns can be compared if their types are {@linkplain SchemaNode#hasTypeOf equal}
 * @param rowGroups one for each row group with rows, in the order of the file
 */
public record ColumnRanges(String column, SchemaNode type, List<ValueRange> rowGroups) {

    public ColumnRanges {
        rowGroups = List.copyOf(rowGroups);
    }
}
