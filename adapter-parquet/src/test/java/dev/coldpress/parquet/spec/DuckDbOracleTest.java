package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle sees what it must see: a comparison that cannot fail proves nothing. */
class DuckDbOracleTest {

    private static final List<String> VALUES = List.of(
            "NULL::DOUBLE[]",
            "[]::DOUBLE[]",
            "[NULL]::DOUBLE[]",
            "[0.0]::DOUBLE[]",
            "['-0.0'::DOUBLE]",
            "['nan'::DOUBLE]",
            "[0.1::DOUBLE]",
            "[0.1::DOUBLE + 1.4e-17]",
            "[NULL, NULL]::DOUBLE[]");

    private static byte[] parquet(Path directory, String rows) throws SQLException, IOException {
        Path file = directory.resolve("written.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM (VALUES " + rows + ") t(v)) TO '" + file + "' (FORMAT parquet)");
        }
        return Files.readAllBytes(file);
    }

    @Test
    void everyTwoValuesThatDifferAreToldApart(@TempDir Path directory) throws SQLException, IOException {
        try (DuckDbOracle oracle = new DuckDbOracle(directory)) {
            for (String left : VALUES) {
                byte[] source = parquet(directory, "(" + left + ")");
                for (String right : VALUES) {
                    byte[] output = parquet(directory, "(" + right + ")");
                    assertThat(seesADifference(oracle, source, output))
                            .as(left + " against " + right)
                            .isEqualTo(!left.equals(right));
                }
            }
        }
    }

    @Test
    void aMissingRowAnAddedOneAndAnotherOrderAreSeen(@TempDir Path directory) throws SQLException, IOException {
        byte[] rows = parquet(directory, "(1), (2)");
        try (DuckDbOracle oracle = new DuckDbOracle(directory)) {
            for (String other : List.of("(1)", "(2), (1)", "(1), (2), (2)", "(1::BIGINT), (2)", "('1'), ('2')")) {
                byte[] output = parquet(directory, other);
                assertThat(seesADifference(oracle, rows, output)).as(other).isTrue();
            }
            byte[] twice = parquet(directory, "(1), (2), (1), (2)");
            assertThatCode(() -> oracle.compare(List.of(rows, rows), twice)).doesNotThrowAnyException();
        }
    }

    private static boolean seesADifference(DuckDbOracle oracle, byte[] source, byte[] output) {
        DuckDbOracle.Verdict verdict;
        try {
            verdict = oracle.compare(List.of(source), output);
        } catch (AssertionError e) {
            return true;
        }
        assertThat(verdict).isEqualTo(DuckDbOracle.Verdict.EQUAL);
        return false;
    }
}
