package dev.coldpress.s3;

import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Sends the parts of one upload while the next one is gathered, one at a time. For one thread. */
final class PartSender {

    private final Parts parts;
    private final ExecutorService threads;
    private PartBuffer free = new PartBuffer(S3Upload.PART_BYTES);
    private @Nullable Future<?> underWay;

    /** Where parts go to. */
    interface Parts {

        /** The place of the next part in the object. */
        int nextNumber();

        /** Sends a part, and returns when the store has it. For several threads. */
        void send(int number, ByteBuffer bytes);
    }

    PartSender(Parts parts, ExecutorService threads) {
        this.parts = parts;
        this.threads = threads;
    }

    /**
     * Begins to send what was gathered, once the part before it has been sent. If the machine allows no more threads, this thread
     * sends it.
     *
     * @return an empty buffer for the next part
     * @throws dev.coldpress.port.StoreException if the part before could not be sent
     */
    PartBuffer send(PartBuffer full) {
        await();
        PartBuffer next = free;
        int number = parts.nextNumber();
        try {
            underWay = threads.submit(() -> parts.send(number, full.content()));
        } catch (OutOfMemoryError e) {
            parts.send(number, full.content());
        }
        next.clear();
        free = full;
        return next;
    }

    /**
     * Returns when the part under way has been sent, if there is one.
     *
     * @throws dev.coldpress.port.StoreException if it could not be sent
     */
    void await() {
        Future<?> sending = underWay;
        underWay = null;
        if (sending == null) {
            return;
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    sending.get();
                    return;
                } catch (InterruptedException e) {
                    // A request is bounded in time, so the interrupt is kept for whoever waits for longer.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unchecked(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
    }

    /** Gives up the part under way. The store may get it all the same; an abort of the upload before that leaves it behind. */
    void close() {
        if (underWay != null) {
            underWay.cancel(true);
            underWay = null;
        }
        free.free();
    }
}
