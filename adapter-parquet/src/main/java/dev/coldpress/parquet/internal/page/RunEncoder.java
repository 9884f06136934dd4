package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;

/**
 * Packs integers into the hybrid of run lengths and bit packing, as parquet-java does: eight equal values are a run.
 */
public final class RunEncoder {

    /** What parquet-java puts into one bit-packed run at most, whose header then has one byte. */
    private static final int MAX_GROUPS = 63;

    private static final int GROUP = 8;

    private final ReusableBytes out;
    private final int width;

    /**
     * An encoder that appends to a buffer.
     *
     * @param width bits of a value, 0 to 32
     */
    public RunEncoder(ReusableBytes out, int width) {
        this.out = out;
        this.width = width;
    }

    public void encode(int[] values, int count) {
        int at = 0;
        while (at < count) {
            int equal = equalFrom(values, at, count);
            if (equal >= GROUP || at + equal == count) {
                writeRun(values[at], equal);
                at += equal;
            } else {
                int groups = packedGroups(values, at, count);
                writePacked(values, at, count, groups);
                at = Math.min(count, at + groups * GROUP);
            }
        }
    }

    private static int equalFrom(int[] values, int from, int count) {
        int value = values[from];
        int at = from + 1;
        while (at < count && values[at] == value) {
            at++;
        }
        return at - from;
    }

    /** How many groups come before the next that begins a run. */
    private static int packedGroups(int[] values, int from, int count) {
        int groups = 1;
        int at = from + GROUP;
        while (groups < MAX_GROUPS && at < count && !beginsRun(values, at, count)) {
            groups++;
            at += GROUP;
        }
        return groups;
    }

    private static boolean beginsRun(int[] values, int at, int count) {
        int value = values[at];
        int end = Math.min(count, at + GROUP);
        for (int i = at + 1; i < end; i++) {
            if (values[i] != value) {
                return false;
            }
        }
        return true;
    }

    /** Appends {@code length} times the same value, as {@link #encode} would if there were no others. */
    void writeRun(int value, int length) {
        writeVarInt(length << 1);
        for (int bit = 0; bit < width; bit += Byte.SIZE) {
            out.write(value >>> bit);
        }
    }

    private void writePacked(int[] values, int from, int count, int groups) {
        out.write(groups << 1 | 1);
        int end = Math.min(count, from + groups * GROUP);
        int length = groups * width;
        byte[] array = out.extend(length);
        int at = out.size() - length;
        long window = 0;
        int bits = 0;
        for (int i = from; i < end; i++) {
            window |= (long) values[i] << bits;
            bits += width;
            if (bits >= Integer.SIZE) {
                LittleEndian.putInt(array, at, (int) window);
                at += Integer.BYTES;
                window >>>= Integer.SIZE;
                bits -= Integer.SIZE;
            }
        }
        while (at < out.size()) {
            array[at++] = (byte) window;
            window >>>= Byte.SIZE;
        }
    }

    private void writeVarInt(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
