package dev.coldpress.port.parquet;

import java.util.Map;
import java.util.Optional;

/**
 * Which columns of an output have Bloom filters. A column of booleans has none in any case.
 *
 * @param keeps whether a column has one if its sources have
 * @param columns columns that have one whatever their sources have, by their names joined with dots from the root to
 *     the leaf: how many of the values that are not in a column chunk may seem to be in it, as a share above 0 and
 *     below {@value #TOO_MANY_FALSE_POSITIVES}
 */
public record BloomFilters(boolean keeps, Map<String, Double> columns) {

    /** What parquet-java and DuckDB choose unless told otherwise. */
    public static final double DEFAULT_FALSE_POSITIVES = 0.01;

    /** A filter that lets more pass costs its readers more than it saves. */
    public static final double TOO_MANY_FALSE_POSITIVES = 0.5;

    /** As the sources have them. */
    public static final BloomFilters KEEP = new BloomFilters(true, Map.of());

    /** No column has one. */
    public static final BloomFilters NONE = new BloomFilters(false, Map.of());

    public BloomFilters {
        columns = Map.copyOf(columns);
        columns.forEach((column, falsePositives) -> {
            if (!(falsePositives > 0 && falsePositives < TOO_MANY_FALSE_POSITIVES)) {
                throw new IllegalArgumentException("The share of false positives of column " + column + " is "
                        + falsePositives + ", and has to be above 0 and below " + TOO_MANY_FALSE_POSITIVES);
            }
        });
    }

    /** The share of false positives that is wanted for a column; empty if it is no named one. */
    public Optional<Double> wantedFor(String column) {
        return Optional.ofNullable(columns.get(column));
    }
}
