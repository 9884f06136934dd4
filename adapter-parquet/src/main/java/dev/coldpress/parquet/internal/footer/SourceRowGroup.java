package dev.coldpress.parquet.internal.footer;

import java.util.List;

/**
 * A row group of a file.
 *
 * @param ordinal its index in the file
 * @param chunks one per leaf, in the order of the schema; none if the row group has no rows, because then nobody will
 *     read them and some writers leave nonsense there
 */
public record SourceRowGroup(int ordinal, long rowCount, long compressedBytes, List<SourceChunk> chunks) {

    public SourceRowGroup {
        chunks = List.copyOf(chunks);
    }
}
