package dev.coldpress.run;

import dev.coldpress.port.AroundStore;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreOperation;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Holds the calls that pass through it to a number per second; else it is the store that it is put around. It counts
 * each call as one request, and what is written to an upload as one for every 8 MB. It does not see what an adapter
 * adds: its retries, and the batches of a long list of deletes.
 *
 * <p>As safe for several threads as that store is; they share the pace.
 */
public final class PacedObjectStore extends AroundStore {

    /** Adapters send what is written in parts of about this size, one request each. */
    private static final int PART_BYTES = 8 << 20;

    private final RequestPace pace;

    /**
     * Puts a pace before a store.
     *
     * @param store is closed with this one
     * @throws IllegalArgumentException if the number is not positive
     */
    public PacedObjectStore(ObjectStore store, int requestsPerSecond, InstantSource clock, Pause pause) {
        super(store);
        this.pace = new RequestPace(requestsPerSecond, clock, pause);
    }

    @Override
    protected <T> T call(StoreOperation operation, String target, Supplier<T> call) {
        if (operation != StoreOperation.WRITE) {
            pace.await();
        }
        return call.get();
    }

    @Override
    protected StagedUpload around(StagedUpload upload) {
        return new PacedUpload(upload);
    }

    private final class PacedUpload extends AroundUpload {

        private long unsentBytes;

        PacedUpload(StagedUpload upload) {
            super(upload);
        }

        @Override
        public void write(ByteBuffer bytes) {
            unsentBytes += bytes.remaining();
            for (; unsentBytes >= PART_BYTES; unsentBytes -= PART_BYTES) {
                pace.await();
            }
            super.write(bytes);
        }
    }
}
