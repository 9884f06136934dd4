package dev.coldpress.acceptance.memory;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.lake.RowSource;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.product.ColdpressProcess;
import dev.coldpress.acceptance.s3.Bucket;
import dev.coldpress.acceptance.s3.S3ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A lake of one partition, compacted by the command under a small heap.
 *
 * @param rowsPerFile such that a file has about the size that the name says
 */
record MemoryCase(String name, int files, int rowsPerFile, RowSource rows) {

    static final String HEAP = "-Xmx512m";

    private static final Duration LONGEST_RUN = Duration.ofMinutes(30);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(20);

    /**
     * Compacts the lake on the local file system.
     *
     * @param sort as the setting of this name
     */
    MemoryFinding measure(String sort) throws IOException, SQLException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("coldpress-memory")) {
            Path lake = fill(folder);
            long bytes = LakeFiles.sizeBytes(lake);
            String before = contentOf(lake);
            Run run = run(List.of("--root=" + lake, "--sort=" + sort), folder);
            return finding(name, bytes, run, before, lake);
        }
    }

    /** Compacts the same lake on a server of S3 in another process, which has its objects on the same disk. */
    MemoryFinding measureOnS3(String sort) throws IOException, SQLException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("coldpress-memory")) {
            Path lake = fill(folder);
            long bytes = LakeFiles.sizeBytes(lake);
            String before = contentOf(lake);
            Path objects = Files.createDirectory(folder.path().resolve("objects"));
            Path after = Files.createDirectory(folder.path().resolve("after"));
            try (S3ServerProcess server =
                            S3ServerProcess.startOnDisk(objects, folder.path().resolve("server.log"));
                    Bucket bucket = Bucket.create(server.endpoint(), "lake")) {
                for (Path file : LakeFiles.visible(lake)) {
                    bucket.put(lake.relativize(file).toString(), file);
                }
                List<String> arguments = new ArrayList<>(bucket.options(""));
                // The objects have just been written.
                arguments.add("--quiet-period=0s");
                arguments.add("--sort=" + sort);
                Run run = run(arguments, folder);
                bucket.download(after, Bucket::isVisible);
                return finding(name + " on S3", bytes, run, before, after);
            }
        }
    }

    private Path fill(TemporaryFolder folder) throws IOException {
        LakeWriter lake = new LakeWriter(folder.path().resolve("lake"));
        for (int file = 0; file < files; file++) {
            String fileName = String.format("part-%06d.parquet", file);
            lake.write(LakeWriter.hour(0), fileName, rows, (long) file * rowsPerFile, rowsPerFile, FileForm.USUAL);
        }
        return lake.root();
    }

    private static MemoryFinding finding(String name, long bytes, Run run, String before, Path after)
            throws IOException, SQLException {
        boolean equal = before.equals(contentOf(after));
        int outputs = LakeFiles.visible(after).size();
        return new MemoryFinding(name, bytes, run.time(), run.peakHeapMb(), run.peakResidentKb(), outputs, equal);
    }

    private record Run(Duration time, long peakHeapMb, long peakResidentKb) {}

    private static Run run(List<String> place, TemporaryFolder folder) throws IOException, InterruptedException {
        Path gcLog = folder.path().resolve("gc.log");
        long start = System.nanoTime();
        long peakResidentKb = run(place, gcLog, folder.path().resolve("run.log"));
        return new Run(Duration.ofNanos(System.nanoTime() - start), GcLog.peakHeapMb(gcLog), peakResidentKb);
    }

    /** Returns the peak of the process's resident memory in KB. */
    private static long run(List<String> place, Path gcLog, Path output) throws IOException, InterruptedException {
        List<String> jvmOptions = new ArrayList<>(List.of(HEAP, "-Xlog:gc:file=" + gcLog));
        jvmOptions.addAll(S3ServerProcess.jvmOptions());
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(place);
        try (ColdpressProcess process = ColdpressProcess.start(jvmOptions, arguments, output)) {
            long peak = 0;
            long end = System.nanoTime() + LONGEST_RUN.toNanos();
            while (!process.endsWithin(LOOK_INTERVAL) && System.nanoTime() < end) {
                peak = Math.max(peak, process.peakResidentKb());
            }
            if (process.isAlive() || process.exitCode() != 0) {
                throw new IllegalStateException("The run did not end well: " + process.printed());
            }
            return peak;
        }
    }

    /** Rows, distinct ids, and a checksum over all values of every row. */
    private static String contentOf(Path root) throws IOException, SQLException {
        try (DuckDb duck = new DuckDb()) {
            return duck.read("SELECT count(*) AS row_count, count(DISTINCT id) AS ids, sum(hash(t)::HUGEINT)"
                            + " AS checksum FROM " + DuckDb.parquet(LakeFiles.visible(root)) + " t")
                    .toString();
        }
    }
}
