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

/** Rows of outputs are in the wanted order, as DuckDB sees it. */
class SortTest {

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
}
