package dev.coldpress.port.parquet;

import java.util.List;

/**
 * How the rows of a merged file came into their order.
 *
 * @param columns that the rows were to be sorted by; at least one
 * @param rows of the file
 * @param movedRows how many of them stand elsewhere in their row group than if the sources in it lay behind each other
 * @param unsortedSources how many sources were not in this order
 * @param wrongClaims how many of those say that they are
 * @param rowGroupsNotSorted how many row groups of the file are in another order, because memory did not suffice; they
 *     do not say that they are sorted
 */
public record MergedOrder(
        List<SortColumn> columns,
        long rows,
        long movedRows,
        int unsortedSources,
        int wrongClaims,
        int rowGroupsNotSorted) {

    public MergedOrder {
        columns = List.copyOf(columns);
    }

    /** The part of the rows that moved, from 0 to 1. */
    public double movedShare() {
        return rows == 0 ? 0 : (double) movedRows / rows;
    }
}
