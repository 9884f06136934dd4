package dev.coldpress.localfs;

import dev.coldpress.port.UnlistedEntry;
import dev.coldpress.port.UnlistedEntry.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A file or a directory in a listing, or something that can only be told of.
 *
 * @param name what it is sorted by: the key of an object, the prefix that a directory stands for, with its slash; or of
 *     what is neither, the path that it has
 * @param unlisted empty for an object and a prefix
 */
record ListedEntry(String name, Path path, FileStamp stamp, Optional<UnlistedEntry.Kind> unlisted) {

    /** Of an entry whose name is a part of a key. */
    static ListedEntry of(String name, Path path, FileStamp stamp) {
        return switch (stamp.kind()) {
            case REGULAR_FILE -> new ListedEntry(name, path, stamp, Optional.empty());
            case DIRECTORY -> new ListedEntry(name + "/", path, stamp, Optional.empty());
            case SYMBOLIC_LINK -> new ListedEntry(name, path, stamp, Optional.of(Kind.SYMBOLIC_LINK));
            case OTHER -> new ListedEntry(name, path, stamp, Optional.of(Kind.SPECIAL_FILE));
        };
    }

    /**
     * Of an entry whose name is none. The sort name is of its own, also where Java reads the bytes of two names alike:
     * no key has its zero.
     */
    static ListedEntry unusable(String name, Path path, FileStamp stamp) {
        return new ListedEntry(name + "\0" + FileNames.printable(path), path, stamp, Optional.of(Kind.UNUSABLE_NAME));
    }

    boolean isDirectory() {
        return unlisted.isEmpty() && stamp.kind() == FileStamp.Kind.DIRECTORY;
    }

    /** What there is to tell of what is no object and no prefix. */
    UnlistedEntry told(Kind kind) {
        String name = kind == Kind.UNUSABLE_NAME ? FileNames.printable(path) : String.valueOf(path.getFileName());
        return new UnlistedEntry(
                name, kind, stamp.kind() == FileStamp.Kind.SYMBOLIC_LINK ? linkedTo() : Optional.empty());
    }

    /** The directory is reached without a link, so that its path is its real one. */
    private Optional<String> linkedTo() {
        try {
            Path target = path.toRealPath();
            return Objects.equals(target.getParent(), path.getParent())
                    ? Optional.of(String.valueOf(target.getFileName()))
                    : Optional.empty();
        } catch (IOException e) {
            // It leads to nothing, in a circle, or to where this user may not look: to no file of this directory.
            return Optional.empty();
        }
    }
}
