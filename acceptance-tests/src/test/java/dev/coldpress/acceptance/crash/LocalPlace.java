package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A directory of the local file system. */
record LocalPlace(Path root) implements LakePlace {

    /** In the eyes of the janitor. */
    private static final Duration OLD = Duration.ofDays(2);

    @Override
    public List<String> runOptions() {
        return List.of("--root=" + root);
    }

    @Override
    public List<String> jvmOptions() {
        return List.of();
    }

    @Override
    public Duration longestPause() {
        return Duration.ofMillis(250);
    }

    @Override
    public Map<String, Long> visible() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (Path file : LakeFiles.visible(root)) {
            sizes.put(root.relativize(file).toString(), file.toFile().length());
        }
        return sizes;
    }

    @Override
    public void add(String path, Path file) throws IOException {
        Path place = root.resolve(path);
        Files.createDirectories(place.getParent());
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Path readable() {
        return root;
    }

    @Override
    public DirectorySnapshot snapshot() throws IOException {
        return DirectorySnapshot.of(root);
    }

    @Override
    public int leftovers() throws IOException {
        return LakeFiles.hiddenStagedFiles(root).size();
    }

    @Override
    public void age() throws IOException {
        for (Path file : LakeFiles.hiddenStagedFiles(root)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(OLD)));
        }
    }

    @Override
    public void clear() throws IOException {
        TemporaryFolder.delete(root);
        Files.createDirectories(root);
    }

    @Override
    public void close() {}
}
