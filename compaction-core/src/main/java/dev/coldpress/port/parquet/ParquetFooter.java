package dev.coldpress.port.parquet;

import java.util.List;
import java.util.Map;

/**
 * What a footer says of its file.
 *
 * @param columns the leaves, in the order of the schema
 * @param keyValueMetadata keys without a value have the empty string
 * @param createdBy empty if the file does not say
 * @param hash of the footer's bytes as they stand in the file, 64 bits: equal bytes have equal hashes in every version of the
 *     codec, for it is compared with what older versions have written down
 */
public record ParquetFooter(
        ParquetSchema schema,
        long rowCount,
        List<RowGroupSummary> rowGroups,
        List<ColumnSummary> columns,
        Map<String, String> keyValueMetadata,
        String createdBy,
        long hash) {

    public ParquetFooter {
        rowGroups = List.copyOf(rowGroups);
        columns = List.copyOf(columns);
        keyValueMetadata = Map.copyOf(keyValueMetadata);
    }
}
