package dev.coldpress.parquet.internal.bytes;

import java.io.OutputStream;
import java.util.Arrays;

/** One growing array that is used again and again, so that pages do not become garbage of a megabyte each. */
public final class ReusableBytes extends OutputStream {

    private static final int STEP = 64 << 10;

    private byte[] bytes = new byte[0];
    private int size;

    /** The array with room for {@code length} bytes from index 0; what was in it is lost. */
    public byte[] room(int length) {
        size = 0;
        if (bytes.length < length) {
            bytes = new byte[roundedUp(length)];
        }
        return bytes;
    }

    public byte[] array() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public void reset() {
        size = 0;
    }

    /** Forgets what is behind {@code newSize}. */
    public void truncate(int newSize) {
        size = newSize;
    }

    @Override
    public void write(int value) {
        grow(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        grow(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** Appends {@code length} bytes of any content, and returns the array, in which they end at {@link #size}. */
    public byte[] extend(int length) {
        grow(length);
        size += length;
        return bytes;
    }

    /** Takes memory for so many bytes in all, unless there is as much. What is in it stays. */
    public void reserve(int length) {
        if (bytes.length < length) {
            bytes = Arrays.copyOf(bytes, roundedUp(length));
        }
    }

    private void grow(int length) {
        int needed = Math.addExact(size, length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, roundedUp((int) Math.min(Integer.MAX_VALUE - STEP, needed + (needed / 2L))));
        }
    }

    private static int roundedUp(int length) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, ((long) length + STEP - 1) / STEP * STEP));
    }
}
