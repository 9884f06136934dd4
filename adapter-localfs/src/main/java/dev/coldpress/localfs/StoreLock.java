package dev.coldpress.localfs;

import dev.coldpress.port.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock of one root: between threads a Java lock, between processes one on the file {@link ReservedNames#LOCK_FILE},
 * which the system releases when a process ends.
 *
 * <p>POSIX drops all locks of a process on a file as soon as the process closes any descriptor of that file, silently. So
 * there is one {@code StoreLock} for each root in a JVM, whatever the number of stores on it, with one channel that is
 * never closed while the file is the lock file.
 */
final class StoreLock {

    private static final Map<Object, StoreLock> BY_ROOT = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofMillis(1);

    private final ReentrantLock threads = new ReentrantLock(true);
    private @Nullable FileChannel channel;
    private @Nullable Object channelFile;

    private StoreLock() {}

    static StoreLock of(StoreRoot root) {
        return BY_ROOT.computeIfAbsent(root.identity(), identity -> new StoreLock());
    }

    /** What is done while nobody else holds the lock. */
    @FunctionalInterface
    interface Section<T> {
        T run() throws IOException;
    }

    /**
     * Runs a short section alone. Creates the lock file if it is missing. Throws a {@link StoreException} if the lock
     * is not free within {@link #PATIENCE}.
     */
    <T> T holding(Path lockFile, Section<T> section) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        if (!lockThreads()) {
            throw notFree(lockFile);
        }
        try {
            FileLock lock = lockProcesses(lockFile, deadline);
            try {
                return section.run();
            } finally {
                release(lock);
            }
        } finally {
            threads.unlock();
        }
    }

    private boolean lockThreads() {
        try {
            return threads.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Polls: a blocking lock could not be bounded in time, and an interrupt would close the channel. */
    private FileLock lockProcesses(Path lockFile, long deadline) throws IOException {
        while (true) {
            FileLock lock = tryLock(openChannel(lockFile));
            if (lock != null && isLockFile(lockFile)) {
                return lock;
            }
            if (lock != null) {
                release(lock);
            }
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw notFree(lockFile);
            }
            LockSupport.parkNanos(RETRY_AFTER.toNanos());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this class in another class loader of the same JVM.
            return null;
        }
    }

    /** A fault here must not look like one of the section, which may have had its effect. */
    private void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            closeChannel();
        }
    }

    /** Closing drops the lock too, whatever else goes wrong. */
    private void closeChannel() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The descriptor is gone in any case.
            }
        }
    }

    /** Whether what was locked is still what others will lock. */
    private boolean isLockFile(Path lockFile) {
        try {
            return identity(lockFile).equals(channelFile);
        } catch (IOException e) {
            return false;
        }
    }

    /** The channel of the file that is the lock file now; somebody may have deleted the former one. */
    private FileChannel openChannel(Path lockFile) throws IOException {
        createIfMissing(lockFile);
        Object file = identity(lockFile);
        FileChannel open = channel;
        if (open != null && open.isOpen() && file.equals(channelFile)) {
            return open;
        }
        closeChannel();
        FileChannel opened = FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        channel = opened;
        channelFile = file;
        return opened;
    }

    private static void createIfMissing(Path lockFile) throws IOException {
        if (Files.notExists(lockFile, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createFile(lockFile);
            } catch (FileAlreadyExistsException e) {
                // Another process has just made it, which is as good.
            }
        }
    }

    private static Object identity(Path lockFile) throws IOException {
        return Objects.requireNonNull(
                Files.readAttributes(lockFile, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey(),
                "files have keys on POSIX file systems");
    }

    private static StoreException notFree(Path lockFile) {
        return FileErrors.unavailable(
                "lock",
                lockFile,
                "another process has held it for " + PATIENCE.toSeconds() + " s, or this thread was interrupted");
    }
}
