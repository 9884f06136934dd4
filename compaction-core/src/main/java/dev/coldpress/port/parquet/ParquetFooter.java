package dev.coldpress.port.parquet;

import java.util.List;
import java.util.Map;

/**
 * The footer of a file, reduced to what planning and verification need.
 *
 * @param columns the leaves, in the order of the schema
 * @param keyValueMetadata keys without a value have the empty string
 * @param createdBy empty if the file does not say
 * @param hash of the footer's bytes as they stand in the file, 64 bits: equal bytes have equal hashes in every version
 *     of the codec, for it is compared with what older versions have written down
 * @param orderedDictionaries for each column that the file's {@linkplain ArrowSchema Arrow schema} calls a dictionary
 *     whose order has a meaning, by its path: the entries in their order, as a text that differs if they do. Only for
 *     columns all of whose values are in one dictionary, the same in all row groups
 * @param sorting the columns by which all row groups with rows say to be sorted; empty if one does not say so. Nobody
 *     has checked it
 */
public record ParquetFooter(
        ParquetSchema schema,
        long rowCount,
        List<RowGroupSummary> rowGroups,
        List<ColumnSummary> columns,
        Map<String, String> keyValueMetadata,
        String createdBy,
        long hash,
        Map<List<String>, String> orderedDictionaries,
        List<SortColumn> sorting) {

    public ParquetFooter {
        rowGroups = List.copyOf(rowGroups);
        columns = List.copyOf(columns);
        keyValueMetadata = Map.copyOf(keyValueMetadata);
        orderedDictionaries = Map.copyOf(orderedDictionaries);
        sorting = List.copyOf(sorting);
    }

    /** The compressed bytes of the column that has most of them, over all row groups; 0 if there is no column. */
    public long largestColumnBytes() {
        return columns.stream().mapToLong(ColumnSummary::compressedBytes).max().orElse(0);
    }
}
