package dev.coldpress.localfs;

import dev.coldpress.port.KeyPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Directories that were reached a moment ago without a link on the way. While the path leads to the same directory,
 * which one look tells, the steps of the way need no look each: were one of them a link by now, it would lead to where
 * the way led. For any number of threads.
 */
final class KnownDirectories {

    /**
     * Bounds for how long a link goes unnoticed that leads to the very directory that was moved away from its place.
     */
    private static final long KNOWN_FOR_NANOS = 1_000_000_000;

    private record Known(Path path, Object identity, long sinceNanos) {}

    private final Recent<String, Known> byPrefix = new Recent<>();

    /** The directory, if it is known and still the same. */
    Optional<Path> find(KeyPrefix prefix) {
        Optional<Known> known = byPrefix.get(prefix.path());
        if (known.isEmpty() || System.nanoTime() - known.get().sinceNanos() > KNOWN_FOR_NANOS) {
            return Optional.empty();
        }
        return identity(known.get().path())
                .filter(present -> present.equals(known.get().identity()))
                .map(present -> known.get().path());
    }

    /** A directory that was reached without a link; one that is not there, or is none, is not kept. */
    void add(KeyPrefix prefix, Path directory) {
        long now = System.nanoTime();
        identity(directory).ifPresent(identity -> byPrefix.put(prefix.path(), new Known(directory, identity, now)));
    }

    /**
     * Device and inode; empty for anything but a directory. A fault is left to the look at the whole way, which tells
     * it.
     */
    private static Optional<Object> identity(Path path) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isDirectory() ? Optional.ofNullable(attributes.fileKey()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
