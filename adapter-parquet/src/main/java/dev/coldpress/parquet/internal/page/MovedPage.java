package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.PageBytes;

/**
 * A page of a column without lists whose values are moved as they are compressed in the source.
 *
 * @param compressed the PLAIN values of all rows that are not null, and nothing else
 * @param plainBytes what they are decompressed
 */
public record MovedPage(PageBytes compressed, int plainBytes, int rowCount, int nullCount) {}
