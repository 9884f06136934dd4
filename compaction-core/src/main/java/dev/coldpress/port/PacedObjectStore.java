package dev.coldpress.port;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Holds the calls that pass through it to a number per second; else it is the store that it is put around. It counts each call
 * as one request, and what is written to an upload as one for every 8 MB. It does not see what an adapter adds: its retries,
 * and the batches of a long list of deletes.
 *
 * <p>As safe for several threads as that store is; they share the pace.
 */
public final class PacedObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final RequestPace pace;

    /**
     * Puts a pace before a store.
     *
     * @param store is closed with this one
     * @throws IllegalArgumentException if the number is not positive
     */
    public PacedObjectStore(ObjectStore store, int requestsPerSecond, InstantSource clock, Pause pause) {
        this.store = store;
        this.pace = new RequestPace(requestsPerSecond, clock, pause);
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
        pace.await();
        return store.firstAbove(keys);
    }

    @Override
    public ListPage list(ListRequest request) {
        pace.await();
        return store.list(request);
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        pace.await();
        return store.head(key);
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        pace.await();
        return store.get(key, maxBytes);
    }

    @Override
    public ReadOutcome read(ObjectRef source, long offset, ByteBuffer into) {
        pace.await();
        return store.read(source, offset, into);
    }

    @Override
    public WriteResult createIfAbsent(ObjectKey key, byte[] body) {
        pace.await();
        return store.createIfAbsent(key, body);
    }

    @Override
    public WriteResult replace(ObjectKey key, byte[] body, ObjectVersion expected) {
        pace.await();
        return store.replace(key, body, expected);
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body) {
        pace.await();
        return store.put(key, body);
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> objects) {
        pace.await();
        return store.delete(objects);
    }

    @Override
    public StagedUpload stage(ObjectKey key) {
        pace.await();
        return new PacedUpload(store.stage(key), pace);
    }

    @Override
    public AbortOutcome abort(ObjectKey key, UploadToken token) {
        pace.await();
        return store.abort(key, token);
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        pace.await();
        store.staged(prefix, to);
    }

    @Override
    public void close() {
        store.close();
    }
}
