package dev.coldpress.localfs;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads of one version of a file. Java cannot ask an open file which one it is, so the path is looked at before it is
 * opened and again after the last byte: since a version never comes twice, what lay between was that version
 * throughout.
 */
final class PinnedFiles {

    /** Each attempt fails only because somebody has written the object within it. */
    private static final int MAX_ATTEMPTS = 1_000;

    /**
     * Within half a minute a file system writes names to disk by itself, or within some minutes if it is to save power.
     */
    private static final Duration SETTLED_AFTER = Duration.ofHours(1);

    private final StoreRoot root;
    private final StampClock clock;
    private final SyncedVersions synced;

    PinnedFiles(StoreRoot root, StampClock clock, SyncedVersions synced) {
        this.root = root;
        this.clock = clock;
        this.synced = synced;
    }

    /** What is done with an open file; false if the file is too short for it. */
    @FunctionalInterface
    interface Use {
        boolean of(FileChannel channel) throws IOException;
    }

    static void requireRange(ObjectRef source, long offset, long length) {
        if (offset < 0 || length < 0 || offset > source.sizeBytes() - length) {
            throw new IllegalArgumentException("A range of " + length + " bytes at " + offset + " is not inside "
                    + source.key() + ", which has " + source.sizeBytes());
        }
    }

    ReadResult use(String operation, ObjectRef source, Use use) throws IOException {
        Optional<ObjectFile> before = root.find(operation, source.key());
        ReadResult outcome = compare(before, source);
        return before.isEmpty() || outcome != ReadResult.READ
                ? outcome
                : useOnly(operation, before.get().path(), source, use);
    }

    /** @param file what was at the version a moment ago */
    private ReadResult useOnly(String operation, Path file, ObjectRef source, Use use) throws IOException {
        boolean complete = open(file, use);
        boolean isStill = FileStamp.of(file)
                .filter(present -> present.version().isAt(source.version()))
                .isPresent();
        // The way matters only to what is not as it was: another mount, or nothing at all.
        ReadResult outcome = isStill ? ReadResult.READ : compare(root.find(operation, source.key()), source);
        return complete || outcome != ReadResult.READ ? outcome : ReadResult.OTHER_VERSION;
    }

    private static ReadResult compare(Optional<ObjectFile> file, ObjectRef source) {
        if (file.isEmpty()) {
            return ReadResult.NOT_FOUND;
        }
        return file.get().stamp().version().isAt(source.version()) ? ReadResult.READ : ReadResult.OTHER_VERSION;
    }

    private static boolean open(Path file, Use use) throws IOException {
        FileChannel opened;
        try {
            opened = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return false;
        }
        try (FileChannel channel = opened) {
            return use.of(channel);
        }
    }

    /** Fills the buffer from a place in a file; false if the file ends before. */
    static boolean fill(FileChannel channel, long offset, ByteBuffer into) throws IOException {
        long position = offset;
        while (into.hasRemaining()) {
            int read = channel.read(into, position);
            if (read < 0) {
                return false;
            }
            position += read;
        }
        return true;
    }

    /**
     * The whole object at some version that it had during the call, and on disk: its writer may not have come to sync
     * its name yet, or may have failed to. What is done on its word, in other directories, could then outlive a power
     * cut that the object does not. To sync each time would cost a lake at rest a flush of the disk for each partition.
     */
    Optional<StoredObject> get(ObjectKey key, int maxBytes) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<ObjectFile> found = root.find("get", key);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            FileStamp stamp = found.get().stamp();
            if (stamp.sizeBytes() > maxBytes) {
                throw FileErrors.unsupported(
                        "get", key, "it has " + stamp.sizeBytes() + " bytes, more than the " + maxBytes + " allowed");
            }
            ByteBuffer body = ByteBuffer.allocate((int) stamp.sizeBytes());
            ObjectRef ref = new ObjectRef(key, stamp.version(), stamp.sizeBytes());
            Path file = found.get().path();
            if (useOnly("get", file, ref, channel -> fill(channel, 0, body)) == ReadResult.READ) {
                if (stamp.lastModified().isAfter(clock.now().minus(SETTLED_AFTER)) && !synced.has(key, ref.version())) {
                    Directories.syncParent(file);
                    synced.add(key, ref.version());
                }
                return Optional.of(new StoredObject(ref.version(), body.array()));
            }
        }
        throw FileErrors.unavailable("get", key, "it was overwritten during each of " + MAX_ATTEMPTS + " attempts");
    }
}
