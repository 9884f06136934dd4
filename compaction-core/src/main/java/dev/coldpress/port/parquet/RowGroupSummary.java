package dev.coldpress.port.parquet;

/**
 * A row group.
 *
 * @param compressedBytes of its column chunks as they lie in the file
 * @param uncompressedBytes of the same before compression, if the footer is right; never negative
 */
public record RowGroupSummary(long rowCount, long compressedBytes, long uncompressedBytes) {}
