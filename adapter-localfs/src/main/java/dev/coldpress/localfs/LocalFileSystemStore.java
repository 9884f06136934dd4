package dev.coldpress.localfs;

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
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The object store on a local file system. Objects are the regular files below the root; a key is a path relative to
 * it.
 *
 * <ul>
 *   <li>It needs a POSIX file system that has hard links and keeps modification times to the microsecond, and whose
 *       locks hold for all machines that mount it. Each of the first two that is missing is told at the first write.
 *   <li>Every answer that something was written, published or deleted is given after fsync of file and directory, and
 *       so is a small object that {@code get} finds written within the last hour, maybe by a process that has not come
 *       to that yet. Two answers are given without it, since a power cut that undoes them does no harm: that an upload
 *       was staged, whose writer the power cut ends too, and that something was deleted below a directory whose name
 *       begins with {@code _} or {@code .}, where readers do not look and where it is deleted again.
 *   <li>The version of an object is its inode, modification time, size and change time, by which the file system tells
 *       its states apart: also a new hard link, the end of one, other permissions or another owner make another
 *       version. An object of this store is never changed in place, and gets a modification time that its key never
 *       had.
 *   <li>{@code replace} and {@code delete} are atomic among all processes that use this class on the same root: they
 *       take the lock on {@code .coldpress.lock} in the root, a file that is made at the first need and is not to be
 *       deleted. Other programs do not know of the lock: what one of them overwrites between the look and the act is
 *       lost. From the first need on it is open, once for all stores on the root, until the last of them is closed.
 *   <li>A key cannot be a directory for other keys ({@code a} beside {@code a/b}); a write that would make it one
 *       throws {@link StoreException.Kind#UNSUPPORTED}.
 *   <li>Symbolic links below the root are never followed. A listing only tells of them, and whatever else meets one is
 *       refused with {@link StoreException.Kind#DENIED}. The root itself may be one; it is resolved once.
 *   <li>Directories appear with the objects in them and stay when these are deleted, but for those below one whose name
 *       begins with {@code _} or {@code .}: there a delete or an abort removes what it empties. A listing shows empty
 *       ones as prefixes. Devices, and names that are no keys (with a backslash, a control character, or no UTF-8), are
 *       told of too and are no objects.
 *   <li>Names of the form {@code .coldpress-<uuid>.<name>.staged} are the store's own and never show. Such a file that
 *       is days old was left by a process that died; it may be deleted. {@link #staged} reads every directory below the
 *       prefix, and passes over those that this user may not read; a listing that meets one throws
 *       {@link StoreException.Kind#DENIED}.
 * </ul>
 */
public final class LocalFileSystemStore implements ObjectStore {

    private final StoreRoot root;
    private final StoreLock lock;
    private final StampClock clock;
    private final PinnedFiles pinnedFiles;
    private final ConditionalWrites conditionalWrites;

    /** Uploads that this process has published, and whose names it has synced. */
    private final Recent<UploadToken, Boolean> published = new Recent<>();

    private final AtomicBoolean closed = new AtomicBoolean();

    LocalFileSystemStore(StoreRoot root, StampClock clock) {
        this.root = root;
        this.clock = clock;
        lock = StoreLock.of(root);
        SyncedVersions synced = new SyncedVersions();
        pinnedFiles = new PinnedFiles(root, clock, synced);
        conditionalWrites = new ConditionalWrites(root, lock, clock, synced);
    }

    /**
     * Opens the store on a directory. Creates and locks nothing: whoever only reads needs no permission to write.
     *
     * @throws StoreException of kind {@code DENIED} if the root is no directory that this process can read, and
     *     {@code UNSUPPORTED} if its file system is not one of a POSIX system
     */
    public static LocalFileSystemStore open(Path root) {
        return new LocalFileSystemStore(StoreRoot.open(root), StampClock.SYSTEM);
    }

    /**
     * The same for a URI such as {@code file:///data/lake}.
     *
     * @throws IllegalArgumentException if it is not of the scheme {@code file} with an absolute path and nothing else
     * @throws StoreException as in {@link #open(Path)}
     */
    public static LocalFileSystemStore open(URI root) {
        boolean plain = "file".equalsIgnoreCase(root.getScheme())
                && root.getRawPath() != null
                && root.getRawPath().startsWith("/")
                && root.getRawAuthority() == null
                && root.getRawQuery() == null
                && root.getRawFragment() == null;
        if (!plain) {
            throw new IllegalArgumentException("The root of a lake on files is a URI like file:///data/lake, with an"
                    + " absolute path and without host, query and fragment; not '" + root + "'");
        }
        return open(Path.of(root));
    }

    @Override
    public StoreCapabilities capabilities() {
        return StoreCapabilities.ALL;
    }

    /** Twice the processors: half of them wait for the disk. */
    @Override
    public int requestsAtOnce() {
        return 2 * Runtime.getRuntime().availableProcessors();
    }

    /**
     * By the inode of the root: its path differs between containers, and its device's number when that is mounted
     * again.
     */
    @Override
    public String location() {
        return "inode " + root.inode();
    }

    @Override
    public Optional<String> firstAbove(List<ObjectKey> keys) {
        return call("head", "above " + root, () -> root.firstAbove(keys));
    }

    @Override
    public ListPage list(ListRequest request) {
        return call("list", request.prefix(), () -> {
            if (ReservedNames.occurIn(request.prefix().path())) {
                return new ListPage(List.of(), List.of(), null);
            }
            ListPage page = new TreeListing(request).page(root.directory("list", request.prefix(), request.prefix()));
            root.requirePresent("list");
            return page;
        });
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        return call("head", key, () -> root.find("head", key))
                .map(file -> file.stamp().listed(key));
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        return call("get", key, () -> pinnedFiles.get(key, maxBytes));
    }

    @Override
    public ReadResult read(ObjectRef source, long offset, ByteBuffer into) {
        PinnedFiles.requireRange(source, offset, into.remaining());
        return call(
                "read",
                source.key(),
                () -> pinnedFiles.use("read", source, channel -> PinnedFiles.fill(channel, offset, into)));
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
        return switch (condition.kind()) {
            case ABSENT -> call("createIfAbsent", key, () -> conditionalWrites.createIfAbsent(key, body));
            case AT_VERSION -> call("replace", key, () -> conditionalWrites.replace(key, body, condition.version()));
            case NONE -> call("put", key, () -> conditionalWrites.put(key, body));
        };
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> objects) {
        return objects.isEmpty() ? List.of() : new Deletion(root, objects).run(lock);
    }

    @Override
    public StagedUpload stage(ObjectKey key) {
        return call("stage", key, () -> {
            HiddenFile file = HiddenFile.create("stage", key, root);
            return new LocalUpload(pinnedFiles, clock, key, file, published);
        });
    }

    /**
     * The token must have the form of a staged file's name; as it has no slash, it names a file beside the key. One
     * that has not was never given out by this store, and nothing is concluded from it.
     *
     * @throws StoreException of kind {@code UNSUPPORTED} if the token is of another form
     */
    @Override
    public AbortResult abort(ObjectKey key, UploadToken token) {
        if (!ReservedNames.isStagedFile(token.value())) {
            throw FileErrors.unsupported("abort", key, "'" + token + "' is no token of this store");
        }
        Path directory = call("abort", key, () -> root.directory("abort", key, key.parent()));
        try {
            discard(directory, token);
            root.requirePresent("abort");
            root.removeIfEmptied(key.parent());
            return AbortResult.ANSWERED;
        } catch (IOException e) {
            return AbortResult.UNKNOWN;
        }
    }

    /**
     * Syncs also if there was nothing to delete: a link that a publish has just made must be on disk before it is seen.
     * Only what this process has published itself is known to be.
     */
    private void discard(Path directory, UploadToken token) throws IOException {
        Path staged = directory.resolve(token.value());
        boolean isThere = FileStamp.of(staged).isPresent();
        if (isThere) {
            Files.deleteIfExists(staged);
        }
        boolean isSynced = published.remove(token).isPresent() && !isThere;
        if (!isSynced && FileStamp.of(directory).isPresent()) {
            Directories.sync(directory);
        }
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        List<StagedObject> found = call("staged", prefix, () -> {
            List<StagedObject> uploads = StagedFiles.below(root.directory("staged", prefix, prefix), prefix);
            root.requirePresent("staged");
            return uploads;
        });
        found.forEach(to);
    }

    /** Nothing is held between calls but the lock's file, which belongs to all stores on the root. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            lock.leave();
        }
    }

    /** An operation on files. */
    @FunctionalInterface
    private interface FileOperation<T> {
        T run() throws IOException;
    }

    private <T> T call(String operation, Object name, FileOperation<T> body) {
        try {
            return body.run();
        } catch (IOException e) {
            throw FileErrors.translate(operation, name.toString().isEmpty() ? root : name, e);
        }
    }
}
