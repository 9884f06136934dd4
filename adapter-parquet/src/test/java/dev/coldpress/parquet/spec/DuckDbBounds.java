package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Compares the bounds and null counts that a footer states with those that DuckDB computes from the values. */
final class DuckDbBounds {

    private static final Set<String> COMPARED = Set.of(
            "BOOLEAN",
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "DECIMAL(9,2)",
            "DECIMAL(18,0)",
            "DECIMAL(7,3)",
            "DECIMAL(20,5)",
            "DECIMAL(8,1)");

    private DuckDbBounds() {}

    static void check(DuckDbOracle duckDb, byte[] file) throws SQLException {
        List<List<String>> columns;
        try {
            columns = duckDb.query(file, "DESCRIBE SELECT * FROM read_parquet(%s)");
        } catch (SQLException e) {
            // DuckDB refuses BSON.
            return;
        }
        for (List<String> column : columns) {
            if (COMPARED.contains(column.get(1)) && isReadable(duckDb, file, column.get(0))) {
                check(duckDb, file, column.get(0), column.get(1));
            }
        }
    }

    /** Whether DuckDB compares the values as the format does, and reads their encodings, see {@link DuckDbOracle}. */
    private static boolean isReadable(DuckDbOracle duckDb, byte[] file, String name) throws SQLException {
        String unreadable = "SELECT count(*)::BIGINT FROM parquet_metadata(%s) WHERE path_in_schema = '" + name
                + "' AND (type = 'INT96'"
                + " OR (contains(encodings, 'BYTE_STREAM_SPLIT') AND type NOT IN ('FLOAT', 'DOUBLE'))"
                + " OR contains(encodings, 'DELTA_LENGTH_BYTE_ARRAY'))";
        return duckDb.query(file, unreadable).equals(List.of(List.of("0")));
    }

    private static void check(DuckDbOracle duckDb, byte[] file, String name, String type) throws SQLException {
        String computed = "SELECT min(\"" + name + "\")::VARCHAR, max(\"" + name + "\")::VARCHAR,"
                + " count(*) - count(\"" + name + "\") FROM read_parquet(%s)";
        String stated =
                "SELECT min(stats_min_value::" + type + ")::VARCHAR, max(stats_max_value::" + type + ")::VARCHAR,"
                        + " coalesce(sum(stats_null_count), 0)::BIGINT FROM parquet_metadata(%s) WHERE path_in_schema = '"
                        + name
                        + "'";
        assertThat(duckDb.query(file, stated))
                .as("min, max and nulls of " + name + " " + type)
                .isEqualTo(duckDb.query(file, computed));
    }
}
