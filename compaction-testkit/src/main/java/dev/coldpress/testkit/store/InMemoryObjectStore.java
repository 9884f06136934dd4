package dev.coldpress.testkit.store;

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
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A store on the heap. Every operation is atomic.
 *
 * <p>Versions are generations, as on GCS; without {@link StoreCapabilities#uniqueVersions} they are a hash of the body
 * with size and modification time in seconds, as on S3, so that equal bodies written in one second have equal versions.
 * Then the answer to a write has no time in its version, and a replace does not compare it.
 */
public final class InMemoryObjectStore implements ObjectStore {

    private final InMemoryObjects objects;
    private final StoreCapabilities capabilities;

    /** An empty store with all capabilities. */
    public InMemoryObjectStore(InstantSource clock) {
        this(clock, StoreCapabilities.ALL);
    }

    /** An empty store that refuses what {@code capabilities} does not have. */
    public InMemoryObjectStore(InstantSource clock, StoreCapabilities capabilities) {
        this(new InMemoryObjects(clock, capabilities.uniqueVersions()), capabilities);
    }

    private InMemoryObjectStore(InMemoryObjects objects, StoreCapabilities capabilities) {
        this.objects = objects;
        this.capabilities = capabilities;
    }

    /** The same content through another instance, as another process would open it. */
    public InMemoryObjectStore reopen() {
        return new InMemoryObjectStore(objects, capabilities);
    }

    /** Writes a data file, as writers do that are no compactors. */
    public ObjectRef add(ObjectKey key, byte[] body) {
        return new ObjectRef(key, objects.put(key, body), body.length);
    }

    /** Deletes whatever the key holds, as a user does. */
    public void remove(ObjectKey key) {
        objects.remove(key);
    }

    /** The tokens of uploads that were neither published nor aborted. */
    public Set<UploadToken> stagedUploads() {
        return objects.uploads().stream().map(StagedObject::token).collect(Collectors.toSet());
    }

    @Override
    public StoreCapabilities capabilities() {
        return capabilities;
    }

    /** Nothing is above the root of a store in memory, and no other process opens it. */
    @Override
    public String location() {
        return "";
    }

    @Override
    public boolean listsTreesByPage() {
        return true;
    }

    @Override
    public Optional<String> firstAbove(List<ObjectKey> keys) {
        return Optional.empty();
    }

    @Override
    public ListPage list(ListRequest request) {
        return new InMemoryListing(request).page(objects.all());
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        return objects.find(key).map(object -> object.listed(key));
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        Optional<InMemoryObject> found = objects.find(key);
        if (found.isPresent() && found.get().sizeBytes() > maxBytes) {
            throw unsupported("get of " + key + ": it has " + found.get().sizeBytes() + " bytes, more than the "
                    + maxBytes + " asked for");
        }
        return found.map(object -> new StoredObject(object.version(), object.copyOfBody()));
    }

    @Override
    public ReadResult read(ObjectRef source, long offset, ByteBuffer into) {
        requireRange(source, offset, into.remaining());
        Optional<InMemoryObject> found = objects.find(source.key());
        if (found.isEmpty()) {
            return ReadResult.NOT_FOUND;
        }
        if (!found.get().version().equals(source.version())) {
            return ReadResult.OTHER_VERSION;
        }
        into.put(found.get().slice(offset, into.remaining()));
        return ReadResult.READ;
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
        return switch (condition.kind()) {
            case ABSENT -> {
                require(capabilities.createIfAbsent(), "createIfAbsent of " + key);
                yield objects.createIfAbsent(key, body);
            }
            case AT_VERSION -> {
                require(capabilities.replaceIfVersion(), "replace of " + key);
                yield objects.replace(key, body, condition.version());
            }
            case NONE -> objects.write(key, body);
        };
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> refs) {
        List<DeleteResult> results = new ArrayList<>(refs.size());
        for (ObjectRef ref : refs) {
            results.add(objects.delete(ref));
        }
        return results;
    }

    @Override
    public StagedUpload stage(ObjectKey key) {
        require(capabilities.stagedUploads(), "stage of " + key);
        return new InMemoryUpload(this, objects, key, objects.stage(key));
    }

    @Override
    public AbortResult abort(ObjectKey key, UploadToken token) {
        require(capabilities.stagedUploads(), "abort of " + key);
        objects.abort(token);
        return AbortResult.ANSWERED;
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        objects.uploads().stream()
                .filter(upload -> prefix.contains(upload.key()))
                .forEach(to);
    }

    @Override
    public void close() {
        // The content belongs to whoever else has it open.
    }

    static void requireRange(ObjectRef source, long offset, long length) {
        if (offset < 0 || length < 0 || offset > source.sizeBytes() - length) {
            throw new IllegalArgumentException("The range of " + length + " bytes at " + offset + " is not inside "
                    + source.key() + " of " + source.sizeBytes() + " bytes");
        }
    }

    private static void require(boolean capability, String operation) {
        if (!capability) {
            throw unsupported(operation + ": this store does not have the capability");
        }
    }

    private static StoreException unsupported(String message) {
        return new StoreException(StoreException.Kind.UNSUPPORTED, message);
    }
}
