package dev.coldpress.simulator.history;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.simulator.lake.Judge;
import dev.coldpress.simulator.lake.LakeContent;
import dev.coldpress.simulator.lake.LakeObject;
import dev.coldpress.simulator.lake.RootView;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Operation;
import dev.coldpress.simulator.world.StoreVariant;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.Fence;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The store as one life of a simulated process reaches it: each call goes through its {@link Gate}. */
final class SimulatedStore implements ObjectStore {

    private final LakeContent content;
    private final StoreVariant variant;
    private final int pageSize;
    private final Gate gate;
    private final Judge judge;
    private final Fence fence;
    private final RootView view;
    private int staged;

    /** @param fence of the compactor, which says at which root it opened the store */
    SimulatedStore(World world, Judge judge, Gate gate, Fence fence) {
        this.content = judge.content();
        this.variant = world.store();
        this.pageSize = world.pageSize();
        this.gate = gate;
        this.judge = judge;
        this.fence = fence;
        this.view = RootView.of(fence);
    }

    @Override
    public StoreCapabilities capabilities() {
        return variant.capabilities();
    }

    @Override
    public String location() {
        return content.location() + view;
    }

    @Override
    public boolean listsTreesByPage() {
        return true;
    }

    @Override
    public Optional<String> firstAbove(List<ObjectKey> keys) {
        if (view == RootView.FROM_ABOVE) {
            return Optional.empty();
        }
        return gate.look(
                Operation.FIRST_ABOVE,
                keys.get(0).path(),
                () -> keys.stream()
                        .map(RootView.FROM_ABOVE::inside)
                        .filter(key -> content.find(key) != null)
                        .map(ObjectKey::path)
                        .findFirst());
    }

    @Override
    public ListPage list(ListRequest request) {
        gate.lastSteps().lists(request.startAfter() == null);
        ListRequest page = new ListRequest(
                request.prefix(), request.delimited(), request.startAfter(), Math.min(pageSize, request.maxEntries()));
        return gate.look(Operation.LIST, request.prefix().path(), () -> view.list(content, page));
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        return gate.look(
                Operation.HEAD,
                key.path(),
                () -> Optional.ofNullable(content.find(view.inside(key)))
                        .map(LakeObject::listed)
                        .map(view::outside));
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        Optional<StoredObject> found = gate.look(
                Operation.GET,
                key.path(),
                () -> Optional.ofNullable(content.find(view.inside(key)))
                        .map(o -> new StoredObject(o.version(), o.body())));
        found.ifPresent(record -> gate.lastSteps().roles().read(record.body()));
        return found;
    }

    @Override
    public ReadResult read(ObjectRef source, long offset, ByteBuffer into) {
        return gate.look(Operation.READ, source.key().path(), () -> readNow(view.inside(source), offset, into));
    }

    private ReadResult readNow(ObjectRef source, long offset, ByteBuffer into) {
        LakeObject found = content.find(source.key());
        if (found == null) {
            return ReadResult.NOT_FOUND;
        }
        if (!found.version().equals(source.version())) {
            return ReadResult.OTHER_VERSION;
        }
        into.put(found.body(), Math.toIntExact(offset), into.remaining());
        return ReadResult.READ;
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
        return switch (condition.kind()) {
            case ABSENT ->
                writeRecord(
                        Operation.CREATE_IF_ABSENT, key, body, () -> content.createIfAbsent(view.inside(key), body));
            case AT_VERSION ->
                writeRecord(
                        Operation.REPLACE,
                        key,
                        body,
                        () -> content.replace(view.inside(key), body, condition.version()));
            case NONE -> writeRecord(Operation.PUT, key, body, () -> content.write(view.inside(key), body));
        };
    }

    private WriteResult writeRecord(Operation operation, ObjectKey key, byte[] body, InFlight.Effect effect) {
        gate.lastSteps().roles().writes(body);
        WriteResult result = (WriteResult)
                gate.change(operation, key.path(), () -> effect, WriteResult.Unknown::new, Arrays.hashCode(body));
        if (result instanceof WriteResult.Written) {
            gate.lastSteps().roles().wrote(body);
        }
        return result;
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> objects) {
        List<DeleteResult> results = new ArrayList<>(objects.size());
        for (ObjectRef ref : objects) {
            results.add(deleteOne(ref));
        }
        return results;
    }

    private DeleteResult deleteOne(ObjectRef ref) {
        boolean lookedJustNow = gate.lastSteps().lookedJustNow();
        return (DeleteResult) gate.change(
                Operation.DELETE,
                ref.key().path(),
                () -> () -> judge.deleteByCompactor(view.inside(ref), lookedJustNow),
                e -> DeleteResult.unknown(String.valueOf(e.getMessage())),
                ref.version().token().hashCode());
    }

    @Override
    public StagedUpload stage(ObjectKey outside) {
        ObjectKey key = view.inside(outside);
        UploadToken token = new UploadToken(gate.processName() + "-upload-" + staged++);
        InFlight.Effect effect = () -> {
            content.stage(key, token);
            return token;
        };
        judge.staged(key, gate.lastSteps().pages());
        judge.compacts(fence);
        var unused = gate.change(
                Operation.STAGE,
                key.path(),
                () -> effect,
                SimulatedStore::rethrow,
                token.value().hashCode());
        return new SimulatedUpload(this, content, gate, outside, key, token);
    }

    private static Object rethrow(StoreException lost) {
        throw lost;
    }

    @Override
    public AbortResult abort(ObjectKey key, UploadToken token) {
        gate.lastSteps().roles().aborts();
        InFlight.Effect effect = () -> {
            content.abort(token);
            return AbortResult.ANSWERED;
        };
        return (AbortResult) gate.change(
                Operation.ABORT,
                key.path(),
                () -> effect,
                e -> AbortResult.UNKNOWN,
                token.value().hashCode());
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        List<StagedObject> found = gate.look(Operation.STAGED, prefix.path(), () -> content.staged(KeyPrefix.ROOT));
        found.stream()
                .map(upload -> new StagedObject(view.outside(upload.key()), upload.token(), upload.lastActive()))
                .filter(upload -> prefix.contains(upload.key()))
                .forEach(to);
    }

    @Override
    public void close() {
        // There is nothing to free.
    }
}
