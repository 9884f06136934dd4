package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.PageBytes;
import org.apache.parquet.format.Encoding;

/**
 * A page of a column without lists whose values are moved as they are compressed in the source.
 *
 * @param compressed the values of all rows that are not null, and nothing else
 * @param encoding of the values
 * @param encodedBytes what they are decompressed
 */
public record MovedPage(PageBytes compressed, Encoding encoding, int encodedBytes, int rowCount, int nullCount) {}
