package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.order.RowBuffers;
import java.util.ArrayDeque;
import java.util.Deque;

/** What columns are loaded into to be brought into an order: as many as are loaded at once. For several threads. */
final class RowBufferPool {

    private final Deque<RowBuffers> free = new ArrayDeque<>();

    synchronized RowBuffers take() {
        RowBuffers buffers = free.poll();
        return buffers == null ? new RowBuffers() : buffers;
    }

    synchronized void giveBack(RowBuffers buffers) {
        free.push(buffers);
    }
}
