package dev.coldpress.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The distinct values of a column in the order in which they were first seen: a dictionary that is being built. Values are
 * compared by their bytes.
 */
final class ValueTable {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FIRST_SLOTS = 1 << 10;

    private final ReusableBytes plain = new ReusableBytes();
    private int[] ends = new int[FIRST_SLOTS];
    private int[] hashes = new int[FIRST_SLOTS];
    private int[] slots = new int[FIRST_SLOTS];
    private int prefix;
    private int size;

    /** Forgets everything. */
    void reset(int width) {
        prefix = width == PageEntries.VARIABLE ? Integer.BYTES : 0;
        plain.reset();
        Arrays.fill(slots, 0);
        size = 0;
    }

    int size() {
        return size;
    }

    /** What the values take in the PLAIN encoding. */
    int plainBytes() {
        return plain.size();
    }

    byte[] array() {
        return plain.array();
    }

    /** Where the value begins in {@link #array}, its length included where it has one. */
    int from(int id) {
        return id == 0 ? 0 : ends[id - 1];
    }

    int end(int id) {
        return ends[id];
    }

    /** The id of a value, which is added if it is new. The range has the value's length where it has one. */
    int idOf(byte[] array, int from, int end) {
        int hash = hash(array, from, end);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int id = slots[slot] - 1;
            if (hashes[id] == hash && equal(id, array, from, end)) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
        return add(array, from, end, hash, slot);
    }

    /** Values are short: comparing eight bytes at a time here is faster than the JDK's way of comparing long arrays. */
    private boolean equal(int id, byte[] array, int from, int end) {
        byte[] own = plain.array();
        int ownAt = from(id);
        if (ends[id] - ownAt != end - from) {
            return false;
        }
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES, ownAt += Long.BYTES) {
            if ((long) LONGS.get(own, ownAt) != (long) LONGS.get(array, at)) {
                return false;
            }
        }
        for (; at < end; at++, ownAt++) {
            if (own[ownAt] != array[at]) {
                return false;
            }
        }
        return true;
    }

    private int add(byte[] array, int from, int end, int hash, int slot) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        plain.write(array, from, end - from);
        ends[size] = plain.size();
        hashes[size] = hash;
        slots[slot] = ++size;
        if (2 * size > slots.length) {
            rehash(2 * slots.length);
        }
        return size - 1;
    }

    /** Forgets the values from {@code newSize} on. */
    void truncate(int newSize) {
        plain.truncate(newSize == 0 ? 0 : ends[newSize - 1]);
        size = newSize;
        rehash(slots.length);
    }

    private void rehash(int length) {
        if (length == slots.length) {
            Arrays.fill(slots, 0);
        } else {
            slots = new int[length];
        }
        int mask = slots.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = hashes[id] & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id + 1;
        }
    }

    private int hash(byte[] array, int from, int end) {
        int at = from + prefix;
        long hash = (long) end - at;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = (Long.rotateLeft(hash, 29) ^ (long) LONGS.get(array, at)) * SPREAD;
        }
        if (at + Integer.BYTES <= end) {
            hash = (Long.rotateLeft(hash, 29) ^ (int) INTS.get(array, at)) * SPREAD;
            at += Integer.BYTES;
        }
        for (; at < end; at++) {
            hash = (Long.rotateLeft(hash, 29) ^ array[at]) * SPREAD;
        }
        hash ^= hash >>> 32;
        return (int) ((hash * SPREAD) >>> 32);
    }
}
