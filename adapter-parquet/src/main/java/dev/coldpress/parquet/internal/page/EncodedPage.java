package dev.coldpress.parquet.internal.page;

import java.util.Optional;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageType;

/**
 * A finished data page.
 *
 * @param sizeBytes with its header
 * @param firstRow its first row's index in the row group
 * @param unencodedBytes of BYTE_ARRAY values; empty for other types
 */
public record EncodedPage(
        int sizeBytes, long firstRow, PageType type, Encoding encoding, Optional<Long> unencodedBytes) {}
