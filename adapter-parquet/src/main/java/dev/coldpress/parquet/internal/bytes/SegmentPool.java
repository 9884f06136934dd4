package dev.coldpress.parquet.internal.bytes;

import java.util.ArrayDeque;
import java.util.Deque;

/** Segments of memory that finished pages lie in, used again by whoever needs some next. For several threads. */
public final class SegmentPool {

    /**
     * With its header just below a megabyte, the smallest region of G1: a larger array would waste most of a second
     * one.
     */
    public static final int SEGMENT_BYTES = (1 << 20) - 64;

    private final Deque<byte[]> free = new ArrayDeque<>();

    synchronized byte[] take() {
        byte[] segment = free.poll();
        return segment == null ? new byte[SEGMENT_BYTES] : segment;
    }

    synchronized void giveBack(Iterable<byte[]> segments) {
        segments.forEach(free::push);
    }
}
