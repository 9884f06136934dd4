package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of outputs are in the wanted order, as DuckDB sees it. */
class SortTest {

    /** So that equal keys keep the order in which the file has them. */
    private static final String PLACE = "file_row_number";

    private static final SortColumn BY_KEY = new SortColumn("k", false, false);

    @TempDir
    private Path directory;

    private TestLake lake;

    @BeforeEach
    void open() throws SQLException {
        lake = new TestLake(directory);
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    private byte[] sorted(List<SourceFile> sources, SortColumn... columns) {
        PlannedMerge merge = new PlannedMerge(lake, SortOrder.by(List.of(columns)));
        return lake.bytes(merge.merge(sources));
    }

    private List<String> numbers(byte[] file) throws SQLException, IOException {
        return lake.column("SELECT n FROM (SELECT file_row_number AS r, n FROM %s) ORDER BY r", file);
    }

    /** The numbers of all rows of the sources, in DuckDB's order. */
    private List<String> expected(List<SourceFile> sources, String order) throws SQLException, IOException {
        byte[] all = lake.bytes(new PlannedMerge(lake, SortOrder.NONE).merge(sources));
        return lake.column("SELECT n FROM %s ORDER BY " + order + ", n", all);
    }

    @Test
    void sourcesThatOverlapAreMerged() throws Exception {
        List<SourceFile> sources = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sources.add(lake.write("SELECT range * 5 + " + i + " AS k, 10000 * " + i
                    + " + range AS n, 'text ' || (range % 10) AS t, [range, NULL] AS l FROM range(3000)"));
        }
        byte[] merged = sorted(sources, BY_KEY);
        assertThat(numbers(merged)).isEqualTo(expected(sources, "k NULLS LAST"));
    }

    @Test
    void sourcesThatAreNotSortedAreSorted() throws Exception {
        List<SourceFile> sources = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sources.add(lake.write("SELECT CASE WHEN hash(range) % 7 = 0 THEN NULL ELSE hash(range + " + i
                    + ") % 1000 END AS k, 10000 * " + i
                    + " + range AS n, CASE WHEN range % 3 > 0 THEN 'text ' || range END AS t, {'a': [range, NULL, "
                    + i + "], 'b': range % 2 = 0} AS s FROM range(3000)"));
        }
        byte[] merged = sorted(sources, new SortColumn("k", true, true));
        assertThat(numbers(merged)).isEqualTo(expected(sources, "k DESC NULLS FIRST"));
        assertThat(lake.column(
                        "SELECT count(*) FROM %s WHERE t <> 'text ' || mod(n, 10000) OR s.a[1] <> mod(n, 10000)",
                        merged))
                .containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h % 2 = 0",
                "(h::BIGINT % 200 - 100)::TINYINT",
                "h::UINTEGER",
                "h::UBIGINT * 7919",
                "(h::BIGINT - 2000000000) * 4000000007",
                "CASE h % 6 WHEN 0 THEN 'NaN' WHEN 1 THEN '-0.0' WHEN 2 THEN '0.0' WHEN 3 THEN '-inf' ELSE h::VARCHAR END::FLOAT",
                "CASE h % 6 WHEN 0 THEN 'NaN' WHEN 1 THEN '-0.0' WHEN 2 THEN 'inf' WHEN 3 THEN '-1e300' ELSE h::VARCHAR END::DOUBLE",
                "((h::BIGINT - 2000000000) / 1000)::DECIMAL(9, 2)",
                "(h::BIGINT - 2000000000)::DECIMAL(18, 4)",
                "((h::BIGINT - 2000000000)::DECIMAL(38, 6) * 1234567891)::DECIMAL(38, 6)",
                "'the same sixteen bytes and more ' || (h % 50)",
                "repeat('a', (h % 20)::INT) || (h % 3)",
                "chr((h % 1000)::INT + 1) || h",
                "encode('b' || (h % 300))",
                "md5(h::VARCHAR)::UUID",
                "DATE '1969-01-01' + (h % 1000)::INT",
                "make_timestamp((h::BIGINT - 2000000000) * 1000000)",
                "TIME '00:00:00' + to_seconds((h % 80000)::INT)"
            })
    void rowsAreInTheOrderOfDuckDb(String key) throws Exception {
        List<SourceFile> sources = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String rows = "SELECT hash(range * 3 + " + i + ") % 4000000000 AS h, 1000 * " + i
                    + " + range AS n FROM range(700)";
            String isNull = "CASE WHEN h % 11 <> 3 OR " + i + " = 2 THEN " + key + " END";
            sources.add(lake.write("SELECT " + isNull + " AS k, n, 'row ' || n AS t FROM (" + rows + ") "
                    + (i == 1 ? "ORDER BY 1 NULLS LAST, n" : "ORDER BY n")));
        }
        for (SortColumn order : List.of(BY_KEY, new SortColumn("k", true, true), new SortColumn("k", true, false))) {
            byte[] merged = sorted(sources, order);
            String sql = "k " + (order.descending() ? "DESC" : "ASC")
                    + (order.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
            byte[] unsorted = lake.bytes(new PlannedMerge(lake, SortOrder.NONE).merge(sources));
            assertThat(numbers(merged))
                    .isEqualTo(lake.column("SELECT n FROM %s ORDER BY " + sql + ", " + PLACE, unsorted));
            assertThat(lake.column("SELECT count(*) FROM %s WHERE t <> 'row ' || n", merged))
                    .containsExactly("0");
            assertThat(lake.column("SELECT count(DISTINCT n) FROM %s", merged)).containsExactly("2100");
        }
    }

    @Test
    void anOrderThatAllFilesDeclareIsKept() throws Exception {
        List<SourceFile> sources = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SourceFile file = lake.write("SELECT hash(range + " + i + ") % 1000 AS k, 1000 * " + i
                    + " + range AS n, range AS other FROM range(500)");
            sources.add(lake.put(sorted(List.of(file), BY_KEY)));
        }
        byte[] kept = lake.bytes(new PlannedMerge(lake, SortOrder.KEEP).merge(sources));
        assertThat(numbers(kept)).isEqualTo(expected(sources, "k NULLS LAST"));
        assertThat(lake.codec().readFooter(lake.put(kept)).sorting()).containsExactly(BY_KEY);

        sources.add(lake.write("SELECT range::UBIGINT AS k, 9000 + range AS n, range AS other FROM range(10)"));
        byte[] behindEachOther = lake.bytes(new PlannedMerge(lake, SortOrder.KEEP).merge(sources));
        assertThat(behindEachOther).isEqualTo(lake.bytes(new PlannedMerge(lake, SortOrder.NONE).merge(sources)));
    }
}
