package dev.coldpress.parquet.internal.repage;

import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.page.PageEntries;
import java.util.Arrays;

/**
 * The distinct values of a column in the order in which they were first seen: a dictionary that is being built. Values
 * are compared by their bytes.
 */
public final class ValueTable {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FIRST_SLOTS = 1 << 10;

    private final ReusableBytes plain = new ReusableBytes();

    /** Of values that have a length each; the others end where their width says. */
    private int[] ends = new int[FIRST_SLOTS];

    /**
     * Hash and id + 1 of a value, the hash in the upper half, so that one look at memory rules nearly all others out.
     */
    private long[] slots = new long[FIRST_SLOTS];

    private int width;
    private int size;

    /**
     * Forgets everything.
     *
     * @param valueWidth see {@link PageEntries#width}; from 1 on
     */
    public void reset(int valueWidth) {
        width = valueWidth;
        plain.reset();
        Arrays.fill(slots, 0);
        size = 0;
    }

    public int size() {
        return size;
    }

    /** What the values take in the PLAIN encoding. */
    public int plainBytes() {
        return plain.size();
    }

    public byte[] array() {
        return plain.array();
    }

    /** Where the value begins in {@link #array}, its length included where it has one. */
    public int from(int id) {
        if (width != PageEntries.VARIABLE) {
            return id * width;
        }
        return id == 0 ? 0 : ends[id - 1];
    }

    public int end(int id) {
        return width == PageEntries.VARIABLE ? ends[id] : (id + 1) * width;
    }

    /** The ids of values that lie behind each other in the PLAIN encoding, each of which is added if it is new. */
    public void idsOf(byte[] array, int from, int count, int[] into, int at) {
        int fixed = width;
        int begin = from;
        for (int i = 0; i < count; i++) {
            int end =
                    begin + (fixed == PageEntries.VARIABLE ? Integer.BYTES + LittleEndian.intAt(array, begin) : fixed);
            into[at + i] = idOf(array, begin, end);
            begin = end;
        }
    }

    /** The id of a value, which is added if it is new. The range has the value's length where it has one. */
    public int idOf(byte[] array, int from, int end) {
        int length = end - from;
        return length >= Long.BYTES && length <= 2 * Long.BYTES
                ? idOfShort(array, from, length)
                : idOfAny(array, from, end);
    }

    /**
     * Of a value of eight to sixteen bytes, as most are: two numbers that may overlap are all of it. Like the general
     * case, but written out.
     */
    private int idOfShort(byte[] array, int from, int length) {
        int lastAt = length - Long.BYTES;
        long first = LittleEndian.longAt(array, from);
        long last = LittleEndian.longAt(array, from + lastAt);
        int hash = hash(first, last, length);
        long[] all = slots;
        int[] valueEnds = ends;
        byte[] own = plain.array();
        int fixed = width;
        int mask = all.length - 1;
        int slot = hash & mask;
        for (long found = all[slot]; found != 0; found = all[slot]) {
            if ((int) (found >>> Integer.SIZE) == hash) {
                int id = (int) found - 1;
                int ownEnd = fixed == PageEntries.VARIABLE ? valueEnds[id] : (id + 1) * fixed;
                int ownAt = ownEnd - length;
                if (ownAt == from(id)
                        && LittleEndian.longAt(own, ownAt) == first
                        && LittleEndian.longAt(own, ownAt + lastAt) == last) {
                    return id;
                }
            }
            slot = (slot + 1) & mask;
        }
        return add(array, from, from + length, hash, slot);
    }

    private static int hash(long first, long last, int length) {
        long hash = (Long.rotateLeft(first * SPREAD + length, 29) ^ last) * SPREAD;
        hash ^= hash >>> 32;
        return (int) ((hash * SPREAD) >>> 32);
    }

    private int idOfAny(byte[] array, int from, int end) {
        int hash = hash(array, from, end);
        int mask = slots.length - 1;
        int slot = hash & mask;
        for (long found = slots[slot]; found != 0; found = slots[slot]) {
            if ((int) (found >>> Integer.SIZE) == hash && equal((int) found - 1, array, from, end)) {
                return (int) found - 1;
            }
            slot = (slot + 1) & mask;
        }
        return add(array, from, end, hash, slot);
    }

    /**
     * Values are short: comparing eight bytes at a time here is faster than the JDK's way of comparing long arrays. The
     * last eight may overlap those before them.
     */
    private boolean equal(int id, byte[] array, int from, int end) {
        byte[] own = plain.array();
        int ownAt = from(id);
        int length = end - from;
        if (end(id) - ownAt != length) {
            return false;
        }
        if (length < Long.BYTES) {
            return length < Integer.BYTES
                    ? Arrays.equals(own, ownAt, ownAt + length, array, from, end)
                    : LittleEndian.intAt(own, ownAt) == LittleEndian.intAt(array, from)
                            && LittleEndian.intAt(own, ownAt + length - Integer.BYTES)
                                    == LittleEndian.intAt(array, end - Integer.BYTES);
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if (LittleEndian.longAt(own, ownAt + i) != LittleEndian.longAt(array, from + i)) {
                return false;
            }
        }
        return LittleEndian.longAt(own, ownAt + last) == LittleEndian.longAt(array, from + last);
    }

    private int add(byte[] array, int from, int end, int hash, int slot) {
        if (width == PageEntries.VARIABLE) {
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, 2 * size);
            }
            ends[size] = plain.size() + end - from;
        }
        plain.write(array, from, end - from);
        slots[slot] = (long) hash << Integer.SIZE | ++size;
        if (2 * size > slots.length) {
            moveTo(new long[2 * slots.length]);
        }
        return size - 1;
    }

    /** Forgets the values from {@code newSize} on. */
    void truncate(int newSize) {
        plain.truncate(newSize == 0 ? 0 : end(newSize - 1));
        size = newSize;
        if (newSize == 0) {
            Arrays.fill(slots, 0);
        } else {
            moveTo(new long[slots.length]);
        }
    }

    private void moveTo(long[] larger) {
        int mask = larger.length - 1;
        for (long kept : slots) {
            if (kept != 0 && (int) kept <= size) {
                int slot = (int) (kept >>> Integer.SIZE) & mask;
                while (larger[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                larger[slot] = kept;
            }
        }
        slots = larger;
    }

    /** As in {@link #equal}, the last bytes may count twice. */
    private static int hash(byte[] array, int from, int end) {
        long hash = (long) end - from;
        if (hash >= Long.BYTES) {
            int last = end - Long.BYTES;
            for (int at = from; at < last; at += Long.BYTES) {
                hash = (Long.rotateLeft(hash, 29) ^ LittleEndian.longAt(array, at)) * SPREAD;
            }
            hash = (Long.rotateLeft(hash, 29) ^ LittleEndian.longAt(array, last)) * SPREAD;
        } else if (hash >= Integer.BYTES) {
            long first = LittleEndian.intAt(array, from);
            hash = (first << Integer.SIZE ^ LittleEndian.intAt(array, end - Integer.BYTES)) * SPREAD;
        } else {
            for (int at = from; at < end; at++) {
                hash = (Long.rotateLeft(hash, 29) ^ array[at]) * SPREAD;
            }
        }
        hash ^= hash >>> 32;
        return (int) ((hash * SPREAD) >>> 32);
    }
}
