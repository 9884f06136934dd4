package dev.coldpress.localfs;

import java.nio.file.Path;

/**
 * A file or a directory in a listing.
 *
 * @param name what it is sorted by: the key of an object, or the prefix that a directory stands for, with its slash
 */
record ListedEntry(String name, Path path, FileStamp stamp) {

    boolean isDirectory() {
        return stamp.kind() == FileStamp.Kind.DIRECTORY;
    }
}
