package dev.coldpress.testkit.store;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.UploadToken;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The staged upload of an {@link InMemoryObjectStore}. */
final class InMemoryUpload implements StagedUpload {

    private enum State {
        OPEN,
        FAILED,
        SEALED,
        CLOSED
    }

    private final ObjectStore store;
    private final InMemoryObjects objects;
    private final ObjectKey key;
    private final UploadToken token;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private State state = State.OPEN;

    InMemoryUpload(ObjectStore store, InMemoryObjects objects, ObjectKey key, UploadToken token) {
        this.store = store;
        this.objects = objects;
        this.key = key;
        this.token = token;
    }

    @Override
    public ObjectKey key() {
        return key;
    }

    @Override
    public UploadToken token() {
        return token;
    }

    @Override
    public long sizeBytes() {
        return body.size();
    }

    @Override
    public void write(ByteBuffer bytes) {
        requireAppendable("write");
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        body.writeBytes(copy);
    }

    @Override
    public ReadResult copyFrom(ObjectRef source, long offset, long length) {
        requireAppendable("copyFrom");
        InMemoryObjectStore.requireRange(source, offset, length);
        ByteBuffer range = ByteBuffer.allocate(Math.toIntExact(length));
        ReadResult outcome = store.read(source, offset, range);
        if (outcome == ReadResult.READ) {
            body.writeBytes(range.array());
        } else {
            state = State.FAILED;
        }
        return outcome;
    }

    @Override
    public void seal() {
        requireAppendable("seal");
        state = State.SEALED;
    }

    @Override
    public PublishResult publish() {
        if (state != State.SEALED) {
            throw new IllegalStateException("publish of " + key + ": the upload is " + state + ", not sealed");
        }
        return objects.publish(key, token, body.toByteArray());
    }

    private void requireAppendable(String operation) {
        if (state != State.OPEN) {
            throw new IllegalStateException(operation + " of " + key + ": the upload is " + state + ", not open");
        }
        if (!objects.isStaged(token)) {
            state = State.FAILED;
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, operation + " of " + key + ": somebody has aborted the upload");
        }
    }

    @Override
    public void close() {
        if (state == State.OPEN) {
            state = State.CLOSED;
        }
    }
}
