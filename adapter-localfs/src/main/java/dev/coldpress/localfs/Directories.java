package dev.coldpress.localfs;

import dev.coldpress.port.ObjectKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/** Directories, and that their names outlive a power cut. */
final class Directories {

    private Directories() {}

    /** Makes one directory if it is missing, durably. */
    static void make(String operation, ObjectKey key, Path parent, Path directory) throws IOException {
        Optional<FileStamp> present = FileStamp.of(directory);
        if (present.isEmpty()) {
            create(parent, directory);
            present = FileStamp.of(directory);
        }
        FileStamp.Kind kind = present.map(FileStamp::kind).orElse(FileStamp.Kind.DIRECTORY);
        if (kind == FileStamp.Kind.SYMBOLIC_LINK) {
            throw FileErrors.symbolicLink(operation, key, directory);
        }
        if (kind != FileStamp.Kind.DIRECTORY) {
            throw FileErrors.unsupported(
                    operation, key, directory + " is a file, and a file system keeps nothing below it");
        }
    }

    private static void create(Path parent, Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            // Somebody else has just made it, and may not have synced it yet: the sync below is for both.
        }
        sync(parent);
    }

    /**
     * Removes a directory if nothing is in it; false if it is still there. That it may come back after a power cut does
     * no harm.
     */
    static boolean removeIfEmpty(Path directory) {
        try {
            Optional<FileStamp> present = FileStamp.of(directory);
            if (present.isPresent() && present.get().kind() != FileStamp.Kind.DIRECTORY) {
                return false;
            }
            Files.deleteIfExists(directory);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes the name of a file durable. */
    static void syncParent(Path file) throws IOException {
        sync(Objects.requireNonNull(file.getParent(), "every object lies in a directory"));
    }

    /** Makes the names in a directory durable. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
