package dev.coldpress.metrics;

import dev.coldpress.port.AbortOutcome;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.DeleteResult.Outcome;
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
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Counts the calls that pass through it, by operation and result, and the bytes that they move; else it is the store that it
 * is put around. Bytes that a failed call was given count as written, since nobody knows how many went out.
 *
 * <p>As safe for several threads as that store is.
 */
public final class MeteredObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final StoreMeters meters;

    /**
     * Puts meters around a store.
     *
     * @param store is closed with this one
     * @param registry belongs to the caller
     */
    public MeteredObjectStore(ObjectStore store, MeterRegistry registry) {
        this.store = store;
        this.meters = new StoreMeters(registry);
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
        return meters.call("head", () -> store.firstAbove(keys), MeteredObjectStore::found);
    }

    @Override
    public ListPage list(ListRequest request) {
        return meters.call("list", () -> store.list(request), page -> StoreMeters.OK);
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        return meters.call("head", () -> store.head(key), MeteredObjectStore::found);
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        Optional<StoredObject> object = meters.call("get", () -> store.get(key, maxBytes), MeteredObjectStore::found);
        object.ifPresent(one -> meters.read(one.body().length));
        return object;
    }

    private static String found(Optional<?> object) {
        return object.isPresent() ? StoreMeters.OK : StoreMeters.NOT_FOUND;
    }

    @Override
    public ReadOutcome read(ObjectRef source, long offset, ByteBuffer into) {
        int length = into.remaining();
        ReadOutcome outcome = meters.call("read", () -> store.read(source, offset, into), MeteredObjectStore::result);
        if (outcome == ReadOutcome.READ) {
            meters.read(length);
        }
        return outcome;
    }

    static String result(ReadOutcome outcome) {
        return switch (outcome) {
            case READ -> StoreMeters.OK;
            case NOT_FOUND -> StoreMeters.NOT_FOUND;
            case OTHER_VERSION -> StoreMeters.REFUSED;
        };
    }

    @Override
    public WriteResult createIfAbsent(ObjectKey key, byte[] body) {
        return write("create", body, () -> store.createIfAbsent(key, body));
    }

    @Override
    public WriteResult replace(ObjectKey key, byte[] body, ObjectVersion expected) {
        return write("replace", body, () -> store.replace(key, body, expected));
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body) {
        return write("put", body, () -> store.put(key, body));
    }

    private WriteResult write(String operation, byte[] body, Supplier<WriteResult> call) {
        meters.written(body.length);
        return meters.call(operation, call, StoreMeters::result);
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> objects) {
        return meters.call("delete", () -> store.delete(objects), MeteredObjectStore::worst);
    }

    /** One call has many answers: if any is open or a refusal, the call is counted as that. */
    private static String worst(List<DeleteResult> results) {
        if (results.stream().anyMatch(result -> result.outcome() == Outcome.DENIED)) {
            return StoreMeters.REFUSED;
        }
        return results.stream().allMatch(DeleteResult::isAnswered) ? StoreMeters.OK : StoreMeters.UNKNOWN;
    }

    @Override
    public StagedUpload stage(ObjectKey key) {
        return new MeteredUpload(meters.call("stage", () -> store.stage(key), upload -> StoreMeters.OK), meters);
    }

    @Override
    public AbortOutcome abort(ObjectKey key, UploadToken token) {
        return meters.call(
                "abort",
                () -> store.abort(key, token),
                outcome -> outcome == AbortOutcome.ANSWERED ? StoreMeters.OK : StoreMeters.UNKNOWN);
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        meters.call("staged", () -> store.staged(prefix, to));
    }

    @Override
    public void close() {
        store.close();
    }
}
