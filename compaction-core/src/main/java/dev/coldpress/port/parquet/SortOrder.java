package dev.coldpress.port.parquet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * In which order the rows of outputs are wanted.
 *
 * @param keeps whether the order is the one that all sources of an output declare; the columns are empty then
 * @param columns the most significant one first; empty for the order of the sources
 */
public record SortOrder(boolean keeps, List<SortColumn> columns) {

    /** The order that all sources declare, or none. */
    public static final SortOrder KEEP = new SortOrder(true, List.of());

    /** The sources behind each other. */
    public static final SortOrder NONE = new SortOrder(false, List.of());

    /** @throws IllegalArgumentException if a column occurs twice */
    public SortOrder {
        columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        for (SortColumn column : columns) {
            if (!names.add(column.column())) {
                throw new IllegalArgumentException("The column " + column.column() + " occurs twice in a sort order");
            }
        }
    }

    /** An order by columns. */
    public static SortOrder by(List<SortColumn> columns) {
        return new SortOrder(false, columns);
    }
}
