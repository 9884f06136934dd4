package dev.coldpress.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the rows of directories of Parquet files with DuckDB, which shares no code with what wrote them. */
public final class LakeComparison {

    private LakeComparison() {}

    /** All visible Parquet files below a directory. */
    public static List<Path> dataFiles(Path root, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".parquet"))
                    .filter(file -> !root.relativize(file).toString().matches("(.*/)?[._].*"))
                    .filter(wanted)
                    .sorted()
                    .toList();
        }
    }

    /** Rows that are in one of the two and not, or not as often, in the other. */
    public static long differences(List<Path> before, List<Path> after) throws SQLException {
        String left = rows(before);
        String right = rows(after);
        return number("SELECT (SELECT count(*) FROM (" + left + " EXCEPT ALL " + right + ")) + (SELECT count(*) FROM ("
                + right + " EXCEPT ALL " + left + "))");
    }

    static long count(List<Path> files) throws SQLException {
        return number("SELECT count(*) FROM (" + rows(files) + ")");
    }

    private static String rows(List<Path> files) {
        String names = files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", ", "[", "]"));
        // Not by their directories: a lake and its copy have different ones.
        return "(SELECT event_id, event_time, event_name, user_id, country, url, CAST(amount AS VARCHAR), referrer"
                + " FROM read_parquet(" + names + ", union_by_name = true, hive_partitioning = false))";
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
