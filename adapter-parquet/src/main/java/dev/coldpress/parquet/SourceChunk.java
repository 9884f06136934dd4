package dev.coldpress.parquet;

import java.util.OptionalLong;
import org.apache.parquet.format.CompressionCodec;

/**
 * Where a column chunk lies in its file, and what the footer says of it.
 *
 * @param start of its first page
 * @param lengthBytes of all its pages, headers included
 * @param uncompressedBytes the same before compression, if the footer is right
 * @param valueCount entries: values, nulls and empty lists
 * @param nullCount entries without a value; empty if the footer does not tell
 */
record SourceChunk(
        long start,
        long lengthBytes,
        long uncompressedBytes,
        long valueCount,
        OptionalLong nullCount,
        CompressionCodec codec) {}
