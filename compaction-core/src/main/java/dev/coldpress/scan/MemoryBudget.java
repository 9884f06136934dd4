package dev.coldpress.scan;

import java.util.concurrent.Semaphore;

/**
 * Bytes of memory that the partitions of a run share. Who asks for them first gets them first, so that a large piece of
 * work comes to its turn among many small ones. For several threads.
 */
public final class MemoryBudget {

    private static final int UNIT_BYTES = 4 << 10;

    private final int units;
    private final Semaphore free;

    public MemoryBudget(long bytes) {
        this.units = (int) Math.min(bytes / UNIT_BYTES, Integer.MAX_VALUE);
        this.free = new Semaphore(units, true);
    }

    /** Bytes that were taken. */
    public final class Share {

        private int taken;

        private Share(int taken) {
            this.taken = taken;
        }

        /** What was given back before is not given back again. For one thread. */
        public void giveBack() {
            free.release(taken);
            taken = 0;
        }
    }

    /** Waits until this number of bytes is free, or the whole budget if that is less, and takes it. */
    public Share take(long bytes) {
        int wanted = (int) Math.min(unitsOf(bytes), units);
        free.acquireUninterruptibly(wanted);
        return new Share(wanted);
    }

    /** Takes this number of bytes if they are free now. */
    boolean tryTake(long bytes) {
        return unitsOf(bytes) <= units && free.tryAcquire((int) unitsOf(bytes));
    }

    /** Gives back what {@link #tryTake} took, by the same number. */
    void giveBack(long bytes) {
        free.release((int) unitsOf(bytes));
    }

    private static long unitsOf(long bytes) {
        return bytes / UNIT_BYTES + (bytes % UNIT_BYTES == 0 ? 0 : 1);
    }
}
