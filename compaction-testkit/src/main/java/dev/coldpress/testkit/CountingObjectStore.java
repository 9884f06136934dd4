package dev.coldpress.testkit;

import dev.coldpress.port.AbortOutcome;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.ReadOutcome;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.WriteResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts the operations that pass through it, whatever their outcome, and the bytes that they move. */
public final class CountingObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final StoreTraffic traffic = new StoreTraffic();

    public CountingObjectStore(ObjectStore store) {
        this.store = store;
    }

    /** The counts so far; they go on while the store is used. */
    public StoreTraffic traffic() {
        return traffic;
    }

    @Override
    public StoreCapabilities capabilities() {
        return store.capabilities();
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public Optional<String> firstAbove(List<ObjectKey> keys) {
        traffic.countCall(StoreOperation.HEAD);
        return store.firstAbove(keys);
    }

    @Override
    public ListPage list(ListRequest request) {
        traffic.countCall(StoreOperation.LIST);
        return store.list(request);
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        traffic.countCall(StoreOperation.HEAD);
        return store.head(key);
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        traffic.countCall(StoreOperation.GET);
        Optional<StoredObject> found = store.get(key, maxBytes);
        found.ifPresent(object -> traffic.countRead(object.body().length));
        return found;
    }

    @Override
    public ReadOutcome read(ObjectRef source, long offset, ByteBuffer into) {
        traffic.countCall(StoreOperation.READ);
        int length = into.remaining();
        ReadOutcome outcome = store.read(source, offset, into);
        if (outcome == ReadOutcome.READ) {
            traffic.countRead(length);
        }
        return outcome;
    }

    @Override
    public WriteResult createIfAbsent(ObjectKey key, byte[] body) {
        traffic.countCall(StoreOperation.CREATE_IF_ABSENT);
        traffic.countWritten(body.length);
        return store.createIfAbsent(key, body);
    }

    @Override
    public WriteResult replace(ObjectKey key, byte[] body, ObjectVersion expected) {
        traffic.countCall(StoreOperation.REPLACE);
        traffic.countWritten(body.length);
        return store.replace(key, body, expected);
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body) {
        traffic.countCall(StoreOperation.PUT);
        traffic.countWritten(body.length);
        return store.put(key, body);
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> objects) {
        traffic.countCall(StoreOperation.DELETE);
        return store.delete(objects);
    }

    @Override
    public StagedUpload stage(ObjectKey key) {
        traffic.countCall(StoreOperation.STAGE);
        return new CountingUpload(store.stage(key), traffic);
    }

    @Override
    public AbortOutcome abort(ObjectKey key, UploadToken token) {
        traffic.countCall(StoreOperation.ABORT);
        return store.abort(key, token);
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        traffic.countCall(StoreOperation.STAGED);
        store.staged(prefix, to);
    }

    @Override
    public void close() {
        store.close();
    }
}
