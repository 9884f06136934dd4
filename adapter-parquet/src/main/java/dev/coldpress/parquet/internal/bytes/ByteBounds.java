package dev.coldpress.parquet.internal.bytes;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** The least and the greatest of values that lie in one array, in the order of their unsigned bytes. */
public final class ByteBounds {

    private final byte[] array;

    /** The first eight bytes of each: nearly always they decide. */
    private long min;

    private long max;
    private int minFrom;
    private int minEnd;
    private int maxFrom;
    private int maxEnd;

    /** Of one value so far. */
    public ByteBounds(byte[] array, int from, int end) {
        this.array = array;
        min = leadingBytes(from, end);
        max = min;
        minFrom = from;
        minEnd = end;
        maxFrom = from;
        maxEnd = end;
    }

    public void add(int from, int end) {
        long leading = leadingBytes(from, end);
        if (leading < min || (leading == min && Arrays.compareUnsigned(array, from, end, array, minFrom, minEnd) < 0)) {
            min = leading;
            minFrom = from;
            minEnd = end;
        } else if (leading > max
                || (leading == max && Arrays.compareUnsigned(array, from, end, array, maxFrom, maxEnd) > 0)) {
            max = leading;
            maxFrom = from;
            maxEnd = end;
        }
    }

    public void addTo(Statistics<?> statistics) {
        statistics.updateStats(Binary.fromReusedByteArray(array, minFrom, minEnd - minFrom));
        statistics.updateStats(Binary.fromReusedByteArray(array, maxFrom, maxEnd - maxFrom));
    }

    /** A number in the order of the first eight bytes; those that are missing count as zero. */
    private long leadingBytes(int from, int end) {
        long bytes = 0;
        if (from + Long.BYTES <= array.length) {
            bytes = Long.reverseBytes(LittleEndian.longAt(array, from));
            int missing = Long.BYTES - Math.min(Long.BYTES, end - from);
            bytes = missing == Long.BYTES ? 0 : bytes >>> (missing * Byte.SIZE) << (missing * Byte.SIZE);
        } else {
            for (int i = 0; i < Long.BYTES; i++) {
                bytes = bytes << Byte.SIZE | (from + i < end ? array[from + i] & 0xFF : 0);
            }
        }
        return bytes ^ Long.MIN_VALUE;
    }
}
