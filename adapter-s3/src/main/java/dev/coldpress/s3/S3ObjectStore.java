package dev.coldpress.s3;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The object store on a bucket of Amazon S3, or of a store that speaks its protocol, below a prefix.
 *
 * <ul>
 *   <li>The version of an object is its ETag, modification time (to the second) and size. It is not unique: the same
 *       bytes, written to the same key within one second, are the same version. Reads, heads, listings and deletes
 *       compare all three; {@code replace} and copies at the store compare the ETag, which is all that the store can
 *       judge.
 *   <li>A head is a read of the first byte.
 *   <li>The answer to a write has no modification time, so the version that it tells has none either, and is none that
 *       any look tells. It is a condition for {@code replace}, where the store judges the ETag alone in any case, and for
 *       {@code delete}, which compares ETag and size then. Write no two records with the same bytes under one key.
 *   <li>{@code delete} looks at the present versions right before each batch of 1,000, then deletes by ETag.
 *   <li>A staged upload is a multipart upload. Its bytes are stored, and paid for, until it is published or aborted:
 *       give the bucket a lifecycle rule for incomplete uploads, of a few days.
 *   <li>In a versioned bucket a delete hides the object and keeps it. Versions of the bucket are never named or
 *       deleted.
 *   <li>Some S3-compatible stores take conditions and ignore them. {@link S3Options#capabilities} says what to rely on;
 *       it is declared, and not found out here.
 * </ul>
 *
 * <p>Safe for several threads. Every request is bounded in time.
 */
public final class S3ObjectStore implements ObjectStore {

    private static final int ABORT_ATTEMPTS = 3;

    private static final int REQUESTS_AT_ONCE = 32;

    private static final int HEAP_SHARE_OF_PARTS = 32;
    private static final int MOST_FURTHER_PARTS = 16;

    private final S3Root root;
    private final S3Clients clients;
    private final StoreCapabilities capabilities;
    private final S3Objects objects;
    private final S3Listing listing;
    private final S3Uploads uploads;

    /** No part of the memory budget of merges, so it is a small part of the heap. */
    private final Semaphore furtherParts =
            new Semaphore(furtherParts(Runtime.getRuntime().maxMemory()));

    /** For the parts of large uploads; without work there are no threads. */
    private final ExecutorService parts = Executors.newCachedThreadPool(S3ObjectStore::thread);

    S3ObjectStore(S3Root root, S3Clients clients, StoreCapabilities capabilities) {
        this.root = root;
        this.clients = clients;
        this.capabilities = capabilities;
        objects = new S3Objects(clients.repeating(), root);
        listing = new S3Listing(clients.repeating(), root);
        uploads = new S3Uploads(clients.repeating(), root);
    }

    /** How many parts may be under way beside the first one of each upload. */
    static int furtherParts(long heapBytes) {
        return (int) Math.min(MOST_FURTHER_PARTS, heapBytes / HEAP_SHARE_OF_PARTS / S3Upload.PART_BYTES);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "coldpress-s3-part");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens the store on {@code s3://bucket/prefix}; the prefix may be missing. Makes one request, a listing.
     *
     * @throws IllegalArgumentException if the URI is of another form, no region is known, or the options name no
     *     endpoint and the settings of the SDK do
     * @throws StoreException of kind {@code DENIED} if there are no credentials, no such bucket, or no permission to
     *     list it
     */
    public static S3ObjectStore open(URI root, S3Options options) {
        S3Root parsed = S3Root.parse(root);
        S3ObjectStore store = new S3ObjectStore(parsed, S3Clients.open(options), options.capabilities());
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
        return capabilities;
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
        for (S3Root above : root.above()) {
            for (ObjectKey key : keys) {
                if (isThere(above, key)) {
                    return Optional.of(above.toString() + key);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isThere(S3Root above, ObjectKey key) {
        try {
            return new S3Objects(clients.repeating(), above).head(key).isPresent();
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
        } catch (SdkException e) {
            throw S3Faults.translate("list", root.toString() + request.prefix(), e);
        }
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        return objects.head(key).map(version -> version.listed(key));
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
        S3Writes writes = new S3Writes(clients.single(), root, objects);
        return switch (condition.kind()) {
            case ABSENT -> {
                require(capabilities.createIfAbsent(), "createIfAbsent", key);
                yield writes.createIfAbsent(key, body);
            }
            case AT_VERSION -> {
                require(capabilities.replaceIfVersion(), "replace", key);
                yield writes.replace(key, body, condition.version());
            }
            case NONE -> writes.put(key, body);
        };
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> wanted) {
        return new S3Deletion(clients, root, capabilities.deleteIfVersion()).run(wanted);
    }

    @Override
    public StagedUpload stage(ObjectKey key) {
        require(capabilities.stagedUploads(), "stage", key);
        try {
            S3Parts begun = S3Parts.begin(clients, root, key, capabilities.createIfAbsent());
            return new S3Upload(begun, objects, capabilities.serverSideCopy(), parts, furtherParts);
        } catch (SdkException e) {
            throw S3Faults.translate("stage", key, e);
        }
    }

    /**
     * Aborts until the upload has no part left: a part that was under way can land after an abort that was answered.
     *
     * @throws StoreException if the store refuses, for want of a permission for example
     */
    @Override
    public AbortResult abort(ObjectKey key, UploadToken token) {
        require(capabilities.stagedUploads(), "abort", key);
        try {
            for (int attempt = 0; attempt < ABORT_ATTEMPTS; attempt++) {
                if (uploads.abort(key, token.value())) {
                    return AbortResult.ANSWERED;
                }
            }
            return AbortResult.UNKNOWN;
        } catch (SdkException e) {
            if (S3Faults.hadNoEffect(e)) {
                throw S3Faults.translate("abort", key, e);
            }
            return AbortResult.UNKNOWN;
        }
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        List<StagedObject> found;
        try {
            found = uploads.below(prefix);
        } catch (SdkException e) {
            throw S3Faults.translate("staged", root.toString() + prefix, e);
        }
        found.forEach(to);
    }

    private static void require(boolean capability, String operation, ObjectKey key) {
        if (!capability) {
            throw new StoreException(
                    StoreException.Kind.UNSUPPORTED,
                    operation + " of " + key + ": this store was declared to lack the capability");
        }
    }

    @Override
    public void close() {
        parts.shutdownNow();
        clients.close();
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
