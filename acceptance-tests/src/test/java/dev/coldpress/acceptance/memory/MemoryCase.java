package dev.coldpress.acceptance.memory;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.lake.RowSource;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.product.ColdpressProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
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

    MemoryFinding measure() throws IOException, SQLException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("coldpress-memory")) {
            LakeWriter lake = new LakeWriter(folder.path().resolve("lake"));
            for (int file = 0; file < files; file++) {
                String fileName = String.format("part-%06d.parquet", file);
                lake.write(LakeWriter.hour(0), fileName, rows, (long) file * rowsPerFile, rowsPerFile, FileForm.USUAL);
            }
            long bytes = LakeFiles.sizeBytes(lake.root());
            String before = contentOf(lake.root());
            Path gcLog = folder.path().resolve("gc.log");
            long start = System.nanoTime();
            long peakResidentKb = run(lake.root(), gcLog, folder.path().resolve("run.log"));
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            int outputs = LakeFiles.visible(lake.root()).size();
            boolean equal = before.equals(contentOf(lake.root()));
            return new MemoryFinding(name, bytes, time, GcLog.peakHeapMb(gcLog), peakResidentKb, outputs, equal);
        }
    }

    /** Returns the peak of the process's resident memory in KB. */
    private static long run(Path root, Path gcLog, Path output) throws IOException, InterruptedException {
        List<String> jvmOptions = List.of(HEAP, "-Xlog:gc:file=" + gcLog);
        try (ColdpressProcess process = ColdpressProcess.start(jvmOptions, List.of("run", "--root=" + root), output)) {
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
