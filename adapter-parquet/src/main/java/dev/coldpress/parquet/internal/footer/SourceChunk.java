package dev.coldpress.parquet.internal.footer;

import java.util.OptionalLong;
import java.util.Set;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.GeospatialStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Where a column chunk lies in its file, and what the footer says of it.
 *
 * @param start of its first page
 * @param lengthBytes of all its pages, headers included
 * @param uncompressedBytes the same before compression, if the footer is right
 * @param valueCount entries: values, nulls and empty lists
 * @param nullCount entries without a value; empty if the footer does not tell
 * @param encodings of levels, values and the dictionary
 * @param hasOnlyIds whether all pages with values are said to refer to the dictionary
 * @param filterBytes of its Bloom filter; 0 if it has none
 * @param geospatial null if there are none
 */
public record SourceChunk(
        long start,
        long lengthBytes,
        long uncompressedBytes,
        long valueCount,
        OptionalLong nullCount,
        CompressionCodec codec,
        Set<Encoding> encodings,
        boolean hasOnlyIds,
        long filterBytes,
        @Nullable GeospatialStatistics geospatial) {

    /** A chunk without what is kept of its metadata. */
    public static SourceChunk of(
            long start,
            long lengthBytes,
            long uncompressedBytes,
            long valueCount,
            OptionalLong nullCount,
            CompressionCodec codec,
            Set<Encoding> encodings) {
        return new SourceChunk(
                start, lengthBytes, uncompressedBytes, valueCount, nullCount, codec, encodings, false, 0, null);
    }

    public boolean hasOnlyNulls() {
        return nullCount.isPresent() && nullCount.getAsLong() == valueCount;
    }
}
