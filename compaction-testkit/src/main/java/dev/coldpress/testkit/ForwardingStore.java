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

/** A correct store, of which subclasses break one thing. */
public class ForwardingStore implements ObjectStore {

    protected final InMemoryObjectStore real;

    protected ForwardingStore(InMemoryObjectStore real) {
        this.real = real;
    }

    @Override
    public StoreCapabilities capabilities() {
        return real.capabilities();
    }

    @Override
    public String location() {
        return real.location();
    }

    @Override
    public Optional<String> firstAbove(List<ObjectKey> keys) {
        return real.firstAbove(keys);
    }

    @Override
    public ListPage list(ListRequest request) {
        return real.list(request);
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        return real.head(key);
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        return real.get(key, maxBytes);
    }

    @Override
    public ReadOutcome read(ObjectRef source, long offset, ByteBuffer into) {
        return real.read(source, offset, into);
    }

    @Override
    public WriteResult createIfAbsent(ObjectKey key, byte[] body) {
        return real.createIfAbsent(key, body);
    }

    @Override
    public WriteResult replace(ObjectKey key, byte[] body, ObjectVersion expected) {
        return real.replace(key, body, expected);
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body) {
        return real.put(key, body);
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> objects) {
        return real.delete(objects);
    }

    @Override
    public StagedUpload stage(ObjectKey key) {
        return real.stage(key);
    }

    @Override
    public AbortOutcome abort(ObjectKey key, UploadToken token) {
        return real.abort(key, token);
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        real.staged(prefix, to);
    }

    @Override
    public void close() {}
}
