package dev.coldpress.simulator.history;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.UploadToken;
import dev.coldpress.simulator.lake.LakeContent;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Operation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A staged upload of a {@link SimulatedStore}. Its bytes are the process's until they are published. */
final class SimulatedUpload implements StagedUpload {

    private final ObjectStore store;
    private final LakeContent content;
    private final Gate gate;
    private final ObjectKey key;
    private final ObjectKey keyInside;
    private final UploadToken token;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean broken;
    private boolean sealed;

    /** @param keyInside the key as the content has it */
    SimulatedUpload(
            ObjectStore store, LakeContent content, Gate gate, ObjectKey key, ObjectKey keyInside, UploadToken token) {
        this.store = store;
        this.content = content;
        this.gate = gate;
        this.key = key;
        this.keyInside = keyInside;
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
        append(Operation.WRITE);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        body.writeBytes(copy);
    }

    @Override
    public ReadResult copyFrom(ObjectRef source, long offset, long length) {
        append(Operation.COPY_FROM);
        ByteBuffer range = ByteBuffer.allocate(Math.toIntExact(length));
        ReadResult outcome = store.read(source, offset, range);
        if (outcome == ReadResult.READ) {
            body.writeBytes(range.array());
        } else {
            broken = true;
        }
        return outcome;
    }

    @Override
    public void seal() {
        append(Operation.SEAL);
        sealed = true;
    }

    private void append(Operation operation) {
        if (broken || sealed) {
            throw new IllegalStateException(operation + " of " + key + ": the upload can only be aborted");
        }
        broken = true;
        boolean aborted = gate.look(operation, key.path(), () -> content.isAborted(token));
        if (aborted) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, operation + " of " + key + ": somebody has aborted the upload");
        }
        broken = false;
    }

    @Override
    public PublishResult publish() {
        if (!sealed || broken) {
            throw new IllegalStateException("publish of " + key + ": the upload is not sealed");
        }
        byte[] whole = body.toByteArray();
        return (PublishResult) gate.change(
                Operation.PUBLISH,
                key.path(),
                () -> new Publishing(whole, !content.isAborted(token)),
                PublishResult.Unknown::new,
                token.value().hashCode());
    }

    /** A publish that was sent. */
    private final class Publishing implements InFlight.Effect {

        private final byte[] whole;
        private final boolean begunBeforeAbort;

        Publishing(byte[] whole, boolean begunBeforeAbort) {
            this.whole = whole;
            this.begunBeforeAbort = begunBeforeAbort;
        }

        @Override
        public Object run() {
            return content.publish(keyInside, token, whole, begunBeforeAbort);
        }

        @Override
        public Object runDamaged() {
            return content.publish(keyInside, token, Arrays.copyOf(whole, whole.length / 2), begunBeforeAbort);
        }
    }

    @Override
    public void close() {
        // Staged bytes stay.
    }
}
