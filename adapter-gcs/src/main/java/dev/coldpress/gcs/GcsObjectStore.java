package dev.coldpress.gcs;

import com.google.cloud.storage.StorageException;
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
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The object store on a bucket of Google Cloud Storage, below a prefix.
 *
 * <ul>
 *   <li>The version of an object is its generation, which is never used again. The service judges it in every
 *       conditional write, delete and read.
 *   <li>{@code get} is two requests, since the client does not tell the generation of what it reads.
 *   <li>A staged upload is an object below {@code _coldpress_staged/} of the root. It is published by the service's
 *       atomic move, and an abort deletes it. What crashed compactors leave there is found by {@code staged}.
 *   <li>The service copies whole objects only, so {@code copyFrom} reads and writes, unless the upload begins with the
 *       copy of a whole object.
 *   <li>In a versioned bucket a delete hides the object and keeps it. Versions of the bucket are never named or
 *       deleted.
 * </ul>
 *
 * <p>Safe for several threads. Every request is bounded in time.
 */
public final class GcsObjectStore implements ObjectStore {

    /** What the service can do. */
    static final StoreCapabilities CAPABILITIES = new StoreCapabilities(true, true, true, true, true, false);

    /** The empty object of an upload is replaced once at most. */
    private static final int ABORT_ATTEMPTS = 3;

    private static final int REQUESTS_AT_ONCE = 32;

    private final GcsRoot root;
    private final GcsClients clients;
    private final GcsObjects objects;
    private final GcsListing listing;
    private final GcsUploads uploads;

    GcsObjectStore(GcsRoot root, GcsClients clients) {
        this.root = root;
        this.clients = clients;
        objects = new GcsObjects(clients, root);
        listing = new GcsListing(clients.repeating(), root);
        uploads = new GcsUploads(clients.repeating(), root);
    }

    /**
     * Opens the store on {@code gs://bucket/prefix}; the prefix may be missing. Makes one request, a listing.
     *
     * @throws IllegalArgumentException if the URI is of another form
     * @throws StoreException of kind {@code DENIED} if there are no credentials, no such bucket, or no permission to
     *     list it
     */
    public static GcsObjectStore open(URI root, GcsOptions options) {
        GcsRoot parsed = GcsRoot.parse(root);
        GcsObjectStore store = new GcsObjectStore(parsed, GcsClients.open(options));
        try {
            store.list(new ListRequest(KeyPrefix.ROOT, true, null, 1));
            return store;
        } catch (StoreException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public StoreCapabilities capabilities() {
        return CAPABILITIES;
    }

    /** As many as wait for their answers while one processor works on those that came. */
    @Override
    public int requestsAtOnce() {
        return REQUESTS_AT_ONCE;
    }

    @Override
    public boolean listsTreesByPage() {
        return true;
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public Optional<String> firstAbove(List<ObjectKey> keys) {
        for (GcsRoot above : root.above()) {
            for (ObjectKey key : keys) {
                if (isThere(above, key)) {
                    return Optional.of(above.toString() + key);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isThere(GcsRoot above, ObjectKey key) {
        try {
            return new GcsObjects(clients, above).head(key).isPresent();
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.DENIED) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public ListPage list(ListRequest request) {
        try {
            return listing.page(request);
        } catch (StorageException | NullPointerException e) {
            // The latter is what the vendor's client makes of an entry without a name.
            throw GcsFaults.translate("list", root.toString() + request.prefix(), e);
        }
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        return objects.head(key);
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        return objects.get(key, maxBytes);
    }

    @Override
    public ReadResult read(ObjectRef source, long offset, ByteBuffer into) {
        return objects.read(source, offset, into);
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
        GcsWrites writes = new GcsWrites(clients.single(), root);
        return switch (condition.kind()) {
            case ABSENT -> writes.createIfAbsent(key, body);
            case AT_VERSION -> writes.replace(key, body, condition.version());
            case NONE -> writes.put(key, body);
        };
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> wanted) {
        return new GcsDeletion(clients.single(), root).run(wanted);
    }

    @Override
    public StagedUpload stage(ObjectKey key) {
        GcsWrites.requireFree("stage", key);
        UploadToken token = GcsRoot.freshToken();
        try {
            return new GcsUpload(clients, root, key, token, uploads.begin(key, token));
        } catch (StorageException e) {
            throw GcsFaults.translate("stage", key, e);
        }
    }

    /**
     * Deletes what stands for the upload, until nothing does.
     *
     * @throws StoreException if the service refuses, for want of a permission for example; of kind {@code UNSUPPORTED}
     *     if the token was never given out by this store
     */
    @Override
    public AbortResult abort(ObjectKey key, UploadToken token) {
        GcsUploads.requireToken(key, token);
        try {
            for (int attempt = 0; attempt < ABORT_ATTEMPTS; attempt++) {
                if (uploads.abort(key, token)) {
                    return AbortResult.ANSWERED;
                }
            }
            return AbortResult.UNKNOWN;
        } catch (StorageException e) {
            if (GcsFaults.hadNoEffect(e)) {
                throw GcsFaults.translate("abort", key, e);
            }
            return AbortResult.UNKNOWN;
        }
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        List<StagedObject> found;
        try {
            found = uploads.below(prefix);
        } catch (StorageException | NullPointerException e) {
            throw GcsFaults.translate("staged", root.toString() + prefix, e);
        }
        found.forEach(to);
    }

    @Override
    public void close() {
        clients.close();
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
