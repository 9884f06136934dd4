package dev.coldpress.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes room for a demonstration without ever deleting what is somebody else's. */
final class DemoDirectory {

    /** Lies in every directory that holds a demonstration. */
    private static final String MARK = ".coldpress-demo";

    private DemoDirectory() {}

    /**
     * An empty directory but for the mark. An earlier demonstration there is deleted.
     *
     * @throws DemoException if something else is there, or nothing can be written
     */
    static Path prepare(Path directory) {
        try {
            Files.createDirectories(directory);
            if (!isEmpty(directory)) {
                if (!Files.isRegularFile(directory.resolve(MARK))) {
                    throw new DemoException(directory + " is not empty and no demo lake, so it is left alone."
                            + " Name an empty or new directory with --dir.");
                }
                clear(directory);
            }
            Files.createFile(directory.resolve(MARK));
            return directory.toRealPath();
        } catch (IOException e) {
            throw new DemoException("The demo cannot use " + directory + ": " + e
                    + ". Name a directory that can be written to with --dir.");
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Deletes what is below, and follows no link. The mark goes last: a deletion that was stopped can be taken up. */
    private static void clear(Path directory) throws IOException {
        List<Path> below;
        try (Stream<Path> walk = Files.walk(directory)) {
            below = walk.filter(path -> !path.equals(directory) && !path.equals(directory.resolve(MARK)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path path : below) {
            Files.delete(path);
        }
        Files.delete(directory.resolve(MARK));
    }
}
