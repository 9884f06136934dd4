package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.ContentException;

/**
 * A walk over the runs of the hybrid of run lengths and bit packing, without unpacking them. parquet-java's decoder
 * believes each run's length and allocates for it, and it reads on after an empty run without an end, so the runs are
 * looked at first.
 */
final class RleRuns {

    /** Writers pad the last bit-packed run; the largest block known is DuckDB's of 256 values. */
    private static final int MOST_PADDING = 4096;

    private final byte[] bytes;
    private final int end;
    private final int width;
    private final long mostUnpackedBytes;
    private int at;

    /**
     * @param width bits of a value, 0 to 32
     * @param mostUnpackedBytes what a bit-packed run may take as an array of integers
     */
    RleRuns(byte[] bytes, int from, int end, int width, long mostUnpackedBytes) {
        if (width < 0 || width > Integer.SIZE) {
            throw ContentException.corrupt("values of " + width + " bits");
        }
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.width = width;
        this.mostUnpackedBytes = mostUnpackedBytes;
    }

    /**
     * Walks over {@code count} values.
     *
     * @return how many of them equal {@code wanted}
     * @throws ContentException if the runs end before that, or are malformed
     */
    int count(int count, int wanted) {
        int seen = 0;
        int equal = 0;
        while (seen < count) {
            int header = varInt();
            boolean packed = (header & 1) != 0;
            long length = packed ? (header >>> 1) * 8L : header >>> 1;
            requireLength(length, count - seen, packed);
            int used = (int) Math.min(length, count - seen);
            equal += packed ? packed(header >>> 1, used, wanted) : repeated(used, wanted);
            seen += used;
        }
        return equal;
    }

    private void requireLength(long length, long left, boolean packed) {
        if (length == 0 || (packed && length > left + MOST_PADDING)) {
            throw ContentException.corrupt("a run of " + length + " values where " + left + " are left");
        }
        if (packed && (length * Integer.BYTES > mostUnpackedBytes || length * width > Integer.MAX_VALUE)) {
            throw ContentException.tooLarge("a run of " + length + " values needs more memory than the "
                    + mostUnpackedBytes + " bytes that the budget leaves for it");
        }
    }

    private int repeated(int used, int wanted) {
        int value = 0;
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
            value |= nextByte() << shift;
        }
        if (width < Integer.SIZE && value >>> width != 0) {
            // Decoders would let it run into the values beside it.
            throw ContentException.corrupt("a run of " + value + " in values of " + width + " bits");
        }
        return value == wanted ? used : 0;
    }

    /** The last bytes of the last run may be left out where no value needs them. */
    private int packed(int groups, int used, int wanted) {
        long length = groups * (long) width;
        long needed = ((long) used * width + 7) / 8;
        if (needed > end - at) {
            throw ContentException.corrupt("a run of " + needed + " bytes where " + (end - at) + " are left");
        }
        int equal = wanted < 0 ? 0 : countPacked(used, wanted);
        at = (int) Math.min(end, at + length);
        return equal;
    }

    private int countPacked(int used, int wanted) {
        if (width == 1) {
            return wanted == 1 ? countOnes(used) : wanted == 0 ? used - countOnes(used) : 0;
        }
        int mask = (1 << width) - 1;
        int equal = 0;
        for (int i = 0; i < used; i++) {
            int bit = i * width;
            int first = at + (bit >>> 3);
            int low = bytes[first] & 0xFF;
            int high = first + 1 < end ? bytes[first + 1] & 0xFF : 0;
            if ((((high << 8 | low) >>> (bit & 7)) & mask) == wanted) {
                equal++;
            }
        }
        return equal;
    }

    private int countOnes(int used) {
        int ones = 0;
        for (int i = 0; i < used / Byte.SIZE; i++) {
            ones += Integer.bitCount(bytes[at + i] & 0xFF);
        }
        int rest = used % Byte.SIZE;
        return rest == 0 ? ones : ones + Integer.bitCount(bytes[at + used / Byte.SIZE] & ((1 << rest) - 1));
    }

    private int varInt() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = nextByte();
            value |= (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw ContentException.corrupt("a run length of more than five bytes");
    }

    private int nextByte() {
        if (at >= end) {
            throw ContentException.corrupt("the encoded values end too early");
        }
        return bytes[at++] & 0xFF;
    }
}
