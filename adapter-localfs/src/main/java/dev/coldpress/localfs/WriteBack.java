package dev.coldpress.localfs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Brings a large file to the disk while it is still being written. A system may otherwise hold all of it in memory
 * until the sync at the end, which then waits for all of it. For one thread at a time; the syncs run on threads of
 * their own.
 */
final class WriteBack {

    /** So much is written between two syncs. Small files never come to one. */
    private static final long STEP_BYTES = 32L << 20;

    private final FileChannel channel;
    private long syncedFrom;
    private @Nullable Thread underWay;

    // Written by the thread under way, and read after it has ended.
    private boolean hasSucceeded;
    private @Nullable IOException failure;

    WriteBack(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Begins a sync if enough was written since the last one, and that one has ended.
     *
     * @param sizeBytes of the file by now
     * @throws IOException if the last one has failed
     */
    void written(long sizeBytes) throws IOException {
        Thread last = underWay;
        if (sizeBytes - syncedFrom < STEP_BYTES || (last != null && last.isAlive())) {
            return;
        }
        await();
        syncedFrom = sizeBytes;
        hasSucceeded = false;
        Thread thread = new Thread(this::sync, "coldpress-write-back");
        thread.setDaemon(true);
        try {
            thread.start();
            underWay = thread;
        } catch (OutOfMemoryError e) {
            // A machine may allow no more threads; the sync at the end brings all of it to the disk.
        }
    }

    private void sync() {
        try {
            channel.force(false);
            hasSucceeded = true;
        } catch (IOException e) {
            failure = e;
        }
    }

    /**
     * Waits until no sync is under way, also if the calling thread is interrupted meanwhile, which stays interrupted.
     *
     * @throws IOException if one has failed, or has ended in an error of Java. The system tells that a write has failed
     *     only once for each open file, so a later sync may succeed although bytes are lost (fsync(2))
     */
    void await() throws IOException {
        Thread last = underWay;
        boolean interrupted = false;
        while (last != null && last.isAlive()) {
            try {
                last.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
        if (last != null && !hasSucceeded) {
            throw new IOException("a sync of the file ended in an error of Java while the file was written");
        }
    }
}
