package dev.coldpress.testkit;

import dev.coldpress.port.AroundStore;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ReadOutcome;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts the operations that pass through it, whatever their outcome, and the bytes that they move. */
public final class CountingObjectStore extends AroundStore {

    private final StoreTraffic traffic = new StoreTraffic();

    public CountingObjectStore(ObjectStore store) {
        super(store);
    }

    /** The counts so far; they go on while the store is used. */
    public StoreTraffic traffic() {
        return traffic;
    }

    @Override
    protected <T> T call(StoreOperation operation, String target, Supplier<T> call) {
        traffic.countCall(operation);
        return call.get();
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        Optional<StoredObject> found = super.get(key, maxBytes);
        found.ifPresent(object -> traffic.countRead(object.body().length));
        return found;
    }

    @Override
    public ReadOutcome read(ObjectRef source, long offset, ByteBuffer into) {
        int length = into.remaining();
        ReadOutcome outcome = super.read(source, offset, into);
        if (outcome == ReadOutcome.READ) {
            traffic.countRead(length);
        }
        return outcome;
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
        traffic.countWritten(body.length);
        return super.put(key, body, condition);
    }

    @Override
    protected StagedUpload around(StagedUpload upload) {
        return new CountingUpload(upload);
    }

    private final class CountingUpload extends AroundUpload {

        CountingUpload(StagedUpload upload) {
            super(upload);
        }

        @Override
        public void write(ByteBuffer bytes) {
            traffic.countWritten(bytes.remaining());
            super.write(bytes);
        }

        @Override
        public ReadOutcome copyFrom(ObjectRef source, long offset, long length) {
            ReadOutcome outcome = super.copyFrom(source, offset, length);
            if (outcome == ReadOutcome.READ) {
                traffic.countCopied(length);
            }
            return outcome;
        }
    }
}
