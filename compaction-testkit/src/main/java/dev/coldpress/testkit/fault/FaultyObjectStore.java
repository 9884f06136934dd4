package dev.coldpress.testkit.fault;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.AroundStore;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A store in which calls fail as a {@link FaultPlan} says, those of its staged uploads too.
 *
 * <p>After a {@link SimulatedCrash} every call but {@code close} throws another one without effect: a dead process has
 * no {@code finally}. The restarted process is a new {@code FaultyObjectStore} around the same store.
 */
public final class FaultyObjectStore extends AroundStore {

    private final ObjectStore store;
    private final FaultGate gate;

    public FaultyObjectStore(ObjectStore store, FaultPlan plan) {
        super(store);
        this.store = store;
        gate = new FaultGate(plan);
    }

    @Override
    protected <T> T call(StoreOperation operation, String target, Supplier<T> call) {
        return gate.pass(operation, target, call);
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
        return gate.pass(
                StoreOperation.of(condition),
                key.path(),
                () -> store.put(key, body, condition),
                () -> {},
                WriteResult.Unknown::new);
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
    protected StagedUpload around(StagedUpload upload) {
        return new FaultyUpload(upload, gate);
    }

    @Override
    public AbortResult abort(ObjectKey key, UploadToken token) {
        return gate.pass(
                StoreOperation.ABORT,
                key.path(),
                () -> store.abort(key, token),
                () -> {},
                fault -> AbortResult.UNKNOWN);
    }

    /** Nothing is told of an answer that is lost. */
    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        List<StagedObject> found = gate.pass(StoreOperation.STAGED, prefix.path(), () -> {
            List<StagedObject> uploads = new ArrayList<>();
            store.staged(prefix, uploads::add);
            return uploads;
        });
        found.forEach(to);
    }
}
