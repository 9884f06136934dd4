package dev.coldpress.localfs;

import dev.coldpress.port.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
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
 * <p>POSIX drops all locks of a process on a file as soon as the process closes any descriptor of that file, silently.
 * So there is one {@code StoreLock} for each root, whatever the number of stores on it, with one channel. It is closed
 * with the last store, and only while nobody in this JVM can hold the lock: another class loader has this class, and a
 * channel, of its own. If the lock is not free at that moment, the channel waits for the next store on the root.
 */
final class StoreLock {

    private static final Map<Object, StoreLock> BY_ROOT = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofMillis(1);

    /** What the classes of all class loaders have in common. No lock is taken while a channel is being closed. */
    private static final Object JVM = FileLock.class;

    private final Object root;
    private final ReentrantLock threads = new ReentrantLock(true);
    private @Nullable FileChannel channel;
    private @Nullable Object channelFile;
    private boolean abandoned;

    /** Stores that are open. Changed in the map's own critical sections only. */
    private int users;

    private StoreLock(Object root) {
        this.root = root;
    }

    /** For one more store, which has to {@link #leave}. */
    static StoreLock of(StoreRoot root) {
        return Objects.requireNonNull(BY_ROOT.compute(root.identity(), (identity, present) -> {
            StoreLock lock = present == null ? new StoreLock(identity) : present;
            lock.users++;
            return lock;
        }));
    }

    /** A store is closed. Waits for the section that another thread is in. */
    void leave() {
        threads.lock();
        try {
            BY_ROOT.computeIfPresent(root, (identity, lock) -> lock.withoutOneUser());
        } finally {
            threads.unlock();
        }
    }

    /** Null if nobody is to use this lock any more: then the next store on the root gets another one. */
    private @Nullable StoreLock withoutOneUser() {
        users--;
        abandoned = users == 0 && closeIfFree();
        return abandoned ? null : this;
    }

    /**
     * While the lock is held here, nobody else in this JVM can hold it, and nobody can take it before the file is
     * closed.
     */
    private boolean closeIfFree() {
        FileChannel open = channel;
        synchronized (JVM) {
            if (open != null && open.isOpen() && !isFree(open)) {
                return false;
            }
            closeChannel();
            return true;
        }
    }

    private static boolean isFree(FileChannel open) {
        try {
            return tryLock(open) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** What is done while nobody else holds the lock. */
    @FunctionalInterface
    interface Section<T> {
        T run() throws IOException;
    }

    /**
     * Runs a short section alone. Creates the lock file if it is missing. Throws a {@link StoreException} if the lock
     * is not free within {@link #PATIENCE}, or all stores on the root are closed.
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
        if (abandoned) {
            throw FileErrors.unavailable("lock", lockFile, "the store was closed");
        }
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
            synchronized (JVM) {
                return channel.tryLock();
            }
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
        Object file = identityOfExisting(lockFile);
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

    /** Makes the file if it is missing. */
    private static Object identityOfExisting(Path lockFile) throws IOException {
        try {
            return identity(lockFile);
        } catch (NoSuchFileException e) {
            try {
                Files.createFile(lockFile);
            } catch (FileAlreadyExistsException other) {
                // Another process has just made it, which is as good.
            }
            return identity(lockFile);
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
