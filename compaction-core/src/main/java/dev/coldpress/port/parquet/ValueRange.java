package dev.coldpress.port.parquet;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which values a column of a row group has, according to statistics that nobody has checked.
 *
 * @param rows of the row group, more than 0
 * @param bounds empty if there is no value, or the statistics do not tell
 */
public record ValueRange(long rows, Nulls nulls, Optional<Bounds> bounds) {

    /** How many entries are null. */
    public enum Nulls {
        NONE,
        /** Some, or nobody knows. */
        SOME,
        ALL
    }

    /**
     * The least and the greatest value as bytes whose unsigned order is the order of the values; equal values have
     * equal bytes. Only bytes of one column type can be compared.
     */
    @SuppressWarnings("ArrayRecordComponent") // compared as bytes only
    public record Bounds(byte[] least, byte[] greatest) {

        /** From the lesser of the least values to the greater of the greatest ones. */
        public Bounds unite(Bounds other) {
            return new Bounds(
                    compare(least, other.least) <= 0 ? least : other.least,
                    compare(greatest, other.greatest) >= 0 ? greatest : other.greatest);
        }
    }

    /** Whether it is known which values there can be. */
    public boolean isKnown() {
        return nulls == Nulls.ALL || bounds.isPresent();
    }

    /** Compares values of one type. */
    public static int compare(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
    }
}
