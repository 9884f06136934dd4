package dev.coldpress.localfs;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.WriteResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes small objects whole, from a hidden file: by link(2) to a free key, by rename(2) under the lock over another.
 */
final class ConditionalWrites {

    private final StoreRoot root;
    private final StoreLock lock;
    private final StampClock clock;
    private final SyncedVersions synced;

    ConditionalWrites(StoreRoot root, StoreLock lock, StampClock clock, SyncedVersions synced) {
        this.root = root;
        this.lock = lock;
        this.clock = clock;
        this.synced = synced;
    }

    WriteResult createIfAbsent(ObjectKey key, byte[] body) throws IOException {
        try (HiddenFile file = HiddenFile.create("createIfAbsent", key, root)) {
            if (isTaken(key, file.target())) {
                return new WriteResult.Conflict();
            }
            file.write(ByteBuffer.wrap(body));
            FileStamp stamp = file.finish(clock.next());
            return durable("createIfAbsent", key, file.target(), link(file, stamp, key));
        }
    }

    private static WriteResult link(HiddenFile file, FileStamp stamp, ObjectKey key) {
        try {
            return switch (file.link()) {
                case LINKED -> new WriteResult.Written(file.settled(stamp).version());
                case TAKEN -> new WriteResult.Conflict();
                case GONE -> throw FileErrors.unavailable("createIfAbsent", key, "its directory has vanished");
            };
        } catch (IOException e) {
            return new WriteResult.Unknown(FileErrors.translateWrite("createIfAbsent", key, file.target(), e));
        }
    }

    /** A directory can neither be created over nor be read as an object, so it is no conflict either. */
    private static boolean isTaken(ObjectKey key, Path target) throws IOException {
        Optional<FileStamp> present = FileStamp.of(target);
        if (present.isEmpty()) {
            return false;
        }
        return switch (present.get().kind()) {
            case REGULAR_FILE -> true;
            case SYMBOLIC_LINK -> throw FileErrors.symbolicLink("createIfAbsent", key, target);
            case DIRECTORY, OTHER ->
                throw FileErrors.unsupported("createIfAbsent", key, target + " is a directory or a device");
        };
    }

    WriteResult replace(ObjectKey key, byte[] body, ObjectVersion expected) throws IOException {
        Optional<ObjectFile> present = root.find("replace", key);
        if (present.isEmpty() || !present.get().stamp().version().isAt(expected)) {
            return new WriteResult.Conflict();
        }
        Path target = present.get().path();
        try (HiddenFile file = HiddenFile.beside("replace", key, target)) {
            file.write(ByteBuffer.wrap(body));
            FileStamp stamp = file.finish(clock.nextAfter(present.get().stamp().lastModified()));
            return durable(
                    "replace",
                    key,
                    target,
                    lock.holding(root.lockFile(), () -> renameIfStill(expected, file, stamp, key)));
        }
    }

    private WriteResult renameIfStill(ObjectVersion expected, HiddenFile file, FileStamp stamp, ObjectKey key)
            throws IOException {
        Optional<ObjectFile> present = root.find("replace", key);
        if (present.isEmpty() || !present.get().stamp().version().isAt(expected)) {
            return new WriteResult.Conflict();
        }
        return rename(file, stamp, key);
    }

    WriteResult put(ObjectKey key, byte[] body) throws IOException {
        try (HiddenFile file = HiddenFile.create("put", key, root)) {
            file.write(ByteBuffer.wrap(body));
            Instant present = root.find("put", key)
                    .map(object -> object.stamp().lastModified())
                    .orElse(Instant.EPOCH);
            FileStamp stamp = file.finish(clock.nextAfter(present));
            WriteResult result = lock.holding(root.lockFile(), () -> rename(file, stamp, key));
            return durable("put", key, file.target(), result);
        }
    }

    private static WriteResult rename(HiddenFile file, FileStamp stamp, ObjectKey key) {
        try {
            Files.move(file.path(), file.target(), StandardCopyOption.ATOMIC_MOVE);
            return new WriteResult.Written(file.settled(stamp).version());
        } catch (IOException e) {
            return new WriteResult.Unknown(FileErrors.translateWrite("write", key, file.path(), e));
        }
    }

    /** The new name is on disk before anybody hears of it. */
    private WriteResult durable(String operation, ObjectKey key, Path target, WriteResult result) {
        if (result instanceof WriteResult.Written written) {
            try {
                Directories.syncParent(target);
                synced.add(key, written.version());
            } catch (IOException e) {
                return new WriteResult.Unknown(FileErrors.translateWrite(operation, key, target, e));
            }
        }
        return result;
    }
}
