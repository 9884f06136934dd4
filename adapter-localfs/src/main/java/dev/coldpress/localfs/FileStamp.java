package dev.coldpress.localfs;

import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What one lstat(2) tells of a file: its kind, and what makes the version of an object.
 *
 * @param lastModified what any program may set, to any time
 * @param changed when the system last changed anything about the file: content, name, links, owner, permissions. No
 *     program can set it. Deletes of other links by this process do not count ({@link LinkChanges})
 * @param links how many names the file has
 */
record FileStamp(Kind kind, long inode, Instant lastModified, long sizeBytes, Instant changed, int links) {

    enum Kind {
        REGULAR_FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        OTHER
    }

    /** Of a directory of which nothing else is known. */
    static final FileStamp OF_DEAD_MOUNT = new FileStamp(Kind.DIRECTORY, 0, Instant.EPOCH, 0, Instant.EPOCH, 0);

    private static final String ATTRIBUTES = "unix:ino,ctime,lastModifiedTime,size,mode,nlink";

    /**
     * The part of a mode that tells the kind, and its values: the same on all systems that have the view (sys/stat.h).
     */
    private static final int KIND_MASK = 0xF000;

    private static final int REGULAR_FILE_MODE = 0x8000;
    private static final int DIRECTORY_MODE = 0x4000;
    private static final int SYMBOLIC_LINK_MODE = 0xA000;

    private static final int NANO_DIGITS = 9;

    /** ENOTDIR (a part of the path is a file) and ENAMETOOLONG. Any other error says nothing about the file. */
    private static final Set<String> REASONS_FOR_ABSENCE = Set.of("Not a directory", "File name too long");

    /** The stamp of whatever has this path, without following it if it is a symbolic link; empty if nothing has it. */
    static Optional<FileStamp> of(Path path) throws IOException {
        try {
            return Optional.of(of(Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (e.getReason() != null && REASONS_FOR_ABSENCE.contains(e.getReason())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static FileStamp of(Map<String, Object> attributes) {
        return LinkChanges.SYSTEM.without(new FileStamp(
                kind(attributes),
                (Long) attribute(attributes, "ino"),
                time(attributes, "lastModifiedTime"),
                (Long) attribute(attributes, "size"),
                time(attributes, "ctime"),
                (Integer) attribute(attributes, "nlink")));
    }

    FileStamp withChanged(Instant newChanged) {
        return new FileStamp(kind, inode, lastModified, sizeBytes, newChanged, links);
    }

    private static Instant time(Map<String, Object> attributes, String name) {
        return ((FileTime) attribute(attributes, name)).toInstant();
    }

    private static Kind kind(Map<String, Object> attributes) {
        return switch ((Integer) attribute(attributes, "mode") & KIND_MASK) {
            case REGULAR_FILE_MODE -> Kind.REGULAR_FILE;
            case DIRECTORY_MODE -> Kind.DIRECTORY;
            case SYMBOLIC_LINK_MODE -> Kind.SYMBOLIC_LINK;
            default -> Kind.OTHER;
        };
    }

    private static Object attribute(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }

    /**
     * Inode, modification time, size, and behind a tilde, since records of former times have no more, the change time.
     * An inode is given again, and a program can give a file any modification time, so without the change time two
     * files that are as long could be taken for one. Not the device, whose number may change when it is mounted again;
     * nor the time of creation, which not every JDK 17 tells. The same in every locale, some of which have digits of
     * their own: versions are compared between processes.
     */
    ObjectVersion version() {
        StringBuilder version = new StringBuilder().append(inode).append('-');
        append(version, lastModified);
        version.append('-').append(sizeBytes).append('~');
        append(version, changed);
        return new ObjectVersion(version.toString());
    }

    /** The seconds, a point, and nine digits. */
    private static void append(StringBuilder version, Instant time) {
        String nanos = Integer.toString(time.getNano());
        version.append(time.getEpochSecond()).append('.');
        version.append("0".repeat(NANO_DIGITS - nanos.length())).append(nanos);
    }

    /**
     * Whether only a name may have changed since {@code former}: the store's own files have modification times of their
     * own.
     */
    boolean isSameFile(FileStamp former) {
        return inode == former.inode && lastModified.equals(former.lastModified) && sizeBytes == former.sizeBytes;
    }

    /** A file was not written after its last change, whatever time a program has given it. */
    ListedObject listed(ObjectKey key) {
        Instant written = changed.isBefore(lastModified) ? changed : lastModified;
        return new ListedObject(new ObjectRef(key, version(), sizeBytes), written);
    }
}
