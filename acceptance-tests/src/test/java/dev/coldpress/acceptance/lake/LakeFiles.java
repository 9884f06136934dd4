package dev.coldpress.acceptance.lake;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What lies in a lake on a local file system. */
public final class LakeFiles {

    private LakeFiles() {}

    /**
     * What a reader takes for data: Parquet files of which no segment of the path begins with a dot or an underscore.
     */
    public static List<Path> visible(Path root) throws IOException {
        return regular(root)
                .filter(file -> isVisible(root.relativize(file)))
                .sorted()
                .toList();
    }

    /** Staged uploads, which no reader sees: what a dead run may have left behind. */
    public static List<Path> hiddenStagedFiles(Path root) throws IOException {
        return regular(root)
                .filter(file -> file.getFileName().toString().endsWith(".staged"))
                .sorted()
                .toList();
    }

    /** Every file, hidden ones and a compactor's own too. */
    public static List<Path> all(Path root) throws IOException {
        return regular(root).sorted().toList();
    }

    /** Of all visible files together. */
    public static long sizeBytes(Path root) throws IOException {
        long sizeBytes = 0;
        for (Path file : visible(root)) {
            sizeBytes += Files.size(file);
        }
        return sizeBytes;
    }

    /** The directory of a file, relative to the root, with a slash at its end. */
    public static String partition(Path root, Path file) {
        Path relative = root.relativize(file);
        return relative.subpath(0, relative.getNameCount() - 1) + "/";
    }

    /** What goes away meanwhile is left out. */
    private static Stream<Path> regular(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException && !file.equals(root)) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return files.stream();
    }

    private static boolean isVisible(Path relative) {
        return relative.toString().endsWith(".parquet")
                && StreamSupport.stream(relative.spliterator(), false)
                        .noneMatch(name -> name.toString().startsWith(".")
                                || name.toString().startsWith("_"));
    }
}
