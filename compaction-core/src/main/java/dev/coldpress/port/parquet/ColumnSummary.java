package dev.coldpress.port.parquet;

import java.util.List;
import java.util.OptionalLong;

/**
 * A leaf column over all row groups of a file.
 *
 * @param path the names from the root down to the leaf
 * @param valueCount levels, so nulls and empty lists included (the sum of the format's num_values)
 * @param nullCount empty if one chunk does not tell it: unset is not zero
 * @param codecs names of the compression codecs that its chunks use
 * @param compressedBytes the sum of the format's total_compressed_size
 */
public record ColumnSummary(
        List<String> path, long valueCount, OptionalLong nullCount, List<String> codecs, long compressedBytes) {

    public ColumnSummary {
        path = List.copyOf(path);
        codecs = List.copyOf(codecs);
    }
}
