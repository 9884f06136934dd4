package dev.coldpress.examples.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A partition of five small files that were written long ago. DuckDB writes and reads them. */
public final class TestPartition {

    private static final int FILES = 5;
    private static final int ROWS_EACH = 100;

    private final Path directory;

    private TestPartition(Path directory) {
        this.directory = directory;
    }

    /** @param name path below the root of the lake, such as {@code dt=2026-01-15/hour=10} */
    public static TestPartition create(Path lake, String name) throws IOException, SQLException {
        Path directory = Files.createDirectories(lake.resolve(name));
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            for (int i = 0; i < FILES; i++) {
                Path file = directory.resolve("part-" + i + ".parquet");
                statement.execute("COPY (SELECT range AS id, 'row ' || range AS text FROM range(" + i * ROWS_EACH + ", "
                        + (i + 1) * ROWS_EACH + ")) TO '" + file + "' (FORMAT parquet)");
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-15T10:30:00Z")));
            }
        }
        return new TestPartition(directory);
    }

    /** Names of the Parquet files that are there now. */
    public List<String> fileNames() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".parquet"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether each row that was written is there once, with its values, and no other. */
    public boolean hasEachRowOnce() throws SQLException {
        long count = FILES * ROWS_EACH;
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*), count(DISTINCT id), sum(id), count(*) FILTER (text = 'row ' || id) FROM '"
                                + directory + "/*.parquet'")) {
            return rows.next()
                    && rows.getLong(1) == count
                    && rows.getLong(2) == count
                    && rows.getLong(3) == count * (count - 1) / 2
                    && rows.getLong(4) == count;
        }
    }
}
