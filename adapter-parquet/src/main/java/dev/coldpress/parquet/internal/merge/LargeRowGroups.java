package dev.coldpress.parquet.internal.merge;

/** Which row groups are large enough to stand alone. Smaller ones are worth putting together with others. */
final class LargeRowGroups {

    private static final long LEAST_BYTES = 32L << 20;

    /** What DuckDB makes a row group of. */
    static final int LEAST_ROWS = 122_880;

    private LargeRowGroups() {}

    static boolean contain(long compressedBytes, long rowCount) {
        return compressedBytes >= LEAST_BYTES || rowCount >= LEAST_ROWS;
    }
}
