package dev.coldpress.parquet.internal.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.Footers;
import dev.coldpress.parquet.Specs;
import dev.coldpress.parquet.TestLake;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A merged file is no larger than its sources, or says of which column and why. */
class GrowthTest {

    private static final int FILES = 3;
    private static final int ROWS = 40_000;

    /** What an output has beside its pages, where it is so small that this matters. */
    private static final int FOOTER_BYTES = 4096;

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

    private List<SourceFile> files(String column, String... options) throws SQLException, IOException {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            String rows = "range(" + i * ROWS + ", " + (i + 1) * ROWS + ") r(i)";
            files.add(lake.write("SELECT " + column + " AS c FROM " + rows, options));
        }
        return files;
    }

    private MergeSpec spec(SourceFile source) {
        return new MergeSpec(
                lake.codec().readFooter(source).schema(),
                Map.of(),
                "coldpress version 1.0.0 (build test)",
                Optional.empty(),
                MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                MergeSpec.DEFAULT_PAGE_BYTES,
                MergeSpec.DEFAULT_PAGE_ROWS,
                Specs.BUDGET_BYTES,
                false,
                MergeSpec.DEFAULT_MAX_GROWTH);
    }

    private TestLake.Output merge(List<SourceFile> files) {
        return lake.merge(spec(files.get(0)), files);
    }

    private static long bytes(List<SourceFile> files) {
        return files.stream().mapToLong(file -> file.ref().sizeBytes()).sum();
    }

    private static ColumnMetaData column(byte[] file) throws IOException {
        return Footers.read(file).getRow_groups().get(0).getColumns().get(0).getMeta_data();
    }

    private static Set<Encoding> encodings(byte[] file) throws IOException {
        return column(file).getEncoding_stats().stream()
                .filter(stats -> stats.getPage_type() != PageType.DICTIONARY_PAGE)
                .map(PageEncodingStats::getEncoding)
                .collect(Collectors.toSet());
    }

    private static void assertNotGrown(TestLake.Output output, List<SourceFile> files) {
        assertThat(output.merged().columnTiers())
                .extracting(ColumnTier::reason)
                .noneSatisfy(reason -> assertThat(reason).contains("larger than in the sources"));
        assertThat((long) output.bytes().length).isLessThan(bytes(files) + bytes(files) / 20 + FOOTER_BYTES);
    }

    static Stream<List<String>> columnsAndOptions() {
        List<List<String>> all = new ArrayList<>();
        List<String> columns = List.of(
                "i",
                "7",
                "i % 1000",
                "i * 1000 + (hash(i) % 1000)::BIGINT",
                "hash(i)",
                "(hash(i) % 100000) / 100.0",
                "(i / 7.0)::FLOAT",
                "i % 100 = 0",
                "true",
                "NULL::VARCHAR",
                "CASE WHEN i % 50 = 0 THEN 'text ' || hash(i) END",
                "'category ' || hash(i) % 20",
                "'https://example.com/path/' || hash(i) % 1000000000",
                "md5(i::VARCHAR)",
                "[i % 10, i % 3]");
        for (String column : columns) {
            for (String version : List.of("V1", "V2")) {
                for (String codec : List.of("uncompressed", "zstd")) {
                    all.add(List.of(column, "PARQUET_VERSION " + version, "COMPRESSION " + codec));
                    all.add(List.of(
                            column, "PARQUET_VERSION " + version, "COMPRESSION " + codec, "DICTIONARY_SIZE_LIMIT 1"));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("columnsAndOptions")
    void noColumnGrowsWhateverItsWriterMadeOfIt(List<String> columnAndOptions) throws Exception {
        String[] options = columnAndOptions.stream().skip(1).toArray(String[]::new);
        List<SourceFile> files = files(columnAndOptions.get(0), options);

        TestLake.Output output = merge(files);

        assertNotGrown(output, files);
        assertThat(lake.codec().checkContent(lake.put(output.bytes())).rowCount())
                .isEqualTo(FILES * ROWS);
    }

    @ParameterizedTest
    @CsvSource({
        "i, DELTA_BINARY_PACKED",
        "i::INT, DELTA_BINARY_PACKED",
        "i / 7.0, BYTE_STREAM_SPLIT",
        "(i / 7.0)::FLOAT, BYTE_STREAM_SPLIT",
        "md5(i::VARCHAR), DELTA_LENGTH_BYTE_ARRAY"
    })
    void valuesAreEncodedAsTheyWere(String column, Encoding encoding) throws Exception {
        List<SourceFile> files = files(column, "PARQUET_VERSION V2", "DICTIONARY_SIZE_LIMIT 1");
        assertThat(column(lake.bytes(files.get(0))).getEncodings()).contains(encoding);

        TestLake.Output output = merge(files);

        assertThat(encodings(output.bytes())).containsExactly(encoding);
        List<String> rows = lake.rows(output.bytes());
        assertThat(rows.subList(0, ROWS)).isEqualTo(lake.rows(lake.bytes(files.get(0))));
        assertThat(rows).hasSize(FILES * ROWS);
    }

    /** A reader without splits has read the rows of the other sources, and is to read them in the output. */
    @Test
    void splitsAreOnlyWrittenWhereEachSourceHasThem() throws Exception {
        SourceFile split = lake.write(
                "SELECT i / 7.0 AS c FROM range(0, 40000) r(i)", "PARQUET_VERSION V2", "DICTIONARY_SIZE_LIMIT 1");
        SourceFile plain = lake.write("SELECT i / 7.0 AS c FROM range(0, 9000) r(i)", "DICTIONARY_SIZE_LIMIT 1");
        SourceFile dictionary =
                lake.write("SELECT (i % 9)::DOUBLE AS c FROM range(0, 9000) r(i)", "PARQUET_VERSION V2");
        assertThat(column(lake.bytes(split)).getEncodings()).contains(Encoding.BYTE_STREAM_SPLIT);
        assertThat(column(lake.bytes(dictionary)).getEncodings()).contains(Encoding.RLE_DICTIONARY);

        for (SourceFile other : List.of(plain, dictionary)) {
            TestLake.Output output = merge(List.of(split, other));
            assertThat(encodings(output.bytes())).doesNotContain(Encoding.BYTE_STREAM_SPLIT);
        }
    }

    /**
     * For a codec that looks back far enough, values that come again in the same order are next to nothing; ids are
     * not.
     */
    @Test
    void aDictionaryIsNotUsedWhereTheCodecDoesBetterWithoutIt() throws Exception {
        List<SourceFile> files = files("(hash(i % 801) / 2)::BIGINT", "COMPRESSION zstd", "DICTIONARY_SIZE_LIMIT 1");

        TestLake.Output output = merge(files);

        assertNotGrown(output, files);
        assertThat(encodings(output.bytes())).containsExactly(Encoding.PLAIN);
    }

    @Test
    void aDictionaryIsUsedWhereItSavesBytes() throws Exception {
        List<SourceFile> files =
                files("md5((hash(i) % 3000)::VARCHAR)", "COMPRESSION snappy", "DICTIONARY_SIZE_LIMIT 1");

        TestLake.Output output = merge(files);

        assertThat(encodings(output.bytes())).containsExactly(Encoding.RLE_DICTIONARY);
        assertThat((long) output.bytes().length).isLessThan(bytes(files) / 2);
    }

    @Test
    void theStrongestCodecOfTheSourcesIsKept() throws Exception {
        SourceFile strong = lake.write("SELECT i % 77 AS c FROM range(0, 40000) r(i)", "COMPRESSION zstd");
        SourceFile none = lake.write("SELECT i % 77 AS c FROM range(0, 40000) r(i)", "COMPRESSION uncompressed");

        for (List<SourceFile> files : List.of(List.of(none, strong), List.of(strong, none))) {
            TestLake.Output output = merge(files);
            assertThat(column(output.bytes()).getCodec()).isEqualTo(CompressionCodec.ZSTD);
            assertNotGrown(output, files);
        }
    }

    /** Ids into the dictionary of all need more bits than ids into that of one, and plain values even more. */
    @Test
    void whereNothingHelpsTheReportSaysWhy() throws Exception {
        List<SourceFile> files = files("'file ' || i // " + ROWS + " || ' value ' || hash(i) % 200");

        TestLake.Output output = merge(files);

        assertThat((long) output.bytes().length).isGreaterThan(bytes(files));
        assertThat(output.merged().columnTiers())
                .extracting(ColumnTier::reason)
                .singleElement()
                .asString()
                .matches(".*; \\d+ % larger than in the sources, since the dictionaries of its sources have few values"
                        + " in common");
    }

    /** A dictionary's entry stands for as many values as there are ids: a few bytes for gigabytes. */
    @Test
    void aSourceThatUnfoldsBeyondMeasureIsNamed() throws Exception {
        SourceFile plain = lake.write(
                "SELECT md5(i::VARCHAR) || md5((-i)::VARCHAR) AS c FROM range(0, 100000) r(i)",
                "DICTIONARY_SIZE_LIMIT 1",
                "COMPRESSION snappy");
        SourceFile bomb = lake.write(
                "SELECT repeat(md5('a'), 3000) AS c FROM range(0, 20000)",
                "COMPRESSION snappy",
                "ROW_GROUP_SIZE 20480");
        assertThat(bomb.ref().sizeBytes()).isLessThan(64 << 10);
        MergeSpec spec = spec(plain);
        MergeSpec narrow = new MergeSpec(
                spec.schema(),
                spec.keyValueMetadata(),
                spec.createdBy(),
                spec.compression(),
                spec.rowGroupBytes(),
                spec.pageBytes(),
                spec.pageRows(),
                spec.memoryBudgetBytes(),
                false,
                2);

        assertThatThrownBy(() -> lake.merge(narrow, List.of(plain, bomb)))
                .isInstanceOfSatisfying(ParquetFileException.class, e -> {
                    assertThat(e.key()).isEqualTo(bomb.ref().key());
                    assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED);
                })
                .hasMessageContaining("column c, row group 0: its ")
                .hasMessageContaining("more than 2 times the bytes of its sources")
                .hasMessageContaining("max-growth");
        assertThat(lake.merge(narrow, List.of(bomb, bomb)).merged().sourceRowCount())
                .isEqualTo(40_000);
    }
}
