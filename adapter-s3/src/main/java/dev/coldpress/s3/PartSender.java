package dev.coldpress.s3;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Sends the parts of one upload while the next one is gathered, one at a time. For one thread. */
final class PartSender {

    private final Parts parts;
    private final Executor threads;
    private PartBuffer free = new PartBuffer(S3Upload.PART_BYTES);
    private @Nullable CompletableFuture<Void> underWay;

    /** Where parts go to. */
    interface Parts {

        /** The place of the next part in the object. */
        int nextNumber();

        /** Sends a part, and returns when the store has it. For several threads. */
        void send(int number, ByteBuffer bytes);
    }

    PartSender(Parts parts, Executor threads) {
        this.parts = parts;
        this.threads = threads;
    }

    /**
     * Begins to send what was gathered, once the part before it has been sent. If the machine allows no more threads,
     * this thread sends it.
     *
     * @return an empty buffer for the next part
     * @throws dev.coldpress.port.StoreException if the part before could not be sent
     */
    PartBuffer send(PartBuffer full) {
        await();
        PartBuffer next = free;
        int number = parts.nextNumber();
        try {
            underWay = CompletableFuture.runAsync(() -> parts.send(number, full.content()), threads);
        } catch (OutOfMemoryError e) {
            parts.send(number, full.content());
        }
        next.clear();
        free = full;
        return next;
    }

    /**
     * Returns when the part under way has been sent, if there is one. An interrupt is kept: a request is bounded in
     * time.
     *
     * @throws dev.coldpress.port.StoreException if it could not be sent
     */
    void await() {
        CompletableFuture<Void> sending = underWay;
        underWay = null;
        if (sending == null) {
            return;
        }
        try {
            sending.join();
        } catch (CompletionException e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(CompletionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException fault ? fault : e;
    }

    /** Waits for the part under way, or else it could come after an abort of the upload, and stay. */
    void close() {
        try {
            await();
        } catch (RuntimeException e) {
            // Its upload is given up, for that or for another reason.
        } finally {
            free.free();
        }
    }
}
