package dev.coldpress.port;

import java.nio.ByteBuffer;

/**
 * An object that is being written and that nobody sees yet. It exists at the store from the moment that
 * {@link ObjectStore#stage} returned it, under a {@link #token()} by which any process can abort it.
 *
 * <p>For one thread at a time.
 */
public interface StagedUpload extends AutoCloseable {

    /** Where the object will appear. */
    ObjectKey key();

    UploadToken token();

    /** How many bytes have been appended so far. */
    long sizeBytes();

    /**
     * Appends the remaining bytes of the buffer and moves its position to its limit. The buffer may be reused at once.
     *
     * @throws StoreException if the bytes cannot be stored; the upload can then only be aborted
     * @throws IllegalStateException if the upload was sealed, closed, or can only be aborted
     */
    void write(ByteBuffer bytes);

    /**
     * Appends a range of another object of the same store, pinned to its version; by the store itself where it can.
     *
     * @return anything but {@link ReadResult#READ} means that the upload can only be aborted
     * @throws IllegalArgumentException if the range leaves the object
     * @throws StoreException as in {@link #write}
     * @throws IllegalStateException as in {@link #write}
     */
    ReadResult copyFrom(ObjectRef source, long offset, long length);

    /**
     * Makes everything that was appended durable and leaves nothing to be sent, so that {@link #publish} is one short
     * request. Nothing can be appended afterwards.
     *
     * @throws StoreException as in {@link #write}
     * @throws IllegalStateException as in {@link #write}
     */
    void seal();

    /**
     * Lets the object appear at its key: at once, whole, durable, and only if the key is free. Calling it again is
     * allowed and never brings back an object that was deleted in between.
     *
     * @throws IllegalStateException if the upload was not sealed
     */
    PublishResult publish();

    /** Frees what this process holds. It does not abort; staged bytes that are neither published nor aborted stay. */
    @Override
    void close();
}
