package dev.coldpress.testkit.fault;

import dev.coldpress.port.ForwardingUpload;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreOperation;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** The staged upload of a {@link FaultyObjectStore}. After a failed append or seal it can only be aborted. */
final class FaultyUpload extends ForwardingUpload {

    private final FaultGate gate;
    private boolean broken;

    FaultyUpload(StagedUpload upload, FaultGate gate) {
        super(upload);
        this.gate = gate;
    }

    @Override
    public void write(ByteBuffer bytes) {
        ByteBuffer half = bytes.duplicate();
        half.limit(half.position() + half.remaining() / 2);
        append(StoreOperation.WRITE, () -> writeTo(bytes), () -> super.write(half));
    }

    private ReadResult writeTo(ByteBuffer bytes) {
        super.write(bytes);
        return ReadResult.READ;
    }

    @Override
    public ReadResult copyFrom(ObjectRef source, long offset, long length) {
        return append(StoreOperation.COPY_FROM, () -> super.copyFrom(source, offset, length), () -> {});
    }

    @Override
    public void seal() {
        append(StoreOperation.SEAL, this::sealWhole, () -> {});
    }

    private ReadResult sealWhole() {
        super.seal();
        return ReadResult.READ;
    }

    private ReadResult append(StoreOperation operation, Supplier<ReadResult> effect, Runnable half) {
        requireUsable();
        return gate.pass(operation, key().path(), effect, half, this::breakDown);
    }

    private ReadResult breakDown(StoreException fault) {
        broken = true;
        throw fault;
    }

    @Override
    public PublishResult publish() {
        requireUsable();
        return gate.pass(StoreOperation.PUBLISH, key().path(), super::publish, () -> {}, PublishResult.Unknown::new);
    }

    private void requireUsable() {
        if (broken) {
            throw new IllegalStateException("The upload of " + key() + " has failed and can only be aborted");
        }
    }
}
