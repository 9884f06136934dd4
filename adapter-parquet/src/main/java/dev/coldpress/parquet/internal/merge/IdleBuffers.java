package dev.coldpress.parquet.internal.merge;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Buffers of merges that ended, for those that begin: new ones would be cleared by Java, touched for the first time and
 * collected for each small merge, which takes longer than some of its work. They are given up where memory is short,
 * and do not count in the budget. For several threads.
 */
public final class IdleBuffers {

    /** As many small merges seldom run at once. */
    private static final int MOST = 16;

    private final Deque<SoftReference<MergeBuffers>> idle = new ArrayDeque<>();

    /** Those that were given back last, or new ones. */
    public synchronized MergeBuffers take() {
        while (!idle.isEmpty()) {
            MergeBuffers buffers = idle.pop().get();
            if (buffers != null) {
                return buffers;
            }
        }
        return MergeBuffers.create();
    }

    /** Only of a merge that succeeded: of another one, nobody knows in which state they are. */
    public synchronized void giveBack(MergeBuffers buffers) {
        if (idle.size() < MOST) {
            idle.push(new SoftReference<>(buffers));
        }
    }
}
