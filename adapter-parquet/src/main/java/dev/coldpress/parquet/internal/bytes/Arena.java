package dev.coldpress.parquet.internal.bytes;

import java.nio.ByteBuffer;

/**
 * One large array that the compressed bytes of sources are read into, again and again: an array per source would fill
 * the heap with half-used regions.
 */
public final class Arena {

    private long maxBytes;
    private byte[] bytes = new byte[0];

    /** How much of the array counts: what it would have if it were new. */
    private int room;

    private int used;

    public Arena(long maxBytes) {
        begin(maxBytes);
    }

    /** Forgets everything. The array stays, if it is not larger than that. */
    public void begin(long newMaxBytes) {
        maxBytes = Math.min(newMaxBytes, Integer.MAX_VALUE - 64);
        room = 0;
        used = 0;
        if (bytes.length > maxBytes) {
            bytes = new byte[0];
        }
    }

    public long maxBytes() {
        return maxBytes;
    }

    public byte[] array() {
        return bytes;
    }

    /** Whether {@link #reserve} has room without an {@link #clear} first. */
    public boolean fits(long length) {
        return used == 0 ? length <= maxBytes : length <= room - used;
    }

    /**
     * Room for {@code length} bytes.
     *
     * @param expected how much will be reserved before the next {@link #clear}, about: as much is allocated at once
     * @return where it begins in {@link #array}
     */
    public int reserve(int length, long expected) {
        if (!fits(length)) {
            throw new IllegalStateException("No room for " + length + " bytes in an arena of " + room);
        }
        if (used == 0) {
            room = Math.max(room, (int) Math.max(length, Math.min(expected, maxBytes)));
        }
        if (bytes.length < room) {
            // The old array goes first, so that both are never needed at once.
            bytes = new byte[0];
            bytes = new byte[room];
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
