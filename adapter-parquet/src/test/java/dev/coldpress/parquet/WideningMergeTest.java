package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.Widening;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files whose numbers have different types, merged in the wider one; DuckDB writes and reads them. */
class WideningMergeTest {

    private static final int ROWS = 3000;

    @TempDir
    Path directory;

    private TestLake lake;

    @BeforeEach
    void open() throws SQLException {
        lake = new TestLake(directory);
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    /** Positive and negative numbers, and nulls. */
    private SourceFile file(String type, String... options) throws SQLException, IOException {
        return lake.write(
                "SELECT CASE WHEN i % 7 > 0 THEN ((hash(i) % 20000)::BIGINT - 10000) / 100.0 END::" + type
                        + " AS c FROM range(" + ROWS + ") r(i)",
                options);
    }

    private List<String> values(byte[] file, String type) throws SQLException, IOException {
        return lake.column(
                "SELECT c::" + type + "::VARCHAR FROM (SELECT file_row_number AS n, c FROM %s) ORDER BY n", file);
    }

    private void assertWidened(String wide, SourceFile... files) throws SQLException, IOException {
        List<SourceFile> sources = new ArrayList<>(List.of(files));
        for (int i = 0; i < 2; i++) {
            List<String> expected = new ArrayList<>();
            for (SourceFile source : sources) {
                expected.addAll(values(lake.bytes(source), wide));
            }
            SourceFile merged = new PlannedMerge(lake, Widening.SAFE).merge(sources);
            assertThat(values(lake.bytes(merged), wide)).isEqualTo(expected);
            assertThat(lake.column("SELECT DISTINCT typeof(c) FROM %s", lake.bytes(merged)))
                    .containsExactly(wide);
            Collections.reverse(sources);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TINYINT | INTEGER | INTEGER",
                "SMALLINT | BIGINT | BIGINT",
                "INTEGER | BIGINT | BIGINT",
                "FLOAT | DOUBLE | DOUBLE",
                "DECIMAL(5,2) | DECIMAL(8,2) | DECIMAL(8,2)",
                "DECIMAL(5,2) | DECIMAL(15,2) | DECIMAL(15,2)",
                "DECIMAL(5,2) | DECIMAL(30,2) | DECIMAL(30,2)",
                "DECIMAL(15,2) | DECIMAL(30,2) | DECIMAL(30,2)"
            })
    void eachValueStaysTheSame(String narrow, String other, String wide) throws Exception {
        for (String version : List.of("V1", "V2")) {
            for (String dictionary : List.of("DICTIONARY_SIZE_LIMIT 1", "DICTIONARY_SIZE_LIMIT 100000")) {
                String pages = "PARQUET_VERSION " + version;
                assertWidened(wide, file(narrow, pages, dictionary), file(other, pages, dictionary));
            }
        }
    }

    @Test
    void aThirdTypeMayBeWiderStill() throws Exception {
        assertWidened("BIGINT", file("SMALLINT"), file("BIGINT"), file("INTEGER"));
        assertWidened("DECIMAL(30,2)", file("DECIMAL(5,2)"), file("DECIMAL(30,2)"), file("DECIMAL(15,2)"));
    }

    @Test
    void numbersInListsAndStructsAreWidenedAsWell() throws Exception {
        SourceFile narrow = lake.write("SELECT {'a': [i::INTEGER, NULL], 'b': i::FLOAT} AS c FROM range(50) r(i)");
        SourceFile wide = lake.write("SELECT {'a': [i::BIGINT], 'b': i::DOUBLE} AS c FROM range(50) r(i)");
        byte[] merged = lake.bytes(new PlannedMerge(lake, Widening.SAFE).merge(List.of(narrow, wide)));
        List<String> rows = Stream.concat(lake.rows(lake.bytes(narrow)).stream(), lake.rows(lake.bytes(wide)).stream())
                .toList();
        assertThat(lake.rows(merged)).isEqualTo(rows);
        assertThat(lake.column("SELECT DISTINCT typeof(c) FROM %s", merged))
                .containsExactly("STRUCT(a BIGINT[], b DOUBLE)");
    }

    @Test
    void notANumberAndTheEndsOfTheRangeStay() throws Exception {
        SourceFile floats = lake.write("SELECT unnest(['nan', 'inf', '-inf', '-0', '3.4e38', '1e-45'])::FLOAT AS c");
        SourceFile doubles = lake.write("SELECT unnest(['nan', '1e300'])::DOUBLE AS c");
        assertWidened("DOUBLE", floats, doubles);
        SourceFile ints = lake.write("SELECT unnest([-2147483648, 2147483647, -1])::INTEGER AS c");
        SourceFile longs = lake.write("SELECT unnest([-9223372036854775808, 9223372036854775807])::BIGINT AS c");
        assertWidened("BIGINT", ints, longs);
    }

    @Test
    void theReportSaysWhyTheColumnIsEncodedAnew() throws Exception {
        List<SourceFile> files = List.of(file("INTEGER"), file("BIGINT"));
        TestLake.Output output = lake.merge(new PlannedMerge(lake, Widening.SAFE).spec(files), files);
        assertThat(output.merged().columnTiers())
                .extracting(ColumnTier::reason)
                .singleElement()
                .asString()
                .startsWith("its type becomes a wider one");
    }

    @Test
    void withoutTheSettingSuchFilesStayApart() throws Exception {
        assertThat(new PlannedMerge(lake).difference(List.of(file("INTEGER"), file("BIGINT"))))
                .hasValueSatisfying(difference -> assertThat(difference).contains("field c is INT32"));
    }

    @Test
    void othersStayApartAlsoWithIt() throws Exception {
        PlannedMerge merges = new PlannedMerge(lake, Widening.SAFE);
        assertThat(merges.difference(List.of(file("INTEGER"), file("DOUBLE")))).isPresent();
        assertThat(merges.difference(List.of(file("DECIMAL(9,2)"), file("DECIMAL(9,1)"))))
                .isPresent();
        assertThat(merges.difference(List.of(file("INTEGER"), file("VARCHAR")))).isPresent();
    }
}
