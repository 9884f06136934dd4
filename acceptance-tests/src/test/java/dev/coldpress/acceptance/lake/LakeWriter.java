package dev.coldpress.acceptance.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Fills a lake of the default layout, {@code <app>/year=/month=/day=/hour=/}, with files of the past: their partitions
 * are cold, and their modification times are older than any quiet period.
 */
public final class LakeWriter {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2024-03-08T06:00:00Z"));

    private final Path root;

    /** Makes the root if it is not there. */
    public LakeWriter(Path root) throws IOException {
        this.root = Files.createDirectories(root);
    }

    public Path root() {
        return root;
    }

    /** The path of an hour of 2024-03-07 below the root, with a slash at its end. */
    public static String hour(int hour) {
        return String.format("app1/year=2024/month=03/day=07/hour=%02d/", hour);
    }

    /** Writes rows {@code firstId} to {@code firstId + rows - 1} into a file of the partition. */
    public Path write(String partition, String name, RowSource source, long firstId, int rows, FileForm form)
            throws IOException {
        Path file = place(partition, name);
        ParquetFiles.write(file, source, firstId, rows, form);
        return age(file);
    }

    /** Puts a copy of any file into the partition. */
    public Path copy(String partition, String name, Path original) throws IOException {
        return age(Files.copy(original, place(partition, name)));
    }

    private Path place(String partition, String name) throws IOException {
        return Files.createDirectories(root.resolve(partition)).resolve(name);
    }

    private static Path age(Path file) throws IOException {
        return Files.setLastModifiedTime(file, LONG_AGO);
    }
}
