package dev.coldpress.port.parquet;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A merge that was written.
 *
 * @param footer of the output, parsed again from the bytes that were written
 * @param sourceRowCount rows of all sources, by their footers
 * @param sourceColumns values and nulls of all sources per column of the output, by their footers, with the nulls that
 *     stand for a missing column counted in; a column is left out where the footers do not determine both counts
 * @param columnTiers how the column chunks of the output were made; a column that was made in several ways occurs
 *     several times
 * @param order how the rows were sorted; empty if the sources lie behind each other
 */
public record MergedFile(
        ParquetFooter footer,
        long sourceRowCount,
        List<ColumnSummary> sourceColumns,
        List<ColumnTier> columnTiers,
        Optional<MergedOrder> order) {

    public MergedFile {
        sourceColumns = List.copyOf(sourceColumns);
        columnTiers = List.copyOf(columnTiers);
    }

    /** A merge of sources that lie behind each other. */
    public MergedFile(
            ParquetFooter footer,
            long sourceRowCount,
            List<ColumnSummary> sourceColumns,
            List<ColumnTier> columnTiers) {
        this(footer, sourceRowCount, sourceColumns, columnTiers, Optional.empty());
    }

    /** The column chunks by tier: its name to their number. */
    public Map<String, Integer> tiers() {
        return ColumnTier.count(columnTiers);
    }
}
