package dev.coldpress.acceptance.place;

import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A directory of the local file system. */
public record LocalPlace(Path root) implements LakePlace {

    /** In the eyes of the orphan clean-up. */
    private static final Duration OLD = Duration.ofDays(2);

    @Override
    public List<String> runOptions(String directory) {
        return List.of("--root=" + root.resolve(directory));
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
    public boolean has(String path) {
        return Files.exists(root.resolve(path));
    }

    @Override
    public void delete(String path) throws IOException {
        Files.delete(root.resolve(path));
    }

    @Override
    public Path readable() {
        return root;
    }

    @Override
    public Path whole() {
        return root;
    }

    @Override
    public DirectorySnapshot snapshot() throws IOException {
        return DirectorySnapshot.of(root);
    }

    @Override
    public LakePlace another() throws IOException {
        return new LocalPlace(Files.createTempDirectory(root.getParent(), "copy"));
    }

    @Override
    public void copyTo(LakePlace to, Predicate<String> which) throws IOException {
        Path copy = ((LocalPlace) to).root;
        for (Path file : LakeFiles.all(root)) {
            Path path = root.relativize(file);
            if (which.test(path.toString())) {
                Files.createDirectories(copy.resolve(path).getParent());
                copy(file, copy.resolve(path));
            }
        }
    }

    /** What goes away meanwhile is left out. */
    private static void copy(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(to);
        }
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
