package dev.coldpress.merge;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.ParquetSchema;
import java.util.List;
import java.util.Map;

/**
 * What of a source's footer is needed to plan its merge. Small, so that ten thousand of them fit into memory.
 *
 * @param orderedDictionaries see {@link ParquetFooter#orderedDictionaries}
 */
public record SourceSummary(
        ObjectRef ref,
        long rowCount,
        ParquetSchema schema,
        Map<String, String> keyValueMetadata,
        String createdBy,
        Map<List<String>, String> orderedDictionaries) {

    public SourceSummary {
        keyValueMetadata = Map.copyOf(keyValueMetadata);
        orderedDictionaries = Map.copyOf(orderedDictionaries);
    }

    public static SourceSummary of(ObjectRef ref, ParquetFooter footer) {
        return new SourceSummary(
                ref,
                footer.rowCount(),
                footer.schema(),
                footer.keyValueMetadata(),
                footer.createdBy(),
                footer.orderedDictionaries());
    }
}
