package dev.coldpress.s3;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes that are gathered for the next part. It grows with them, so that a small upload costs little. */
final class PartBuffer {

    private static final int FIRST_BYTES = 64 << 10;

    private final int capacity;
    private byte[] bytes = new byte[0];
    private int length;

    PartBuffer(int capacity) {
        this.capacity = capacity;
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean isFull() {
        return length == capacity;
    }

    int length() {
        return length;
    }

    int room() {
        return capacity - length;
    }

    /** Takes as many of the remaining bytes as there is room for. */
    void take(ByteBuffer from) {
        int taken = Math.min(room(), from.remaining());
        grow(length + taken);
        from.get(bytes, length, taken);
        length += taken;
    }

    /** The next bytes, to be filled by the caller before anything else is done. */
    ByteBuffer reserve(int count) {
        grow(length + count);
        ByteBuffer reserved = ByteBuffer.wrap(bytes, length, count);
        length += count;
        return reserved;
    }

    private void grow(int needed) {
        if (needed > bytes.length) {
            int doubled = Math.max(FIRST_BYTES, 2 * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.min(capacity, Math.max(needed, doubled)));
        }
    }

    /** What was gathered, valid until the next change. */
    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void clear() {
        length = 0;
    }

    void free() {
        length = 0;
        bytes = new byte[0];
    }
}
