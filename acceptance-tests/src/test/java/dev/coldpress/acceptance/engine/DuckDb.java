package dev.coldpress.acceptance.engine;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB in memory: a reader that shares no code with parquet-java. Values come in the Java types of
 * {@link SparkValues}.
 *
 * <p>For one thread.
 */
public final class DuckDb implements AutoCloseable {

    private final Connection connection;

    public DuckDb() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET memory_limit = '2GB'");
        execute("SET threads = 2");
    }

    /** A table expression for local files, without what their paths say; columns are put together by name. */
    public static String parquet(List<Path> files) {
        return "read_parquet(" + list(files) + ", union_by_name = true, hive_partitioning = false)";
    }

    public static String parquet(Path file) {
        return parquet(List.of(file));
    }

    /** A list literal of the files' paths. */
    public static String list(List<Path> files) {
        return files.stream().map(file -> literal(file.toString())).collect(Collectors.joining(", ", "[", "]"));
    }

    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first value of the first row of a query whose answer is a number. */
    public long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new IllegalStateException("No row in the answer to: " + query);
            }
            return rows.getLong(1);
        }
    }

    /** The columns of a query's answer, in order. */
    public Map<String, List<@Nullable Object>> read(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            ResultSetMetaData meta = rows.getMetaData();
            Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.put(meta.getColumnName(i), new ArrayList<>());
            }
            List<List<@Nullable Object>> lists = List.copyOf(columns.values());
            while (rows.next()) {
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    lists.get(i - 1).add(toJava(rows.getObject(i)));
                }
            }
            return columns;
        }
    }

    /** Counts the rows that only one of the relations has; duplicates count, order does not. */
    public long differences(String left, String right) throws SQLException {
        String onlyLeft = "(FROM " + left + " EXCEPT ALL FROM " + right + ")";
        String onlyRight = "(FROM " + right + " EXCEPT ALL FROM " + left + ")";
        return number("SELECT count(*) FROM (" + onlyLeft + " UNION ALL " + onlyRight + ")");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static @Nullable Object toJava(@Nullable Object value) throws SQLException {
        if (value instanceof Array array) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Object item : (Object[]) array.getArray()) {
                values.add(toJava(item));
            }
            return values;
        } else if (value instanceof DuckDBStruct struct) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, Object> field : struct.getMap().entrySet()) {
                values.put(field.getKey(), toJava(field.getValue()));
            }
            return values;
        } else if (value instanceof Blob blob) {
            return SparkValues.hex(blob.getBytes(1, Math.toIntExact(blob.length())));
        } else if (value instanceof UUID uuid) {
            return "0x" + uuid.toString().replace("-", "");
        } else if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        } else if (value instanceof Timestamp time) {
            return time.toLocalDateTime();
        }
        return value;
    }
}
