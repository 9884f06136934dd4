package dev.coldpress.parquet.internal.source;

/** Which row groups are large enough to stand alone. Smaller ones are worth putting together with others. */
public final class LargeRowGroups {

    private static final long LEAST_BYTES = 32L << 20;

    /** What DuckDB makes a row group of. */
    public static final int LEAST_ROWS = 122_880;

    private LargeRowGroups() {}

    public static boolean contain(long compressedBytes, long rowCount) {
        return compressedBytes >= LEAST_BYTES || rowCount >= LEAST_ROWS;
    }
}
