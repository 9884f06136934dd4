package dev.coldpress.localfs;

import dev.coldpress.port.ObjectKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A file with a reserved name, in the directory of the object that it is to become. For one thread at a time. */
final class HiddenFile implements AutoCloseable {

    /** What became of an attempt to give the file the name of an object. */
    enum LinkOutcome {
        LINKED,
        /** Something has that name. */
        TAKEN,
        /** The hidden file was deleted, or the directory was. */
        GONE
    }

    /** What systems say when the file system has no hard links. */
    private static final Set<String> NO_HARD_LINKS =
            Set.of("Operation not permitted", "Operation not supported", "Function not implemented");

    /** Each attempt fails only because somebody has removed the empty directory within it. */
    private static final int MAX_ATTEMPTS = 100;

    private final String operation;
    private final ObjectKey key;
    private final Path target;
    private final Path path;
    private final FileChannel channel;
    private final WriteBack writeBack;
    private long sizeBytes;

    /** @param channel writes to the file at {@code path} */
    HiddenFile(String operation, ObjectKey key, Path target, Path path, FileChannel channel) {
        this.operation = operation;
        this.key = key;
        this.target = target;
        this.path = path;
        this.channel = channel;
        writeBack = new WriteBack(channel);
    }

    /** Creates an empty one beside the path of an object, in a directory that is made if it is missing. */
    static HiddenFile create(String operation, ObjectKey key, StoreRoot root) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return beside(operation, key, root.target(operation, key));
            } catch (NoSuchFileException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Creates an empty one beside {@code target}, in a directory that is there. */
    static HiddenFile beside(String operation, ObjectKey key, Path target) throws IOException {
        Path path = target.resolveSibling(ReservedNames.freshStagedFile(String.valueOf(target.getFileName())));
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new HiddenFile(operation, key, target, path, channel);
    }

    /** Where the object is to appear. */
    Path target() {
        return target;
    }

    Path path() {
        return path;
    }

    /** What was written and appended so far, as a whole. */
    long sizeBytes() {
        return sizeBytes;
    }

    void write(ByteBuffer bytes) {
        int length = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            grow(length);
        } catch (IOException e) {
            throw FileErrors.translateWrite(operation, key, path, e);
        }
    }

    /** Appends a range of another file, within the kernel; false if that file ends before the range does. */
    boolean append(FileChannel source, long offset, long length) throws IOException {
        long copied = 0;
        while (copied < length) {
            long next = source.transferTo(offset + copied, length - copied, channel);
            if (next <= 0) {
                return false;
            }
            copied += next;
        }
        grow(length);
        return true;
    }

    private void grow(long length) throws IOException {
        sizeBytes = Math.addExact(sizeBytes, length);
        writeBack.written(sizeBytes);
    }

    /** Gives the file its modification time, makes time and content durable, checks both, and allows no more writes. */
    FileStamp finish(Instant lastModified) {
        try (channel) {
            writeBack.await();
            Files.setLastModifiedTime(path, FileTime.from(lastModified));
            channel.force(true);
            FileStamp stamp = FileStamp.of(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
            requireKept(lastModified, stamp.lastModified());
            requireComplete(stamp);
            return stamp;
        } catch (IOException e) {
            throw FileErrors.translateWrite(operation, key, path, e);
        }
    }

    /** Versions are told apart by this time, so a file system that rounds it to seconds, say, cannot hold a store. */
    private void requireKept(Instant wanted, Instant kept) {
        Duration lost = Duration.between(kept, wanted);
        if (lost.isNegative() || lost.toNanos() >= StampClock.STEP_NANOS) {
            throw FileErrors.unsupported(
                    operation,
                    key,
                    "the file system keeps modification times too coarsely: " + wanted + " became " + kept
                            + ", so two writes of one key could not be told apart");
        }
    }

    private void requireComplete(FileStamp stamp) {
        if (stamp.sizeBytes() != sizeBytes) {
            throw FileErrors.unavailable(
                    operation,
                    key,
                    path + " has " + stamp.sizeBytes() + " bytes and not the " + sizeBytes
                            + " that were written, so it does not become visible; somebody else writes to it, or the file"
                            + " system loses what is written");
        }
    }

    /** Lets the file appear under the name of an object too, if nothing has that name. */
    LinkOutcome link() throws IOException {
        try {
            Files.createLink(target, path);
            return LinkOutcome.LINKED;
        } catch (FileAlreadyExistsException e) {
            return LinkOutcome.TAKEN;
        } catch (NoSuchFileException e) {
            return LinkOutcome.GONE;
        } catch (FileSystemException e) {
            if (e.getReason() != null && NO_HARD_LINKS.contains(e.getReason())) {
                throw FileErrors.unsupported(
                        operation,
                        key,
                        "the file system has no hard links (" + e.getReason()
                                + "), and without them a new object cannot be kept from overwriting another");
            }
            throw e;
        }
    }

    /**
     * Takes the hidden name off a file that has the name of an object now, which is the last change that the store
     * makes.
     *
     * @param finished what {@link #finish} told
     * @return the stamp of the object, or {@code finished} if it is gone or was overwritten meanwhile: a version that
     *     it never has again
     */
    FileStamp settled(FileStamp finished) throws IOException {
        close();
        return FileStamp.of(target)
                .filter(present -> present.isSameFile(finished))
                .orElse(finished);
    }

    /** Closes the file and leaves it where it is. */
    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            // What was written before is durable or will never be published.
        }
    }

    /** Closes the file and deletes its hidden name. What remains after a fault is hidden and does no harm. */
    @Override
    public void close() {
        release();
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Clean-up of old hidden files takes it.
        }
    }
}
