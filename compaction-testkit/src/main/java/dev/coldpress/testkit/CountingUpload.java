package dev.coldpress.testkit;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadOutcome;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.UploadToken;
import java.nio.ByteBuffer;

/** The staged upload of a {@link CountingObjectStore}. */
final class CountingUpload implements StagedUpload {

    private final StagedUpload upload;
    private final StoreTraffic traffic;

    CountingUpload(StagedUpload upload, StoreTraffic traffic) {
        this.upload = upload;
        this.traffic = traffic;
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
        traffic.countCall(StoreOperation.WRITE);
        traffic.countWritten(bytes.remaining());
        upload.write(bytes);
    }

    @Override
    public ReadOutcome copyFrom(ObjectRef source, long offset, long length) {
        traffic.countCall(StoreOperation.COPY_FROM);
        ReadOutcome outcome = upload.copyFrom(source, offset, length);
        if (outcome == ReadOutcome.READ) {
            traffic.countCopied(length);
        }
        return outcome;
    }

    @Override
    public void seal() {
        traffic.countCall(StoreOperation.SEAL);
        upload.seal();
    }

    @Override
    public PublishResult publish() {
        traffic.countCall(StoreOperation.PUBLISH);
        return upload.publish();
    }

    @Override
    public void close() {
        upload.close();
    }
}
