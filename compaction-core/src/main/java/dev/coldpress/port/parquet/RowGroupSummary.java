package dev.coldpress.port.parquet;

/** A row group: its rows, and the bytes of its column chunks as they lie in the file. */
public record RowGroupSummary(long rowCount, long compressedBytes) {}
