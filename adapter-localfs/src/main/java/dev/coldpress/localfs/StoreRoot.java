package dev.coldpress.localfs;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * The directory that a store was opened on, and the way from keys to files below it.
 *
 * <p>No symbolic link below the root is followed. This guards against links that lie there, not against somebody who
 * exchanges directories for links at the moment of the call. The way to a directory is looked at step by step once, and
 * for a second as a whole ({@link KnownDirectories}).
 *
 * <p>An absence counts only while the root is the directory that was opened: when a disk is unmounted, the empty mount
 * point must not look like a lake from which everything was deleted.
 */
final class StoreRoot {

    private final Path path;
    private final Object identity;
    private final long inode;
    private final KnownDirectories known = new KnownDirectories();

    private StoreRoot(Path path, Object identity, long inode) {
        this.path = path;
        this.identity = identity;
        this.inode = inode;
    }

    /** Throws a {@link StoreException} if this is no directory that can be read, or not on a POSIX file system. */
    static StoreRoot open(Path root) {
        if (!root.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            throw FileErrors.unsupported(
                    "open", root, "a store needs a POSIX file system, such as those of Linux and macOS");
        }
        try {
            Path real = root.toRealPath();
            if (!Files.isDirectory(real)) {
                throw FileErrors.denied("open", root, "it is not a directory; name the root directory of the lake");
            }
            if (!Files.isReadable(real) || !Files.isExecutable(real)) {
                throw FileErrors.denied("open", root, "no permission to read the directory");
            }
            return new StoreRoot(
                    real, identity(real), FileStamp.of(real).orElseThrow().inode());
        } catch (IOException e) {
            throw new StoreException(
                    Kind.DENIED, "open of " + root + ": there is no such directory, or no permission to reach it", e);
        }
    }

    private static Object identity(Path directory) throws IOException {
        Object key = Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key == null ? directory : key;
    }

    /** Device and inode: the same for all paths that lead to the directory. */
    Object identity() {
        return identity;
    }

    long inode() {
        return inode;
    }

    /** The nearest file of one of these names, relative to a directory above the root. */
    Optional<String> firstAbove(List<ObjectKey> keys) throws IOException {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            for (ObjectKey key : keys) {
                Path file = above.resolve(key.path());
                if (isThere(file)) {
                    return Optional.of(file.toString());
                }
            }
        }
        return Optional.empty();
    }

    /** What this user may not look at counts as not there. */
    private static boolean isThere(Path file) throws IOException {
        try {
            return FileStamp.of(file)
                    .filter(stamp -> stamp.kind() == FileStamp.Kind.REGULAR_FILE)
                    .isPresent();
        } catch (AccessDeniedException e) {
            return false;
        }
    }

    Path lockFile() {
        return path.resolve(ReservedNames.LOCK_FILE);
    }

    /** The root's path, if it is still the directory that was opened. */
    Path requirePresent(String operation) throws IOException {
        try {
            if (identity(path).equals(identity)) {
                return path;
            }
        } catch (NoSuchFileException e) {
            // Told below, like a root that is there and another one.
        }
        throw FileErrors.unavailable(
                operation, path, "the root is not the directory that was opened; was it unmounted or replaced?");
    }

    /** The object of this key, or empty: a directory or a device is none. */
    Optional<ObjectFile> find(String operation, ObjectKey key) throws IOException {
        return findIn(directory(operation, key, key.parent()), operation, key);
    }

    /** The same in the directory that stands for the key's parent. */
    Optional<ObjectFile> findIn(Path directory, String operation, ObjectKey key) throws IOException {
        if (ReservedNames.occurIn(key.path())) {
            return Optional.empty();
        }
        Path file = FileNames.resolve(key, directory, key.name());
        Optional<FileStamp> stamp = FileStamp.of(file);
        if (stamp.isEmpty()) {
            requirePresent(operation);
        } else if (stamp.get().kind() == FileStamp.Kind.SYMBOLIC_LINK) {
            throw FileErrors.symbolicLink(operation, key, file);
        }
        return stamp.filter(found -> found.kind() == FileStamp.Kind.REGULAR_FILE)
                .map(found -> new ObjectFile(file, found));
    }

    /**
     * The directory that stands for a prefix. It may not be there, or be a file.
     *
     * @param name what was asked for, for the message
     */
    Path directory(String operation, Object name, KeyPrefix prefix) throws IOException {
        Optional<Path> same = known.find(prefix);
        if (same.isPresent()) {
            return same.get();
        }
        Path directory = requirePresent(operation);
        for (String segment : segments(prefix)) {
            directory = FileNames.resolve(name, directory, segment);
            if (Files.isSymbolicLink(directory)) {
                throw FileErrors.symbolicLink(operation, name, directory);
            }
        }
        known.add(prefix, directory);
        return directory;
    }

    /** The path at which an object is to be written, in a directory that is made if it is missing. */
    Path target(String operation, ObjectKey key) throws IOException {
        if (ReservedNames.occurIn(key.path())) {
            throw FileErrors.unsupported(operation, key, "the name is reserved for the store's own files");
        }
        Optional<Path> same = known.find(key.parent());
        return FileNames.resolve(key, same.isPresent() ? same.get() : made(operation, key), key.name());
    }

    private Path made(String operation, ObjectKey key) throws IOException {
        Path directory = requirePresent(operation);
        for (String segment : segments(key.parent())) {
            Path next = FileNames.resolve(key, directory, segment);
            Directories.make(operation, key, directory, next);
            directory = next;
        }
        known.add(key.parent(), directory);
        return directory;
    }

    /**
     * Removes a directory if nothing is left in it, and those above it that this empties, if they lie below a hidden
     * one: what is there is the store's own, such as the scratch directory of a probe. Directories of the lake stay,
     * since a writer may be about to use them, and so do the hidden ones themselves.
     */
    void removeIfEmptied(KeyPrefix prefix) {
        if (!ReservedNames.isHidden(prefix)) {
            return;
        }
        List<String> segments = segments(prefix);
        int firstBelowHidden = segments.size();
        while (firstBelowHidden > 0 && !ReservedNames.isHidden(segments.get(firstBelowHidden - 1))) {
            firstBelowHidden--;
        }
        boolean goesOn = firstBelowHidden > 0;
        for (int depth = segments.size(); goesOn && depth > firstBelowHidden; depth--) {
            goesOn = Directories.removeIfEmpty(path.resolve(String.join("/", segments.subList(0, depth))));
        }
    }

    private static List<String> segments(KeyPrefix prefix) {
        String path = prefix.path();
        return path.isEmpty()
                ? List.of()
                : List.of(path.substring(0, path.length() - 1).split("/", -1));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
