package dev.coldpress.port.parquet;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How chunks of a column are made.
 *
 * @param column its path, joined with dots
 * @param tier as the codec names it
 * @param reason why no cheaper tier takes them, to be read behind the column's name; empty if there is none
 * @param chunks how many; never negative
 */
public record ColumnTier(String column, String tier, String reason, int chunks) {

    /** Chunks of all columns by tier, in the order of the tiers' names. */
    public static Map<String, Integer> count(List<ColumnTier> columns) {
        Map<String, Integer> counts = new TreeMap<>();
        columns.forEach(column -> counts.merge(column.tier(), column.chunks(), Integer::sum));
        return counts;
    }
}
