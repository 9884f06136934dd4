package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.page.EncodingPlan.DeltaBlock;
import java.util.Arrays;

/** Packs numbers into streams of DELTA_BINARY_PACKED, as parquet-java does. For one thread. */
final class DeltaPacker {

    /** A number of 64 bits takes no more, seven bits to a byte. */
    private static final int MOST_VAR_BYTES = 10;

    private long[] deltas = new long[0];
    private byte[] array = new byte[0];
    private int at;

    /**
     * Appends the stream of {@code count} numbers, of which there is at least one.
     *
     * @param bits 32 if the numbers are of the type int, so that their differences are; else 64
     * @param division which is writable
     */
    void pack(long[] numbers, int count, int bits, DeltaBlock division, ReusableBytes into) {
        reserve(into, 4 * MOST_VAR_BYTES);
        varLong(division.values());
        varLong(division.parts());
        varLong(count);
        zigZag(numbers[0]);
        into.truncate(at);
        deltas = deltas.length < division.values() ? new long[division.values()] : deltas;
        for (int done = 1; done < count; done += division.values()) {
            // The last eight bytes that are written may reach beyond the end.
            reserve(into, MOST_VAR_BYTES + division.parts() + (division.values() + 1) * Long.BYTES);
            packBlock(numbers, done, Math.min(division.values(), count - done), bits, division);
            into.truncate(at);
        }
    }

    private void reserve(ReusableBytes into, int length) {
        at = into.size();
        array = into.extend(length);
    }

    private void packBlock(long[] numbers, int start, int count, int bits, DeltaBlock division) {
        long least = bits == Integer.SIZE
                ? intDeltas(numbers, start, count, deltas)
                : longDeltas(numbers, start, count, deltas);
        zigZag(least);
        int part = division.values() / division.parts();
        int widths = at;
        at += division.parts();
        Arrays.fill(array, widths, at, (byte) 0);
        long mask = -1L >>> (Long.SIZE - bits);
        for (int from = 0; from < count; from += part) {
            int used = Math.min(part, count - from);
            int width = subtract(deltas, from, used, least, mask);
            array[widths + from / part] = (byte) width;
            int bytes = width * part / Byte.SIZE;
            if (used < part) {
                Arrays.fill(array, at, at + bytes, (byte) 0);
            }
            pack(deltas, from, used, width, array, at);
            at += bytes;
        }
    }

    private static long intDeltas(long[] numbers, int start, int count, long[] into) {
        long least = Long.MAX_VALUE;
        long previous = numbers[start - 1];
        for (int i = 0; i < count; i++) {
            long number = numbers[start + i];
            long delta = (int) (number - previous);
            into[i] = delta;
            least = Math.min(least, delta);
            previous = number;
        }
        return least;
    }

    private static long longDeltas(long[] numbers, int start, int count, long[] into) {
        long least = Long.MAX_VALUE;
        long previous = numbers[start - 1];
        for (int i = 0; i < count; i++) {
            long number = numbers[start + i];
            long delta = number - previous;
            into[i] = delta;
            least = Math.min(least, delta);
            previous = number;
        }
        return least;
    }

    /** Leaves what each is more than the least, and returns how many bits the greatest has. */
    private static int subtract(long[] deltas, int from, int count, long least, long mask) {
        long all = 0;
        for (int i = from; i < from + count; i++) {
            long rest = (deltas[i] - least) & mask;
            deltas[i] = rest;
            all |= rest;
        }
        return Long.SIZE - Long.numberOfLeadingZeros(all);
    }

    private static void pack(long[] values, int from, int count, int width, byte[] into, int start) {
        if (width == 0) {
            return;
        }
        long packed = 0;
        int bits = 0;
        int to = start;
        for (int i = from; i < from + count; i++) {
            long value = values[i];
            packed |= value << bits;
            bits += width;
            if (bits >= Long.SIZE) {
                LittleEndian.putLong(into, to, packed);
                to += Long.BYTES;
                bits -= Long.SIZE;
                packed = bits == 0 ? 0 : value >>> (width - bits);
            }
        }
        if (bits > 0) {
            LittleEndian.putLong(into, to, packed);
        }
    }

    private void zigZag(long value) {
        varLong((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    private void varLong(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            array[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        array[at++] = (byte) left;
    }
}
