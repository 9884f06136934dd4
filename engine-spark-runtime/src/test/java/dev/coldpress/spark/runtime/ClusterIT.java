package dev.coldpress.spark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar as {@code spark-submit} takes it, on a standalone cluster: master, workers, driver and executors are
 * processes.
 */
class ClusterIT {

    /** As {@code scripts/spark-cluster} calls the directory of the version that it starts. */
    private static final String SPARK = "spark-3.5.9-2.12";

    private static final String SCRIPT = System.getProperty("spark.cluster");
    private static final int PARTITIONS = 8;
    private static final int FILES = 5;
    private static final int ROWS = 200;
    private static final Instant LONG_AGO = Instant.parse("2026-01-02T00:00:00Z");

    private static final Path CLUSTER = Path.of(System.getProperty("cluster"));

    @TempDir
    private Path folder;

    /** The jars are there, so the script fetches none. */
    @BeforeEach
    void start() throws Exception {
        Path home = CLUSTER.resolve(SPARK);
        Path jars = Files.createDirectories(home.resolve("jars"));
        String classPath = Files.readString(Path.of(System.getProperty("spark.class.path")));
        for (String jar : classPath.trim().split(File.pathSeparator, -1)) {
            Path link = jars.resolve(Path.of(jar).getFileName());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(jar));
        }
        Files.copy(
                Path.of(SCRIPT + ".d", "log4j2.properties"),
                Files.createDirectories(home.resolve("conf")).resolve("log4j2.properties"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(home.resolve("RELEASE"), "Spark\n");
        script("start", "--workers", "2");
    }

    @AfterEach
    void stop() throws Exception {
        script("stop");
    }

    private String script(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT));
        command.addAll(List.of(arguments));
        Path printed = folder.resolve("printed");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().put("SPARK_CLUSTER_DIR", CLUSTER.toString());
        int exitCode = builder.start().waitFor();
        String text = Files.readString(printed);
        assertThat(exitCode).as(text).isZero();
        return text;
    }

    @Test
    void executorsCompactALakeAndEveryRowIsThereOnce() throws Exception {
        Path lake = folder.resolve("lake");
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            write(lake, statement);
            statement.execute("create table truth as select * from " + everything(lake));

            String printed =
                    script("submit", "--", "run", "--root", lake.toString(), "--layout", "dt={yyyy-MM-dd}/hour={HH}/");

            assertThat(printed).contains("in " + PARTITIONS + " partitions compacted");
            assertThat(dataFiles(lake)).hasSize(PARTITIONS);
            assertThat(number(statement, "select count(*) from " + everything(lake)))
                    .isEqualTo((long) PARTITIONS * FILES * ROWS);
            assertThat(number(
                            statement,
                            "select count(*) from (select * from truth except all select * from " + everything(lake)
                                    + ")"))
                    .isZero();
        }
        try (Stream<Path> work = Files.walk(CLUSTER, 4)) {
            assertThat(work.filter(file -> file.endsWith("stderr")))
                    .as("logs of executors")
                    .hasSize(2);
        }
    }

    private static void write(Path lake, Statement statement) throws IOException, SQLException {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Path hour = Files.createDirectories(lake.resolve("dt=2026-01-01").resolve("hour=0" + partition));
            for (int file = 0; file < FILES; file++) {
                int from = (partition * FILES + file) * ROWS;
                Path part = hour.resolve("part-" + file + ".parquet");
                statement.execute(
                        "copy (select range as id, 'name ' || range % 7 as name, range / 3.0 as value from range("
                                + from + ", " + (from + ROWS) + ")) to '" + part
                                + "' (format parquet, compression snappy)");
                Files.setLastModifiedTime(part, FileTime.from(LONG_AGO));
            }
        }
    }

    private static List<Path> dataFiles(Path lake) throws IOException {
        try (Stream<Path> files = Files.walk(lake)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    private static String everything(Path lake) {
        return "read_parquet('" + lake + "/dt=*/hour=*/*.parquet', hive_partitioning = true)";
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
