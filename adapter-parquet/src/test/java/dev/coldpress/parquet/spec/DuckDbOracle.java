package dev.coldpress.parquet.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares rows as DuckDB reads them: those of some files behind each other with those of one file. Values are compared
 * as text, in which DuckDB tells NULL from [] and [NULL], 'NULL' from NULL, -0.0 from 0.0, and prints every double
 * exactly.
 *
 * <p>DuckDB refuses BSON, BYTE_STREAM_SPLIT of anything but FLOAT and DOUBLE, and DELTA_LENGTH_BYTE_ARRAY of decimals;
 * such sources are {@link Verdict#UNREADABLE}, and only {@link ExpectedColumns} tells about their merge. It reads
 * decimals of more than 38 digits as doubles, and nanoseconds with a zone as microseconds; there too the bits are
 * compared elsewhere.
 */
final class DuckDbOracle implements AutoCloseable {

    /** What a comparison came to. */
    enum Verdict {
        EQUAL,
        /** DuckDB does not read the sources, whatever was made of them. */
        UNREADABLE
    }

    private final Path directory;
    private final Connection left;
    private final Connection right;

    DuckDbOracle(Path directory) throws SQLException {
        this.directory = directory;
        left = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = left.createStatement()) {
            statement.execute("SET memory_limit = '1GB'");
            statement.execute("SET threads = 1");
            statement.execute("SET TimeZone = 'UTC'");
        }
        right = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = right.createStatement()) {
            statement.execute("SET memory_limit = '1GB'");
            statement.execute("SET threads = 1");
            statement.execute("SET TimeZone = 'UTC'");
        }
    }

    @Override
    public void close() throws SQLException {
        left.close();
        right.close();
    }

    /** @throws AssertionError if types or rows differ: names the first row and column, and both values */
    Verdict compare(List<byte[]> sources, byte[] output) {
        List<Path> files = new ArrayList<>();
        IntStream.range(0, sources.size()).forEach(i -> files.add(write("%04d.parquet".formatted(i), sources.get(i))));
        String scan = scan(files);
        String outputScan = scan(List.of(write("output.parquet", output)));
        Map<String, String> types;
        try {
            types = types(left, scan);
            drain(scan);
        } catch (SQLException e) {
            return Verdict.UNREADABLE;
        }
        try {
            Map<String, String> outputTypes = types(right, outputScan);
            require(outputTypes.equals(types), "types of sources " + types + " but of the output " + outputTypes);
            compareRows(query(types, scan), query(types, outputScan), List.copyOf(types.keySet()));
        } catch (SQLException e) {
            throw new AssertionError("DuckDB reads the sources but not the output: " + e.getMessage(), e);
        }
        return Verdict.EQUAL;
    }

    /** The single value that a query gives; {@code %s} stands for the file. */
    List<List<String>> query(byte[] file, String sql) throws SQLException {
        String path = quoted(write("queried.parquet", file).toString());
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = left.createStatement();
                ResultSet result = statement.executeQuery(sql.formatted(path))) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private Path write(String name, byte[] bytes) {
        try {
            return Files.write(directory.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String scan(List<Path> files) {
        String list = files.stream().map(file -> quoted(file.toString())).collect(Collectors.joining(", ", "[", "]"));
        return "read_parquet(" + list + ", union_by_name = true, hive_partitioning = false)";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Map<String, String> types(Connection connection, String scan) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM " + scan)) {
            while (result.next()) {
                types.put(result.getString(1), result.getString(2));
            }
        }
        return types;
    }

    private static String query(Map<String, String> columns, String scan) {
        return columns.keySet().stream()
                .map(name -> "\"" + name.replace("\"", "\"\"") + "\"::VARCHAR")
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + scan + " ORDER BY filename, file_row_number"));
    }

    /** Decodes everything once, so that a refusal cannot be taken for a difference later. */
    private void drain(String scan) throws SQLException {
        try (Statement statement = left.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(COLUMNS(*)::VARCHAR) FROM " + scan)) {
            result.next();
        }
    }

    private void compareRows(String expectedQuery, String actualQuery, List<String> names) throws SQLException {
        try (Statement expectedStatement = left.createStatement();
                Statement actualStatement = right.createStatement();
                ResultSet expected = expectedStatement.executeQuery(expectedQuery);
                ResultSet actual = actualStatement.executeQuery(actualQuery)) {
            for (long row = 0; expected.next(); row++) {
                require(actual.next(), "the output ends after " + row + " rows");
                for (int i = 1; i <= names.size(); i++) {
                    String want = expected.getString(i);
                    String got = actual.getString(i);
                    String where = "row " + row + ", column " + names.get(i - 1);
                    require(Objects.equals(want, got), where + ": the source has " + want + ", the output " + got);
                }
            }
            require(!actual.next(), "the output has more rows than the sources");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError("By DuckDB, " + message);
        }
    }
}
