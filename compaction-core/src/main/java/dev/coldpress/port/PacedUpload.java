package dev.coldpress.port;

import java.nio.ByteBuffer;

/** The staged upload of a {@link PacedObjectStore}. */
final class PacedUpload implements StagedUpload {

    /** Adapters send what is written in parts of about this size, one request each. */
    private static final int PART_BYTES = 8 << 20;

    private final StagedUpload upload;
    private final RequestPace pace;
    private long unsentBytes;

    PacedUpload(StagedUpload upload, RequestPace pace) {
        this.upload = upload;
        this.pace = pace;
    }

    @Override
    public ObjectKey key() {
        return upload.key();
    }

    @Override
    public UploadToken token() {
        return upload.token();
    }

    @Override
    public long sizeBytes() {
        return upload.sizeBytes();
    }

    @Override
    public void write(ByteBuffer bytes) {
        unsentBytes += bytes.remaining();
        for (; unsentBytes >= PART_BYTES; unsentBytes -= PART_BYTES) {
            pace.await();
        }
        upload.write(bytes);
    }

    @Override
    public ReadOutcome copyFrom(ObjectRef source, long offset, long length) {
        pace.await();
        return upload.copyFrom(source, offset, length);
    }

    @Override
    public void seal() {
        pace.await();
        upload.seal();
    }

    @Override
    public PublishResult publish() {
        pace.await();
        return upload.publish();
    }

    @Override
    public void close() {
        upload.close();
    }
}
