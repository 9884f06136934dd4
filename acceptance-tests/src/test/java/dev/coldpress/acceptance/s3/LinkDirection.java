package dev.coldpress.acceptance.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One direction of a {@link SlowLink}: lets bytes through one after the other, as a wire of a limited speed does. For any
 * number of threads.
 */
public final class LinkDirection {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Of a slot of {@link #usage}. */
    private static final long SLOT_NANOS = NANOS_PER_SECOND / 10;

    private static final char FULL = '*';

    private final long bytesPerSecond;
    private final long start;
    private final List<Long> bytesBySlot = new ArrayList<>();
    private long totalBytes;
    private long freeAt;

    LinkDirection(long bytesPerSecond, long start) {
        this.bytesPerSecond = bytesPerSecond;
        this.start = start;
        this.freeAt = start;
    }

    /** Returns when so many bytes have gone through behind those that came before them. */
    void pass(int bytes) {
        long through;
        synchronized (this) {
            freeAt = Math.max(freeAt, System.nanoTime()) + bytes * NANOS_PER_SECOND / bytesPerSecond;
            through = freeAt;
            count(bytes, through);
        }
        for (long left = through - System.nanoTime(); left > 0; left = through - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private void count(int bytes, long at) {
        int slot = (int) ((at - start) / SLOT_NANOS);
        while (bytesBySlot.size() <= slot) {
            bytesBySlot.add(0L);
        }
        bytesBySlot.set(slot, bytesBySlot.get(slot) + bytes);
        totalBytes += bytes;
    }

    public synchronized long totalBytes() {
        return totalBytes;
    }

    /**
     * Which share of what the link could let through in a time was used.
     *
     * @return between 0 and 1
     */
    public synchronized double share(double seconds) {
        return totalBytes / (bytesPerSecond * seconds);
    }

    /**
     * How much was used when: for each time slot from the start a digit, which is the number of tenths of the link that
     * were used, rounded, or a star for all of it.
     *
     * @param slotTenths of a second
     */
    public synchronized String usage(int slotTenths) {
        StringBuilder digits = new StringBuilder();
        long full = bytesPerSecond * slotTenths / 10;
        for (int from = 0; from < bytesBySlot.size(); from += slotTenths) {
            long bytes = bytesBySlot.subList(from, Math.min(bytesBySlot.size(), from + slotTenths)).stream()
                    .mapToLong(b -> b)
                    .sum();
            long tenths = Math.round(10.0 * bytes / full);
            digits.append(tenths >= 10 ? FULL : (char) ('0' + tenths));
        }
        return digits.toString();
    }
}
