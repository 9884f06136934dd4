package dev.coldpress.localfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file that looks like the one whose place it takes. */
final class RecycledInode {

    private static final int ATTEMPTS = 1_000;

    private RecycledInode() {}

    /**
     * Deletes a file and puts another one in its place that has its inode, as ext4 gives it at once. Skips the test on
     * a file system that does not give an inode again.
     *
     * @param text as long as the former content
     */
    static void replace(Path file, String text, FileTime lastModified) throws IOException {
        Object former = Files.getAttribute(file, "unix:ino");
        Files.delete(file);
        List<Path> others = new ArrayList<>();
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Path candidate = Files.writeString(file.resolveSibling("_candidate-" + attempt), text);
                if (Files.getAttribute(candidate, "unix:ino").equals(former)) {
                    Files.setLastModifiedTime(candidate, lastModified);
                    Files.move(candidate, file, StandardCopyOption.ATOMIC_MOVE);
                    return;
                }
                others.add(candidate);
            }
        } finally {
            for (Path other : others) {
                Files.delete(other);
            }
        }
        Assumptions.abort("the file system did not give inode " + former + " again in " + ATTEMPTS + " attempts");
    }
}
