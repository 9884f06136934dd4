package dev.coldpress.acceptance.job;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.product.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Makes lakes. The files of a partition are made once, by the generator beside the project if it and its Python
 * packages are there, else by parquet-java.
 */
final class JobLakes {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2024-03-08T06:00:00Z"));
    private static final LocalDateTime FIRST_HOUR = LocalDateTime.parse("2023-01-01T00:00:00");
    private static final DateTimeFormatter PARTITION =
            DateTimeFormatter.ofPattern("'app1/year='yyyy'/month='MM'/day='dd'/hour='HH");

    private final Path folder;
    private final Optional<Path> generator;

    /** @param folder for the files; what is there from a former time is used again */
    JobLakes(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        Path script = ProjectHome.path("../shared/bench/gen_lake.py").normalize();
        generator = Files.exists(script) && Peers.hasPython("numpy, pyarrow") ? Optional.of(script) : Optional.empty();
    }

    /** The directory with the files of one partition. */
    Path files(LakeSize size) throws IOException, InterruptedException {
        Path files = folder.resolve(size.fileSet() + (generator.isPresent() ? "-pyarrow" : "-java"));
        if (!Files.exists(files)) {
            Path making = folder.resolve("making");
            TemporaryFolder.delete(making);
            make(size, making);
            for (Path file : LakeFiles.visible(making)) {
                Files.setLastModifiedTime(file, LONG_AGO);
            }
            Files.move(making, files);
        }
        return files;
    }

    private void make(LakeSize size, Path into) throws IOException, InterruptedException {
        if (generator.isEmpty()) {
            size.shape().write(into, size.filesPerPartition(), size.rowsPerFile());
            return;
        }
        Process process = new ProcessBuilder(
                        "python3",
                        generator.get().toString(),
                        into.toString(),
                        Integer.toString(size.filesPerPartition()),
                        Integer.toString(size.rowsPerFile()),
                        "--shape",
                        size.shapeName(),
                        "--seed",
                        "77")
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The generator ended with exit code " + process.exitValue());
        }
    }

    /** A lake of hard links, for those who only read. */
    Path links(LakeSize size, Path root) throws IOException, InterruptedException {
        return lay(size, root, Files::createLink);
    }

    /** A lake whose files are its own. They are on disk when this returns, so that nobody else has to wait for them. */
    Path copies(LakeSize size, Path root) throws IOException, InterruptedException {
        lay(size, root, (copy, file) -> Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES));
        new ProcessBuilder("sync").start().waitFor();
        return root;
    }

    /** Makes a file of another one. */
    @FunctionalInterface
    private interface Laying {
        void lay(Path path, Path file) throws IOException;
    }

    private Path lay(LakeSize size, Path root, Laying laying) throws IOException, InterruptedException {
        List<Path> files = LakeFiles.visible(files(size));
        for (int i = 0; i < size.partitions(); i++) {
            Path partition = Files.createDirectories(root.resolve(partition(i)));
            for (Path file : files) {
                laying.lay(partition.resolve(file.getFileName()), file);
            }
        }
        return root;
    }

    /** The path of a partition in a lake. */
    static String partition(int index) {
        return PARTITION.format(FIRST_HOUR.plusHours(index));
    }

    /** Throws if a partition of a lake has not exactly the rows that it had, in any order, or more than one file. */
    void requireMerged(LakeSize size, Path root, String program)
            throws IOException, InterruptedException, SQLException {
        String expected = content(files(size));
        for (int i = 0; i < size.partitions(); i++) {
            Path partition = root.resolve(partition(i));
            String actual = content(partition);
            int files = LakeFiles.visible(partition).size();
            if (!actual.equals(expected) || files != 1) {
                throw new IllegalStateException(program + " left " + actual + " in " + files + " files of " + partition
                        + " instead of " + expected + " in one");
            }
        }
    }

    private static String content(Path directory) throws IOException, SQLException {
        try (DuckDb duck = new DuckDb()) {
            return duck.read("SELECT count(*) AS row_count, sum(hash(t)::HUGEINT) AS checksum FROM "
                            + DuckDb.parquet(LakeFiles.visible(directory)) + " t")
                    .toString();
        }
    }
}
