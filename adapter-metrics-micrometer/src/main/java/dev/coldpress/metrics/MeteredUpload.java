package dev.coldpress.metrics;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadOutcome;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.UploadToken;
import java.nio.ByteBuffer;

/** The staged upload of a {@link MeteredObjectStore}. */
final class MeteredUpload implements StagedUpload {

    private final StagedUpload upload;
    private final StoreMeters meters;

    MeteredUpload(StagedUpload upload, StoreMeters meters) {
        this.upload = upload;
        this.meters = meters;
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
        meters.written(bytes.remaining());
        meters.call("write", () -> upload.write(bytes));
    }

    @Override
    public ReadOutcome copyFrom(ObjectRef source, long offset, long length) {
        ReadOutcome outcome =
                meters.call("copy", () -> upload.copyFrom(source, offset, length), MeteredObjectStore::result);
        if (outcome == ReadOutcome.READ) {
            meters.copied(length);
        }
        return outcome;
    }

    @Override
    public void seal() {
        meters.call("seal", upload::seal);
    }

    @Override
    public PublishResult publish() {
        return meters.call("publish", upload::publish, MeteredUpload::result);
    }

    private static String result(PublishResult result) {
        if (result instanceof PublishResult.Published) {
            return StoreMeters.OK;
        }
        return result instanceof PublishResult.Refused ? StoreMeters.REFUSED : StoreMeters.UNKNOWN;
    }

    @Override
    public void close() {
        upload.close();
    }
}
