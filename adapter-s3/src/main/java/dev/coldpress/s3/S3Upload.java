package dev.coldpress.s3;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.UploadToken;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;

/**
 * A multipart upload on its way to become an object. Its token is the upload's id.
 *
 * <p>Written bytes are gathered into parts of {@value #PART_BYTES} bytes each. While one is gathered, the one before it
 * is under way, and further ones as far as memory allows ({@link PartSender}). What is copied goes from object to object at the store, in parts of their
 * own; but every part except the last one has {@value #MIN_PART_BYTES} bytes at least, so the beginning of a range
 * fills up written bytes that are too few for a part, and a short range is read and written.
 */
final class S3Upload implements StagedUpload {

    static final int PART_BYTES = 8 << 20;

    /** The rule of S3 for every part but the last, and the size above which a range of an object can be copied. */
    static final int MIN_PART_BYTES = 5 << 20;

    /** S3 allows 5 GiB; a copy that takes long would run into the limit of time of a request. */
    private static final long MAX_COPY_BYTES = 256L << 20;

    private enum State {
        OPEN,
        FAILED,
        CLOSED,
        SEALED
    }

    private final S3Parts parts;
    private final S3Objects objects;
    private final boolean copiesAtStore;
    private final ObjectKey key;
    private final PartSender sender;
    private PartBuffer buffer = new PartBuffer(PART_BYTES);
    private State state = State.OPEN;
    private long sizeBytes;
    private boolean mayBePublished;

    /**
     * @param threads on which parts are sent
     * @param further as for {@link PartSender}
     */
    S3Upload(S3Parts parts, S3Objects objects, boolean copiesAtStore, Executor threads, Semaphore further) {
        this.parts = parts;
        this.sender = new PartSender(parts, threads, further);
        this.objects = objects;
        this.copiesAtStore = copiesAtStore;
        key = parts.key();
    }

    @Override
    public ObjectKey key() {
        return key;
    }

    @Override
    public UploadToken token() {
        return new UploadToken(parts.uploadId());
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void write(ByteBuffer bytes) {
        requireOpen("write");
        int length = bytes.remaining();
        state = State.FAILED;
        while (bytes.hasRemaining()) {
            buffer.take(bytes);
            if (buffer.isFull()) {
                sendBuffer();
            }
        }
        state = State.OPEN;
        sizeBytes = Math.addExact(sizeBytes, length);
    }

    private void sendBuffer() {
        buffer = sender.send(buffer);
    }

    @Override
    public ReadResult copyFrom(ObjectRef source, long offset, long length) {
        requireOpen("copyFrom");
        S3Objects.requireRange(source, offset, length);
        state = State.FAILED;
        ReadResult outcome = copy(source, offset, length);
        if (outcome == ReadResult.READ) {
            state = State.OPEN;
            sizeBytes = Math.addExact(sizeBytes, length);
        }
        return outcome;
    }

    private ReadResult copy(ObjectRef source, long offset, long length) {
        long bytesBefore = bytesToFillUp();
        if (!copiesAtStore || length - bytesBefore < MIN_PART_BYTES) {
            return readAndWrite(source, offset, length);
        }
        ReadResult outcome = readAndWrite(source, offset, bytesBefore);
        if (outcome == ReadResult.READ && !buffer.isEmpty()) {
            sendBuffer();
        }
        long copied = bytesBefore;
        while (outcome == ReadResult.READ && copied < length) {
            long part = partOf(length - copied);
            outcome = parts.copy(source, offset + copied, part);
            copied += part;
        }
        return outcome;
    }

    /** How many bytes the gathered ones lack to be a part of their own. */
    private long bytesToFillUp() {
        return buffer.isEmpty() ? 0 : Math.max(0, MIN_PART_BYTES - buffer.length());
    }

    /** The next part of a range, such that the rest is a part too. */
    private static long partOf(long bytes) {
        if (bytes <= MAX_COPY_BYTES) {
            return bytes;
        }
        return Math.min(MAX_COPY_BYTES, bytes - MIN_PART_BYTES);
    }

    private ReadResult readAndWrite(ObjectRef source, long offset, long length) {
        ReadResult outcome = length == 0 ? ReadResult.READ : ReadResult.NOT_FOUND;
        for (long read = 0; read < length; ) {
            int next = (int) Math.min(length - read, buffer.room());
            ByteBuffer into = buffer.reserve(next);
            outcome = objects.read(source, offset + read, into);
            if (outcome != ReadResult.READ) {
                return outcome;
            }
            read += next;
            if (buffer.isFull()) {
                sendBuffer();
            }
        }
        return outcome;
    }

    @Override
    public void seal() {
        requireOpen("seal");
        state = State.FAILED;
        if (!buffer.isEmpty() || parts.isEmpty()) {
            // An upload without a part cannot be completed, so an empty object has an empty part. Nothing is left to be
            // gathered meanwhile, so no other thread is needed.
            parts.send(parts.nextNumber(), buffer.content());
        }
        sender.await();
        free();
        state = State.SEALED;
    }

    private void requireOpen(String operation) {
        if (state != State.OPEN) {
            throw new IllegalStateException(operation + " of " + key + ": the upload is " + state + ", not open");
        }
    }

    /**
     * The completion is asked for once only, unless it was refused: some stores take a second one of the same upload as
     * well, and it would bring back an object that was deleted in between.
     */
    @Override
    public PublishResult publish() {
        if (state != State.SEALED) {
            throw new IllegalStateException("publish of " + key + ": the upload is " + state + ", not sealed");
        }
        if (mayBePublished) {
            return new PublishResult.Refused("an earlier publish of the upload of " + key + " succeeded, or may have");
        }
        mayBePublished = true;
        PublishResult result = complete();
        mayBePublished = !(result instanceof PublishResult.Refused);
        return result;
    }

    private PublishResult complete() {
        try {
            CompleteMultipartUploadResponse answer = parts.complete();
            requirePublished(answer.eTag());
            return new PublishResult.Published();
        } catch (SdkException e) {
            return S3Faults.publishResult(key, e);
        } catch (StoreException e) {
            return new PublishResult.Unknown(e);
        }
    }

    /**
     * Looks for the object if the answer has no ETag, as that of Ceph, or one without a quotation mark at its end,
     * which was cut off: such an answer is no proof. Nobody else writes to the key, so its object is the one that was
     * published.
     */
    private void requirePublished(@Nullable String eTag) {
        if ((eTag == null || !S3Version.isQuoted(eTag))
                && objects.head(key)
                        .filter(present -> present.sizeBytes() == sizeBytes)
                        .isEmpty()) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "publish of " + key + ": the store's answer has no whole ETag, and no such object is there");
        }
    }

    @Override
    public void close() {
        free();
        if (state == State.OPEN) {
            state = State.CLOSED;
        }
    }

    private void free() {
        sender.close();
        buffer.free();
    }
}
