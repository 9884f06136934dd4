package dev.coldpress.port.parquet;

/**
 * A column by which rows are ordered, as {@code SortingColumn} of the format has it. Floats are ordered as SQL engines
 * order them: the two zeros are equal, and NaN is greater than all other values.
 *
 * @param column its names joined with dots, from the root to the leaf
 * @param nullsFirst whether nulls come before all values, in either direction; otherwise they come behind them
 */
public record SortColumn(String column, boolean descending, boolean nullsFirst) {

    public SortColumn {
        if (column.isEmpty()) {
            throw new IllegalArgumentException("A column to sort by has no name");
        }
    }

    /** As the setting is written. */
    @Override
    public String toString() {
        String name = column.chars().anyMatch(Character::isWhitespace) ? '"' + column + '"' : column;
        return name + (descending ? " desc" : "") + (nullsFirst ? " nulls first" : "");
    }
}
