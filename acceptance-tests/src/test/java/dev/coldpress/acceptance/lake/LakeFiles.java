package dev.coldpress.acceptance.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What lies in a lake on a local file system. */
public final class LakeFiles {

    private LakeFiles() {}

    /** What a reader takes for data: Parquet files of which no segment of the path begins with a dot or an underscore. */
    public static List<Path> visible(Path root) throws IOException {
        return regular(root).filter(file -> isVisible(root.relativize(file))).sorted().toList();
    }

    /** Files that readers do not see, the control prefix left out: what a crash may have left behind. */
    public static List<Path> hiddenAmongData(Path root, String controlPrefix) throws IOException {
        return regular(root)
                .filter(file -> !isVisible(root.relativize(file)))
                .filter(file -> !root.relativize(file).startsWith(controlPrefix))
                .sorted()
                .toList();
    }

    /** The directory of a file, relative to the root, with a slash at its end. */
    public static String partition(Path root, Path file) {
        Path relative = root.relativize(file);
        return relative.subpath(0, relative.getNameCount() - 1) + "/";
    }

    private static Stream<Path> regular(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static boolean isVisible(Path relative) {
        return relative.toString().endsWith(".parquet")
                && StreamSupport.stream(relative.spliterator(), false)
                        .noneMatch(name -> name.toString().startsWith(".")
                                || name.toString().startsWith("_"));
    }
}
