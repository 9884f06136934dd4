package dev.coldpress.s3;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends the parts of one upload while the next one is gathered. One may always be under way; further ones, which use the
 * link while the store works on that one, need room that all uploads share. For one thread.
 */
final class PartSender {

    /** While a store works on some parts, others are on their way. */
    private static final int MOST_UNDER_WAY = 4;

    private final Parts parts;
    private final Executor threads;
    private final Semaphore further;
    private final Deque<Sending> underWay = new ArrayDeque<>();
    private final Deque<PartBuffer> free = new ArrayDeque<>();

    /** Of the further ones. */
    private int taken;

    /** Where parts go to. */
    interface Parts {

        /** The place of the next part in the object. */
        int nextNumber();

        /** Sends a part, and returns when the store has it. For several threads. */
        void send(int number, ByteBuffer bytes);
    }

    private record Sending(PartBuffer part, CompletableFuture<Void> answer) {}

    /** @param further how many parts may be under way beside the first one of each upload, for all uploads together */
    PartSender(Parts parts, Executor threads, Semaphore further) {
        this.parts = parts;
        this.threads = threads;
        this.further = further;
    }

    /**
     * Begins to send what was gathered, once there is room for it. If the machine allows no more threads, this thread
     * sends it.
     *
     * @return an empty buffer for the next part
     * @throws dev.coldpress.port.StoreException if a part before could not be sent
     */
    PartBuffer send(PartBuffer full) {
        while (!underWay.isEmpty() && underWay.element().answer().isDone()) {
            endFirst();
        }
        while (!isRoomForAnother()) {
            endFirst();
        }
        int number = parts.nextNumber();
        try {
            underWay.add(new Sending(
                    full, CompletableFuture.runAsync(() -> parts.send(number, full.content()), threads)));
        } catch (OutOfMemoryError e) {
            parts.send(number, full.content());
            full.clear();
            free.add(full);
        }
        PartBuffer next = free.isEmpty() ? new PartBuffer(S3Upload.PART_BYTES) : free.remove();
        giveBack();
        return next;
    }

    private boolean isRoomForAnother() {
        if (underWay.size() <= taken) {
            return true;
        }
        boolean isRoom = underWay.size() < MOST_UNDER_WAY && further.tryAcquire();
        taken += isRoom ? 1 : 0;
        return isRoom;
    }

    /** What is not needed for the parts that are under way. */
    private void giveBack() {
        int needed = Math.max(0, underWay.size() - 1);
        further.release(taken - needed);
        taken = needed;
        while (free.size() + underWay.size() > 1 + taken) {
            free.removeLast();
        }
    }

    private void endFirst() {
        Sending first = underWay.remove();
        try {
            first.answer().join();
        } catch (CompletionException e) {
            throw unchecked(e);
        } finally {
            first.part().clear();
            free.add(first.part());
        }
    }

    /**
     * Returns when all parts under way have ended. An interrupt is kept: a request is bounded in time.
     *
     * @throws dev.coldpress.port.StoreException if one could not be sent
     */
    void await() {
        @Nullable RuntimeException fault = null;
        while (!underWay.isEmpty()) {
            try {
                endFirst();
            } catch (RuntimeException e) {
                fault = fault == null ? e : fault;
            }
        }
        giveBack();
        if (fault != null) {
            throw fault;
        }
    }

    private static RuntimeException unchecked(CompletionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException fault ? fault : e;
    }

    /** Waits for the parts under way, or else one could come after an abort of the upload, and stay. */
    void close() {
        try {
            await();
        } catch (RuntimeException e) {
            // Its upload is given up, for that or for another reason.
        } finally {
            free.clear();
        }
    }
}
