package dev.coldpress.parquet;

import java.util.OptionalLong;
import java.util.Set;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;

/**
 * Where a column chunk lies in its file, and what the footer says of it.
 *
 * @param start of its first page
 * @param lengthBytes of all its pages, headers included
 * @param uncompressedBytes the same before compression, if the footer is right
 * @param valueCount entries: values, nulls and empty lists
 * @param nullCount entries without a value; empty if the footer does not tell
 * @param encodings of levels, values and the dictionary
 */
record SourceChunk(
        long start,
        long lengthBytes,
        long uncompressedBytes,
        long valueCount,
        OptionalLong nullCount,
        CompressionCodec codec,
        Set<Encoding> encodings) {}
