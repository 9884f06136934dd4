package dev.coldpress.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoLakeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T02:10:00Z");
    private static final DemoScale SCALE = new DemoScale(5, 6, 20);

    @TempDir
    private Path root;

    private DemoLake lake;
    private Connection duckDb;

    @BeforeEach
    void create() throws IOException, SQLException {
        lake = DemoLake.create(root, NOW, SCALE);
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        duckDb.close();
    }

    @Test
    void everyHourOfBothApplicationsHasItsFiles() throws IOException {
        Map<String, Long> filesPerPartition = files().stream()
                .collect(Collectors.groupingBy(
                        file -> root.relativize(file.getParent()).toString(), Collectors.counting()));
        assertThat(filesPerPartition)
                .hasSize(2 * SCALE.hours())
                .allSatisfy((partition, count) -> assertThat(count).isEqualTo(SCALE.filesPerPartition()));
        assertThat(filesPerPartition)
                .containsKeys("shop/year=2026/month=03/day=01/hour=02", "game/year=2026/month=02/day=28/hour=22");
    }

    @Test
    void duckDbReadsEveryFileButTheCorruptOne() throws IOException, SQLException {
        for (Path file : files()) {
            if (file.equals(root.resolve(lake.corrupt().path()))) {
                assertThatThrownBy(() -> count(file)).isInstanceOf(SQLException.class);
            } else {
                assertThat(count(file)).isEqualTo(SCALE.rowsPerFile());
            }
        }
    }

    @Test
    void schemasConflictAndEvolveWhereTheyAreSaidTo() throws SQLException {
        assertThat(columnTypes(lake.conflicting().path(), "amount")).containsExactlyInAnyOrder("DOUBLE", "BYTE_ARRAY");
        assertThat(columnTypes(lake.evolving().path(), "amount")).containsExactly("DOUBLE");
        assertThat(columnTypes(lake.evolving().path(), "referrer")).containsExactly("BYTE_ARRAY");
        assertThat(columnTypes(lake.hot().get(0).path(), "referrer")).isEmpty();
    }

    @Test
    void theQuietPeriodOfColdFilesIsOverAndNoFileIsFromTheFuture() throws IOException {
        for (Path file : files()) {
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            boolean isHot = lake.filesToLeaveAlone().contains(file)
                    && !file.equals(root.resolve(lake.corrupt().path()));
            assertThat(modified).isBeforeOrEqualTo(isHot ? NOW : NOW.minus(Duration.ofMinutes(15)));
        }
    }

    @Test
    void theSameHourGivesTheSameBytes(@TempDir Path other) throws IOException {
        DemoLake.create(other, NOW.plusSeconds(60), SCALE);
        for (Path file : files()) {
            assertThat(other.resolve(root.relativize(file))).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void theFilesToLeaveAloneAreTheCorruptOneAndTheHotOnes() throws IOException {
        assertThat(lake.filesToLeaveAlone())
                .hasSize(1 + 2 * SCALE.filesPerPartition())
                .contains(root.resolve(lake.corrupt().path()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private long count(Path file) throws SQLException {
        return Long.parseLong(query("SELECT count(*) FROM '" + file + "'").get(0));
    }

    private List<String> columnTypes(String partition, String column) throws SQLException {
        return query("SELECT DISTINCT type FROM parquet_schema('" + root.resolve(partition)
                + "/*.parquet') WHERE name = '" + column + "'");
    }

    private List<String> query(String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            Stream.Builder<String> rows = Stream.builder();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows.build().toList();
        }
    }
}
