package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import java.util.Arrays;

/**
 * Unpacks integers from the hybrid of run lengths and bit packing into an array, all at once. What it reads has passed
 * {@link RleRuns}.
 */
public final class RunDecoder {

    private RunDecoder() {}

    /**
     * Fills {@code into} from its index 0.
     *
     * @param width bits of a value, 0 to 32
     * @return the greatest value; negative if it has 32 bits, and then others may be greater
     */
    public static int decode(PageBytes bytes, int width, int count, int[] into) {
        byte[] array = bytes.array();
        int end = bytes.end();
        int at = bytes.from();
        int seen = 0;
        int greatest = 0;
        while (seen < count) {
            int header = 0;
            int next;
            int shift = 0;
            do {
                next = array[at++];
                header |= (next & 0x7F) << shift;
                shift += 7;
            } while (next < 0);
            if ((header & 1) == 0) {
                int value = 0;
                for (int bit = 0; bit < width; bit += Byte.SIZE) {
                    value |= (array[at++] & 0xFF) << bit;
                }
                int used = Math.min(header >>> 1, count - seen);
                Arrays.fill(into, seen, seen + used, value);
                greatest = greater(greatest, value);
                seen += used;
            } else {
                int groups = header >>> 1;
                int used = (int) Math.min(groups * 8L, count - seen);
                greatest = greater(greatest, unpack(array, at, end, width, used, into, seen));
                at = (int) Math.min(end, at + groups * (long) width);
                seen += used;
            }
        }
        return greatest;
    }

    private static int greater(int greatest, int other) {
        return (greatest | other) < 0 ? -1 : Math.max(greatest, other);
    }

    /** Whether all values are {@code value}, and written as one run. */
    static boolean isOneRun(PageBytes bytes, int width, int count, int value) {
        byte[] array = bytes.array();
        int at = bytes.from();
        int header = 0;
        int shift = 0;
        do {
            header |= (array[at] & 0x7F) << shift;
            shift += 7;
        } while (array[at++] < 0);
        if ((header & 1) != 0 || header >>> 1 < count) {
            return false;
        }
        int found = 0;
        for (int bit = 0; bit < width; bit += Byte.SIZE) {
            found |= (array[at++] & 0xFF) << bit;
        }
        return found == value;
    }

    private static int unpack(byte[] array, int from, int end, int width, int count, int[] into, int start) {
        if (width == 1) {
            return unpackBits(array, from, count, into, start);
        }
        long mask = (1L << width) - 1;
        // Where eight bytes from a value's first on are within the array, one load has it whole.
        int wide = (int) Math.max(0, Math.min(count, ((array.length - from - 8L) * 8) / Math.max(1, width)));
        int greatest = 0;
        int signs = 0;
        long bit = 0;
        for (int i = 0; i < wide; i++, bit += width) {
            int value = (int) ((LittleEndian.longAt(array, from + (int) (bit >>> 3)) >>> (bit & 7)) & mask);
            into[start + i] = value;
            greatest = Math.max(greatest, value);
            signs |= value;
        }
        for (int i = wide; i < count; i++, bit += width) {
            long window = 0;
            int first = from + (int) (bit >>> 3);
            for (int k = 0; k < 5 && first + k < end; k++) {
                window |= (array[first + k] & 0xFFL) << (8 * k);
            }
            int value = (int) ((window >>> (bit & 7)) & mask);
            into[start + i] = value;
            greatest = Math.max(greatest, value);
            signs |= value;
        }
        return signs < 0 ? -1 : greatest;
    }

    private static int unpackBits(byte[] array, int from, int count, int[] into, int start) {
        int whole = count & -Byte.SIZE;
        for (int i = 0; i < whole; i += Byte.SIZE) {
            int bits = array[from + (i >>> 3)];
            for (int k = 0; k < Byte.SIZE; k++) {
                into[start + i + k] = (bits >>> k) & 1;
            }
        }
        for (int i = whole; i < count; i++) {
            into[start + i] = (array[from + (i >>> 3)] >>> (i & 7)) & 1;
        }
        return 1;
    }
}
