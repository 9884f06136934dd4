package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.LittleEndian;
import java.nio.ByteBuffer;
import org.apache.parquet.io.api.Binary;

/**
 * An order-sensitive hash of levels and values. It guards against defects and broken memory, not against somebody who
 * looks for collisions.
 */
public final class ContentHash {

    /** Odd, with well-spread bits: the golden ratio's, and xxHash64's second prime. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private static final long SPREAD = 0xC2B2AE3D27D4EB4FL;

    private final boolean wanted;
    private long state = SPREAD;

    /**
     * The hash of nothing so far.
     *
     * @param wanted false for one that is not computed and stays as it is
     */
    public ContentHash(boolean wanted) {
        this.wanted = wanted;
    }

    /** Forgets what was added. */
    public void reset() {
        state = SPREAD;
    }

    public boolean isWanted() {
        return wanted;
    }

    public void addLevels(int repetition, int definition) {
        add(((long) repetition << 32) | definition);
    }

    public void add(long value) {
        if (wanted) {
            step(value);
        }
    }

    private void step(long value) {
        state = (Long.rotateLeft(state, 27) ^ (value * SPREAD)) * STEP;
    }

    public void add(Binary value) {
        if (wanted) {
            ByteBuffer bytes = value.toByteBuffer();
            step(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
    }

    public void add(byte[] bytes, int offset, int length) {
        if (wanted) {
            step(bytes, offset, length);
        }
    }

    private void step(byte[] bytes, int offset, int length) {
        step(length);
        int end = offset + length;
        int at = offset;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            step(LittleEndian.longAt(bytes, at));
        }
        long rest = 0;
        for (int shift = 0; at < end; at++, shift += Byte.SIZE) {
            rest |= (bytes[at] & 0xFFL) << shift;
        }
        step(rest);
    }

    public long value() {
        return state;
    }
}
