package dev.coldpress.testkit;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadOutcome;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.UploadToken;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A correct upload that remembers what was written to it, and of which subclasses break one thing. */
public class ForwardingUpload implements StagedUpload {

    protected final StagedUpload upload;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    protected ForwardingUpload(StagedUpload upload) {
        this.upload = upload;
    }

    byte[] written() {
        return written.toByteArray();
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
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        written.writeBytes(copy);
        upload.write(bytes);
    }

    @Override
    public ReadOutcome copyFrom(ObjectRef source, long offset, long length) {
        return upload.copyFrom(source, offset, length);
    }

    @Override
    public void seal() {
        upload.seal();
    }

    @Override
    public PublishResult publish() {
        return upload.publish();
    }

    @Override
    public void close() {
        upload.close();
    }
}
