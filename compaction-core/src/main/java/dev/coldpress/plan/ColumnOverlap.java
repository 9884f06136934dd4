package dev.coldpress.plan;

import java.util.OptionalDouble;

/**
 * How much the values of a column are spread over files and row groups: of all pairs, the share whose ranges from the
 * least to the greatest value have a value in common. With 0 a reader that looks for one value reads one of them, with
 * 1 it may read all.
 *
 * @param column its path, joined with dots
 * @param ofFiles empty if fewer than two have values, or a range is not known
 * @param ofRowGroups the same for the row groups of all files
 */
public record ColumnOverlap(String column, OptionalDouble ofFiles, OptionalDouble ofRowGroups) {}
