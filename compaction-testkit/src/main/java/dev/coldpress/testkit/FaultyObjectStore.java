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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store in which calls fail as a {@link FaultPlan} says, those of its staged uploads too.
 *
 * <p>After a {@link SimulatedCrash} every call but {@code close} throws another one without effect: a dead process has no
 * {@code finally}. The restarted process is a new {@code FaultyObjectStore} around the same store.
 */
public final class FaultyObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final FaultGate gate;

    public FaultyObjectStore(ObjectStore store, FaultPlan plan) {
        this.store = store;
        gate = new FaultGate(plan);
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
        return gate.pass(StoreOperation.HEAD, "above the root", () -> store.firstAbove(keys));
    }

    @Override
    public ListPage list(ListRequest request) {
        return gate.pass(StoreOperation.LIST, request.prefix().path(), () -> store.list(request));
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        return gate.pass(StoreOperation.HEAD, key.path(), () -> store.head(key));
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        return gate.pass(StoreOperation.GET, key.path(), () -> store.get(key, maxBytes));
    }

    @Override
    public ReadOutcome read(ObjectRef source, long offset, ByteBuffer into) {
        return gate.pass(StoreOperation.READ, source.key().path(), () -> store.read(source, offset, into));
    }

    @Override
    public WriteResult createIfAbsent(ObjectKey key, byte[] body) {
        return gate.pass(
                StoreOperation.CREATE_IF_ABSENT,
                key.path(),
                () -> store.createIfAbsent(key, body),
                () -> {},
                WriteResult.Unknown::new);
    }

    @Override
    public WriteResult replace(ObjectKey key, byte[] body, ObjectVersion expected) {
        return gate.pass(
                StoreOperation.REPLACE,
                key.path(),
                () -> store.replace(key, body, expected),
                () -> {},
                WriteResult.Unknown::new);
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body) {
        return gate.pass(
                StoreOperation.PUT, key.path(), () -> store.put(key, body), () -> {}, WriteResult.Unknown::new);
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> objects) {
        return gate.pass(
                StoreOperation.DELETE,
                objects.isEmpty() ? "" : objects.get(0).key().path(),
                () -> store.delete(objects),
                () -> store.delete(objects.subList(0, objects.size() / 2)),
                fault -> Collections.nCopies(objects.size(), DeleteResult.unknown(String.valueOf(fault.getMessage()))));
    }

    @Override
    public StagedUpload stage(ObjectKey key) {
        return gate.pass(StoreOperation.STAGE, key.path(), () -> new FaultyUpload(store.stage(key), gate));
    }

    @Override
    public AbortOutcome abort(ObjectKey key, UploadToken token) {
        return gate.pass(
                StoreOperation.ABORT,
                key.path(),
                () -> store.abort(key, token),
                () -> {},
                fault -> AbortOutcome.UNKNOWN);
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        List<StagedObject> found = gate.pass(StoreOperation.STAGED, prefix.path(), () -> {
            List<StagedObject> uploads = new ArrayList<>();
            store.staged(prefix, uploads::add);
            return uploads;
        });
        found.forEach(to);
    }

    @Override
    public void close() {
        store.close();
    }
}
