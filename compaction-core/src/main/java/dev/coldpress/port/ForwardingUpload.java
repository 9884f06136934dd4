package dev.coldpress.port;

import java.nio.ByteBuffer;

/**
 * A staged upload around another one, to which each call goes that a subclass does not take. It is closed with the
 * other one.
 */
public abstract class ForwardingUpload implements StagedUpload {

    private final StagedUpload inside;

    protected ForwardingUpload(StagedUpload inside) {
        this.inside = inside;
    }

    @Override
    public ObjectKey key() {
        return inside.key();
    }

    @Override
    public UploadToken token() {
        return inside.token();
    }

    @Override
    public long sizeBytes() {
        return inside.sizeBytes();
    }

    @Override
    public void write(ByteBuffer bytes) {
        inside.write(bytes);
    }

    @Override
    public ReadResult copyFrom(ObjectRef source, long offset, long length) {
        return inside.copyFrom(source, offset, length);
    }

    @Override
    public void seal() {
        inside.seal();
    }

    @Override
    public PublishResult publish() {
        return inside.publish();
    }

    @Override
    public void close() {
        inside.close();
    }
}
