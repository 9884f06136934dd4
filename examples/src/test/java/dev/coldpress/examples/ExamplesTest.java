package dev.coldpress.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.localfs.LocalFileSystemStore;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

    private static final int FILES = 5;
    private static final int ROWS_EACH = 100;

    @TempDir
    private Path lake;

    @Test
    void theOneWithPlainBuildersCompacts() throws IOException, SQLException {
        Path partition = partition("dt=2026-01-15/hour=10");
        EmbeddedCompaction.main(new String[] {lake.toString()});
        assertOneFileWithAllRows(partition);
    }

    @Test
    void theOneByDaggerCompactsOnSchedule() throws Exception {
        Path partition = partition("shop/year=2026/month=01/day=15/hour=10");
        CompletableFuture<CompactionReport> firstRun = new CompletableFuture<>();
        CompactionListener listener = new CompactionListener() {
            @Override
            public void runFinished(CompactionReport report) {
                firstRun.complete(report);
            }
        };
        try (ScheduledCompaction running =
                ScheduledCompaction.start(LocalFileSystemStore.open(lake), listener, Duration.ofHours(1))) {
            assertThat(running).isNotNull();
            assertThat(firstRun.get(1, TimeUnit.MINUTES).isSuccess()).isTrue();
        }
        assertOneFileWithAllRows(partition);
    }

    @Test
    void theReadmeAndTheJavadocShowTheLinesOfTheExample() throws IOException {
        String example = unindented(Files.readString(
                Path.of("src", "main", "java", "dev", "coldpress", "examples", "EmbeddedCompaction.java")));
        String readme = Files.readString(Path.of("..", "README.md"));
        String javadoc = Files.readString(
                        Path.of("..", "compaction-core", "src", "main", "java", "dev", "coldpress", "Compactor.java"))
                .replaceAll("(?m)^ \\* ", "");
        for (String shown : List.of(between(readme, "```java\n", "```"), between(javadoc, "{@code\n", "}</pre>"))) {
            assertThat(unindented(shown)).contains("compactAll()");
            assertThat(example).contains(unindented(shown));
        }
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String unindented(String lines) {
        return lines.replaceAll("(?m)^ +", "");
    }

    /** A partition of small files that were written long ago. */
    private Path partition(String name) throws IOException, SQLException {
        Path partition = Files.createDirectories(lake.resolve(name));
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            for (int i = 0; i < FILES; i++) {
                Path file = partition.resolve("part-" + i + ".parquet");
                statement.execute("COPY (SELECT range AS id, 'row ' || range AS text FROM range(" + i * ROWS_EACH + ", "
                        + (i + 1) * ROWS_EACH + ")) TO '" + file + "' (FORMAT parquet)");
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-15T10:30:00Z")));
            }
        }
        return partition;
    }

    private static void assertOneFileWithAllRows(Path partition) throws IOException, SQLException {
        assertThat(parquetFiles(partition)).singleElement().asString().startsWith("compacted_");
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*), count(DISTINCT id), sum(id) FROM '"
                        + partition + "/*.parquet' WHERE text = 'row ' || id")) {
            assertThat(rows.next()).isTrue();
            long count = FILES * ROWS_EACH;
            assertThat(List.of(rows.getLong(1), rows.getLong(2), rows.getLong(3)))
                    .containsExactly(count, count, count * (count - 1) / 2);
        }
    }

    private static List<String> parquetFiles(Path partition) throws IOException {
        try (Stream<Path> files = Files.list(partition)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".parquet"))
                    .toList();
        }
    }
}
