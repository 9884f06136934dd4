package dev.coldpress.parquet.internal.bytes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that grow up to a limit without being copied, in segments that are used again. A column chunk waits here until
 * its dictionary is complete.
 */
public final class SegmentedBytes {

    private static final int SEGMENT_BYTES = SegmentPool.SEGMENT_BYTES;

    private final SegmentPool pool;
    private final List<byte[]> segments = new ArrayList<>();
    private long maxBytes;
    private long maxGrownBytes = Long.MAX_VALUE;
    private long size;

    public SegmentedBytes(SegmentPool pool) {
        this.pool = pool;
    }

    /**
     * Sets how many bytes there may be.
     *
     * @param bytes for which there is memory
     * @param grownBytes for what there was in the sources
     */
    public void limit(long bytes, long grownBytes) {
        maxBytes = bytes;
        maxGrownBytes = grownBytes;
    }

    public long size() {
        return size;
    }

    public void clear() {
        pool.giveBack(segments);
        segments.clear();
        size = 0;
    }

    /**
     * Appends bytes.
     *
     * @throws ContentException if the limit of memory is exceeded
     * @throws GrownException if the other one is
     */
    public void append(byte[] from, int offset, int length) {
        if (length > maxGrownBytes - size) {
            throw new GrownException("more than " + maxGrownBytes + " bytes");
        }
        if (length > maxBytes - size) {
            throw ContentException.tooLarge(
                    "the merged column chunk exceeds the " + maxBytes + " bytes that the memory budget leaves for it");
        }
        int at = offset;
        int left = length;
        while (left > 0) {
            byte[] segment = segment((int) (size / SEGMENT_BYTES));
            int position = (int) (size % SEGMENT_BYTES);
            int part = Math.min(left, SEGMENT_BYTES - position);
            System.arraycopy(from, at, segment, position, part);
            size += part;
            at += part;
            left -= part;
        }
    }

    private byte[] segment(int index) {
        if (index == segments.size()) {
            segments.add(pool.take());
        }
        return segments.get(index);
    }

    /** The bytes as buffers, which share them. */
    public List<ByteBuffer> buffers() {
        return buffers(0, size);
    }

    /** A range of them. */
    public List<ByteBuffer> buffers(long from, long length) {
        List<ByteBuffer> buffers = new ArrayList<>();
        long at = from;
        while (at < from + length) {
            int position = (int) (at % SEGMENT_BYTES);
            int part = (int) Math.min(from + length - at, SEGMENT_BYTES - position);
            buffers.add(ByteBuffer.wrap(segments.get((int) (at / SEGMENT_BYTES)), position, part)
                    .slice());
            at += part;
        }
        return buffers;
    }
}
