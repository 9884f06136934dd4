package dev.coldpress.port;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The base of all stores that are put around another one: each call goes through {@link #call}, and else it is that
 * store. A subclass overrides a method only where it needs more than that.
 *
 * <p>As safe for several threads as the store inside and {@link #call} are.
 */
public abstract class AroundStore implements ObjectStore {

    private final ObjectStore inside;

    /**
     * Puts a store around another one.
     *
     * @param inside is closed with this one
     */
    protected AroundStore(ObjectStore inside) {
        this.inside = inside;
    }

    /**
     * Makes a call to the store inside: before it, after it or in its place a subclass does what it is for.
     *
     * @param target the key or prefix that the call is about
     * @param call may be made once or not at all, on this thread
     * @return the answer to the caller
     */
    protected abstract <T> T call(StoreOperation operation, String target, Supplier<T> call);

    /**
     * Is told of the bytes of an object that an operation moves: of those that are written before the call, since
     * nobody knows how many a failed call has sent; of those that are read or copied after it, if it succeeded. Does
     * nothing here.
     */
    protected void moved(StoreOperation operation, long bytes) {}

    /** What {@link #stage} returns for an upload of the store inside. */
    protected StagedUpload around(StagedUpload upload) {
        return new AroundUpload(upload);
    }

    private void run(StoreOperation operation, String target, Runnable call) {
        var unused = call(operation, target, () -> {
            call.run();
            return Boolean.TRUE;
        });
    }

    @Override
    public StoreCapabilities capabilities() {
        return inside.capabilities();
    }

    @Override
    public String location() {
        return inside.location();
    }

    @Override
    public int requestsAtOnce() {
        return inside.requestsAtOnce();
    }

    @Override
    public boolean listsTreesByPage() {
        return inside.listsTreesByPage();
    }

    @Override
    public Optional<String> firstAbove(List<ObjectKey> keys) {
        return call(StoreOperation.HEAD, "above the root", () -> inside.firstAbove(keys));
    }

    @Override
    public ListPage list(ListRequest request) {
        return call(StoreOperation.LIST, request.prefix().path(), () -> inside.list(request));
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        return call(StoreOperation.HEAD, key.path(), () -> inside.head(key));
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        Optional<StoredObject> found = call(StoreOperation.GET, key.path(), () -> inside.get(key, maxBytes));
        found.ifPresent(object -> moved(StoreOperation.GET, object.body().length));
        return found;
    }

    @Override
    public ReadResult read(ObjectRef source, long offset, ByteBuffer into) {
        int length = into.remaining();
        ReadResult outcome = call(StoreOperation.READ, source.key().path(), () -> inside.read(source, offset, into));
        if (outcome == ReadResult.READ) {
            moved(StoreOperation.READ, length);
        }
        return outcome;
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
        StoreOperation operation = StoreOperation.of(condition);
        moved(operation, body.length);
        return call(operation, key.path(), () -> inside.put(key, body, condition));
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> objects) {
        String first = objects.isEmpty() ? "" : objects.get(0).key().path();
        return call(StoreOperation.DELETE, first, () -> inside.delete(objects));
    }

    @Override
    public StagedUpload stage(ObjectKey key) {
        return around(call(StoreOperation.STAGE, key.path(), () -> inside.stage(key)));
    }

    @Override
    public AbortResult abort(ObjectKey key, UploadToken token) {
        return call(StoreOperation.ABORT, key.path(), () -> inside.abort(key, token));
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        run(StoreOperation.STAGED, prefix.path(), () -> inside.staged(prefix, to));
    }

    @Override
    public void close() {
        inside.close();
    }

    /** The staged upload of a store around another one; its calls go through the same {@link AroundStore#call}. */
    protected class AroundUpload extends ForwardingUpload {

        /** Puts an upload around one of the store inside, which is closed with it. */
        protected AroundUpload(StagedUpload upload) {
            super(upload);
        }

        @Override
        public void write(ByteBuffer bytes) {
            moved(StoreOperation.WRITE, bytes.remaining());
            run(StoreOperation.WRITE, key().path(), () -> super.write(bytes));
        }

        @Override
        public ReadResult copyFrom(ObjectRef source, long offset, long length) {
            ReadResult outcome =
                    call(StoreOperation.COPY_FROM, key().path(), () -> super.copyFrom(source, offset, length));
            if (outcome == ReadResult.READ) {
                moved(StoreOperation.COPY_FROM, length);
            }
            return outcome;
        }

        @Override
        public void seal() {
            run(StoreOperation.SEAL, key().path(), super::seal);
        }

        @Override
        public PublishResult publish() {
            return call(StoreOperation.PUBLISH, key().path(), super::publish);
        }
    }
}
