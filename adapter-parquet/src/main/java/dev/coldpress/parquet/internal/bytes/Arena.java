package dev.coldpress.parquet.internal.bytes;

import java.nio.ByteBuffer;

/**
 * One large array that the compressed bytes of sources are read into, again and again: an array per source would fill the
 * heap with half-used regions.
 */
public final class Arena {

    private final long maxBytes;
    private byte[] bytes = new byte[0];
    private int used;

    public Arena(long maxBytes) {
        this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE - 64);
    }

    public long maxBytes() {
        return maxBytes;
    }

    public byte[] array() {
        return bytes;
    }

    /** Whether {@link #reserve} has room without an {@link #clear} first. */
    public boolean fits(long length) {
        return used == 0 ? length <= maxBytes : length <= bytes.length - used;
    }

    /**
     * Room for {@code length} bytes.
     *
     * @param expected how much will be reserved before the next {@link #clear}, about: as much is allocated at once
     * @return where it begins in {@link #array}
     */
    public int reserve(int length, long expected) {
        if (!fits(length)) {
            throw new IllegalStateException("No room for " + length + " bytes in an arena of " + bytes.length);
        }
        if (used == 0 && bytes.length < Math.max(length, Math.min(expected, maxBytes))) {
            // The old array goes first, so that both are never needed at once.
            bytes = new byte[0];
            bytes = new byte[(int) Math.max(length, Math.min(expected, maxBytes))];
        }
        int from = used;
        used += length;
        return from;
    }

    public ByteBuffer buffer(int from, int length) {
        return ByteBuffer.wrap(bytes, from, length);
    }

    public void clear() {
        used = 0;
    }

    /** Gives back what was reserved behind {@code end}. */
    public void shrinkTo(int end) {
        used = Math.min(used, end);
    }

    /** Moves a range to the beginning and forgets everything else. */
    public void keepOnly(int from, int length) {
        System.arraycopy(bytes, from, bytes, 0, length);
        used = length;
    }
}
