package dev.coldpress.parquet;

/**
 * When a data page is full.
 *
 * @param bytes uncompressed, about
 * @param rows at most
 * @param maxBytes what a page that cannot be cut, because it is one row, may take
 */
record PageLimits(int bytes, int rows, long maxBytes) {

    PageLimits {
        if (bytes <= 0 || rows <= 0) {
            throw new IllegalArgumentException("A page has at least one byte and one row: " + bytes + ", " + rows);
        }
    }
}
