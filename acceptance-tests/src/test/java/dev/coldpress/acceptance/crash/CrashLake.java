package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.EventRows;
import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.place.LakePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A lake of a few partitions with several groups of small files each. Every row has an id of its own, and DuckDB holds
 * a copy of every row as it was before any compaction, in the table {@code truth}.
 */
final class CrashLake {

    static final String TRUTH = "truth";

    /** Enough for one process. */
    static final int FEW_PARTITIONS = 3;

    private static final int SMALL_FILES_PER_PARTITION = 12;
    private static final int ROWS_PER_FILE = 30;
    private static final int PAYLOAD_BYTES = 256;

    /** About four files: so one partition has several groups, and a run many steps. */
    private static final int TARGET_BYTES = 48 << 10;

    /** Outputs are not counted as small: they have the target size, or nearly. */
    private static final int SMALL_BYTES = 16 << 10;

    private final List<String> partitions;
    private final LakeWriter sink;
    private final Path delivered;
    private final Map<String, Path> files = new TreeMap<>();
    private final DuckDb duck;
    private final Random random;
    private LakePlace place;
    private long nextId;

    /** @param sink a directory for files that are being written, on the file system of a local place */
    CrashLake(int partitions, LakePlace place, Path sink, DuckDb duck, Random random) throws IOException, SQLException {
        this.partitions =
                IntStream.range(0, partitions).mapToObj(LakeWriter::hour).toList();
        this.place = place;
        this.sink = new LakeWriter(sink);
        this.delivered = Files.createTempDirectory(this.sink.root(), "delivered");
        this.duck = duck;
        this.random = random;
        duck.execute("CREATE OR REPLACE TABLE " + TRUTH + " (partition VARCHAR, id BIGINT, moment TIMESTAMPTZ,"
                + " kind VARCHAR, city VARCHAR, amount DOUBLE, payload BLOB)");
    }

    LakePlace place() {
        return place;
    }

    /** Of a lake in a local place. */
    LakeTraces traces() throws IOException {
        return new LakeTraces(place.readable(), partitions);
    }

    /** The arguments of a run over this lake. The quiet period is off, because its outputs are fresh. */
    List<String> runArguments() {
        return runArguments(place.runOptions());
    }

    /** The same for another way to the lake, or a part of it. */
    static List<String> runArguments(List<String> root) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(root);
        arguments.addAll(
                List.of("--target-size=" + TARGET_BYTES, "--max-size=" + 2 * TARGET_BYTES, "--quiet-period=0s"));
        return arguments;
    }

    /** What starts soonest, since most of such a short run is starting up. */
    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        options.addAll(place.jvmOptions());
        return options;
    }

    /**
     * Adds late files, under names anywhere among the others, until every partition has its number of small ones again.
     */
    void topUp() throws IOException, SQLException {
        for (String partition : partitions) {
            for (long have = smallFiles(partition); have < SMALL_FILES_PER_PARTITION; have++) {
                addFile(partition);
            }
        }
    }

    private long smallFiles(String partition) throws IOException {
        return place.visible().entrySet().stream()
                .filter(file -> file.getKey().startsWith(partition))
                .filter(file -> file.getValue() < SMALL_BYTES)
                .count();
    }

    /** Adds files to partitions at random, also while runs are at work. */
    void addLateFiles(int files) throws IOException, SQLException {
        for (int i = 0; i < files; i++) {
            addFile(partitions.get(random.nextInt(partitions.size())));
        }
    }

    /**
     * The sink writes a file once more that it has written before, whatever has become of it. Returns whether there was
     * one.
     */
    boolean deliverAgain() throws IOException {
        if (files.isEmpty()) {
            return false;
        }
        String path = List.copyOf(files.keySet()).get(random.nextInt(files.size()));
        put(path);
        return true;
    }

    private void put(String path) throws IOException {
        Path copy = delivered.resolve("on-its-way");
        place.add(path, Files.copy(Objects.requireNonNull(files.get(path)), copy, StandardCopyOption.COPY_ATTRIBUTES));
        Files.deleteIfExists(copy);
    }

    /** From now on the lake is what lies there. */
    void goOnAt(LakePlace copy) {
        place = copy;
    }

    /** The file appears whole, and only when its rows are in the truth. */
    private void addFile(String partition) throws IOException, SQLException {
        String name = String.format("%08x-%d.parquet", random.nextInt(), nextId);
        Path file = sink.write(partition, name, new EventRows(PAYLOAD_BYTES), nextId, ROWS_PER_FILE, FileForm.USUAL);
        nextId += ROWS_PER_FILE;
        duck.execute(
                "INSERT INTO " + TRUTH + " SELECT " + DuckDb.literal(partition) + ", * FROM " + DuckDb.parquet(file));
        files.put(partition + name, Files.move(file, delivered.resolve(name)));
        put(partition + name);
    }
}
