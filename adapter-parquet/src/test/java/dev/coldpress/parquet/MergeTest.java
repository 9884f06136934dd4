package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.RowGroupSummary;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.SchemaElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeTest {

    private static final String MIXED = "SELECT i AS id, i %% 7 = 0 AS flag, i::DOUBLE / 3 AS d, "
            + "CASE WHEN i %% 3 = 0 THEN NULL ELSE 'text ' || (i %% 50) END AS s, "
            + "[x FOR x IN [i, NULL, i + 1] IF x IS NULL OR x %% 2 = 0] AS l, "
            + "{'a': i, 'b': CASE WHEN i %% 5 = 0 THEN NULL ELSE [{'c': i}] END} AS st, "
            + "MAP {'k' || (i %% 4): i} AS m, (i / 100)::DECIMAL(9, 2) AS dec, "
            + "TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS ts FROM range(%d, %d) r(i)";

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

    private MergeSpec spec(SourceFile source) {
        return Specs.of(lake.codec().readFooter(source).schema());
    }

    private List<String> rowsOf(List<SourceFile> sources) throws SQLException, IOException {
        List<String> rows = new ArrayList<>();
        for (SourceFile source : sources) {
            rows.addAll(lake.rows(lake.bytes(source)));
        }
        return rows;
    }

    @Test
    void holdsTheRowsOfAllSourcesInTheirOrder() throws Exception {
        List<SourceFile> sources = List.of(
                lake.write(MIXED.formatted(5000, 9000), "COMPRESSION zstd"),
                lake.write(MIXED.formatted(0, 3), "COMPRESSION gzip"),
                lake.write(MIXED.formatted(100, 4000), "COMPRESSION lz4_raw"));

        TestLake.Output output = lake.merge(spec(sources.get(0)), sources);

        assertThat(lake.rows(output.bytes())).isEqualTo(rowsOf(sources));
        assertThat(output.merged().sourceRowCount()).isEqualTo(7903);
    }

    @Test
    void writesEveryCodec() throws Exception {
        SourceFile source = lake.write(MIXED.formatted(0, 3000));
        for (Compression codec : Compression.values()) {
            TestLake.Output output = lake.merge(Specs.withCodec(spec(source), codec), List.of(source));

            assertThat(lake.rows(output.bytes())).isEqualTo(rowsOf(List.of(source)));
            assertThat(output.merged().footer().columns())
                    .allSatisfy(column -> assertThat(column.codecs()).containsExactly(codec.name()));
        }
    }

    @Test
    void givesTheSameBytesForTheSameArguments() throws Exception {
        List<SourceFile> sources =
                List.of(lake.write(MIXED.formatted(0, 5000)), lake.write(MIXED.formatted(5000, 6000)));

        byte[] first = lake.merge(spec(sources.get(0)), sources).bytes();
        byte[] second = lake.merge(spec(sources.get(0)), sources).bytes();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void readsASmallSourceWithOneRequest() throws Exception {
        SourceFile source = lake.write(MIXED.formatted(0, 100));
        MergeSpec spec = spec(source);
        lake.traffic().reset();

        lake.merge(spec, List.of(source, source, source));

        assertThat(lake.traffic().count(StoreOperation.READ)).isEqualTo(3);
    }

    @Test
    void readsALargeSourceByItsFooterAndRowGroups() throws Exception {
        SourceFile source = lake.write(
                "SELECT i, hash(i) AS h FROM range(0, 2500000) r(i)",
                "COMPRESSION uncompressed",
                "ROW_GROUP_SIZE 1000000");
        MergeSpec spec = spec(source);
        int rowGroups = lake.codec().readFooter(source).rowGroups().size();
        lake.traffic().reset();

        TestLake.Output output = lake.merge(spec, List.of(source));

        assertThat(source.ref().sizeBytes()).isGreaterThan(16 << 20);
        assertThat(rowGroups).isGreaterThan(1);
        assertThat(lake.traffic().count(StoreOperation.READ)).isEqualTo(1 + rowGroups);
        assertThat(lake.column(
                        "SELECT sum(h)::VARCHAR || ' ' || bool_and(i = file_row_number) FROM %s", output.bytes()))
                .isEqualTo(lake.column(
                        "SELECT sum(h)::VARCHAR || ' ' || bool_and(i = file_row_number) FROM %s", lake.bytes(source)));
    }

    @Test
    void endsARowGroupBeforeItExceedsItsTarget() throws Exception {
        SourceFile source = lake.write("SELECT i, hash(i) AS h FROM range(0, 10000) r(i)", "COMPRESSION uncompressed");
        long bytes = lake.codec().readFooter(source).rowGroups().get(0).compressedBytes();
        MergeSpec spec = Specs.of(lake.codec().readFooter(source).schema(), 2 * bytes, Specs.BUDGET_BYTES);

        TestLake.Output output = lake.merge(spec, List.of(source, source, source, source, source));

        assertThat(output.merged().footer().rowGroups())
                .extracting(RowGroupSummary::rowCount)
                .containsExactly(20000L, 20000L, 10000L);
        assertThat(lake.rows(output.bytes()).size()).isEqualTo(50000);
    }

    @Test
    void splitsTheRowGroupsOfOneFileAndKeepsTheRest() throws Exception {
        SourceFile source = lake.write(
                "SELECT i, hash(i) AS h FROM range(0, 100000) r(i)",
                "COMPRESSION uncompressed",
                "ROW_GROUP_SIZE 20480");
        ParquetSchema schema = lake.codec().readFooter(source).schema();

        TestLake.Output output = lake.merge(Specs.of(schema, 1, Specs.BUDGET_BYTES), List.of(source, source));

        assertThat(output.merged().footer().rowGroups()).hasSize(10);
        assertThat(lake.rows(output.bytes())).isEqualTo(rowsOf(List.of(source, source)));
    }

    @Test
    void writesAValidFileWithoutRowGroupsWhenNoSourceHasRows() throws Exception {
        SourceFile source = lake.write(MIXED.formatted(0, 0));

        TestLake.Output output = lake.merge(spec(source), List.of(source, source));

        assertThat(output.merged().footer().rowGroups()).isEmpty();
        assertThat(lake.rows(output.bytes())).isEmpty();
        assertThat(lake.codec().checkContent(lake.put(output.bytes())).rowCount())
                .isZero();
    }

    @Test
    void refusesARowGroupBeyondTheBudgetBeforeReadingIt() throws Exception {
        SourceFile source = lake.write("SELECT hash(i) AS h FROM range(0, 200000) r(i)", "COMPRESSION uncompressed");
        MergeSpec spec = Specs.of(lake.codec().readFooter(source).schema(), 1 << 20, 1 << 20);
        lake.traffic().reset();

        assertThatThrownBy(() -> lake.merge(spec, List.of(source)))
                .isInstanceOfSatisfying(
                        ParquetFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MEMORY_BUDGET))
                .hasMessageContaining(source.ref().key().path())
                .hasMessageContaining("memory budget of " + (1 << 20));
        assertThat(lake.traffic().bytesRead()).isLessThan(100 << 10);
    }

    /** The objects of its entries would not be allowed to a source's dictionary. */
    @Test
    void verifiesADictionaryOfManyShortEntriesWithinASmallBudget() throws Exception {
        SourceFile source = lake.write(
                "SELECT CASE WHEN i < 60000 THEN 'x' ELSE printf('%05x', hash(i) % 100000) END AS s"
                        + " FROM range(0, 400000) r(i)",
                "DICTIONARY_SIZE_LIMIT 1", "ROW_GROUP_SIZE 102400");
        MergeSpec spec = Specs.of(lake.codec().readFooter(source).schema(), 16 << 20, 16 << 20);

        TestLake.Output output = lake.merge(spec, List.of(source));

        assertThat(Footers.read(output.bytes())
                        .getRow_groups()
                        .get(0)
                        .getColumns()
                        .get(0)
                        .getMeta_data()
                        .isSetDictionary_page_offset())
                .isTrue();
        assertThat(output.merged().footer().rowCount()).isEqualTo(400_000);
    }

    @Test
    void fillsMissingColumnsWithNullsAtEveryLevel() throws Exception {
        SourceFile full = lake.write("SELECT 1 AS a, [{'x': 1, 'y': [2, 3]}, {'x': NULL, 'y': NULL}] AS l, 'z' AS s");
        SourceFile narrow = lake.write("SELECT [{'x': i::INT}, {'x': NULL}] AS l FROM range(2) r(i) "
                + "UNION ALL SELECT [] UNION ALL SELECT NULL");

        TestLake.Output output = lake.merge(spec(full), List.of(narrow, full));

        assertThat(lake.rows(output.bytes()))
                .containsExactly(
                        "{'a': NULL, 'l': [{'x': 0, 'y': NULL}, {'x': NULL, 'y': NULL}], 's': NULL}",
                        "{'a': NULL, 'l': [{'x': 1, 'y': NULL}, {'x': NULL, 'y': NULL}], 's': NULL}",
                        "{'a': NULL, 'l': [], 's': NULL}",
                        "{'a': NULL, 'l': NULL, 's': NULL}",
                        "{'a': 1, 'l': [{'x': 1, 'y': [2, 3]}, {'x': NULL, 'y': NULL}], 's': z}");
    }

    /**
     * Spark returns wrong values when a dictionary-encoded page follows a plain one, so the nulls must not be plain.
     */
    @Test
    void aColumnThatBeginsWithNullsStillGetsADictionary() throws Exception {
        SourceFile narrow = lake.write("SELECT i FROM range(0, 5000) r(i)");
        SourceFile full = lake.write("SELECT i, 'text ' || (i % 10) AS s FROM range(5000, 10000) r(i)");

        TestLake.Output output = lake.merge(spec(full), List.of(narrow, full, narrow));

        ColumnMetaData column = Footers.read(output.bytes())
                .getRow_groups()
                .get(0)
                .getColumns()
                .get(1)
                .getMeta_data();
        assertThat(column.getEncoding_stats())
                .extracting(PageEncodingStats::getPage_type, PageEncodingStats::getEncoding)
                .containsExactly(
                        tuple(PageType.DICTIONARY_PAGE, Encoding.PLAIN),
                        tuple(PageType.DATA_PAGE, Encoding.RLE_DICTIONARY));
        assertThat(lake.column("SELECT count(s) || ' ' || count(*) FROM %s", output.bytes()))
                .containsExactly("5000 15000");
        assertThat(lake.rows(output.bytes()).subList(5000, 10000)).isEqualTo(lake.rows(lake.bytes(full)));
    }

    @Test
    void doesNotFillAMissingColumnForRowsThatAreOnlyClaimed() throws Exception {
        SourceFile full = lake.write("SELECT 1 AS first, 2 AS second");
        // More would be refused by the footer alone: pages of so few bytes cannot count so far.
        long claimed = 1L << 34;
        SourceFile liar = lake.put(Footers.edit(lake.bytes(lake.write("SELECT 2 AS second")), footer -> {
            footer.setNum_rows(claimed);
            footer.getRow_groups().get(0).setNum_rows(claimed);
            footer.getRow_groups().get(0).getColumns().get(0).getMeta_data().setNum_values(claimed);
        }));

        assertThatThrownBy(() -> lake.merge(spec(full), List.of(full, liar)))
                .isInstanceOf(ParquetFileException.class)
                .hasMessageContaining(liar.ref().key().path())
                .hasMessageContaining("values missing");
    }

    @Test
    void refusesASchemaThatCannotHoldASource() throws Exception {
        SourceFile wide = lake.write("SELECT 1 AS a, 2 AS b");
        SourceFile narrow = lake.write("SELECT 1 AS a");
        SourceFile other = lake.write("SELECT 'x' AS a");

        assertThatThrownBy(() -> lake.merge(spec(narrow), List.of(wide)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Column b");
        assertThatThrownBy(() -> lake.merge(spec(narrow), List.of(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Column a");
        assertThatThrownBy(() -> lake.merge(Specs.of(required(spec(narrow).schema())), List.of(narrow)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OPTIONAL in a source and REQUIRED in the output");
    }

    /** The bytes would fit, and mean something else. */
    @Test
    void refusesASchemaThatGivesTheSameBytesAnotherMeaning() throws Exception {
        SourceFile cents = lake.write("SELECT 1.23::DECIMAL(9, 2) AS a");
        SourceFile mills = lake.write("SELECT 1.234::DECIMAL(9, 3) AS a");
        SourceFile field = lake.write("SELECT 1.23::DECIMAL(9, 2) AS a", "FIELD_IDS {a: 7}");

        for (SourceFile other : List.of(mills, field)) {
            assertThatThrownBy(() -> lake.merge(spec(cents), List.of(cents, other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Column a");
        }
    }

    private static ParquetSchema required(ParquetSchema schema) {
        List<SchemaNode> fields = schema.fields().stream()
                .map(field -> field.withRepetition(Repetition.REQUIRED))
                .toList();
        return new ParquetSchema(fields);
    }

    /** A dictionary of doubles, as parquet-java builds it, would make one NaN of all. */
    @Test
    void keepsTheBitsOfEveryNaN() throws Exception {
        long[] bits = {0x7ff8000000000000L, 0x7ff8000000000001L, 0xfff8dead00000000L, 0x8000000000000000L, 0L};
        SourceFile longs = lake.write(
                "SELECT * FROM (VALUES (%d), (%d), (%d), (%d), (%d)) t(v)"
                        .formatted(bits[0], bits[1], bits[2], bits[3], bits[4]),
                "COMPRESSION uncompressed");
        SourceFile doubles = lake.put(Footers.edit(lake.bytes(longs), MergeTest::makeDoubles));

        TestLake.Output output = lake.merge(spec(doubles), List.of(doubles, doubles));

        ByteBuffer expected = ByteBuffer.allocate(bits.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        expected.asLongBuffer().put(bits);
        assertThat(output.bytes()).containsSequence(expected.array());
        ColumnMetaData column = Footers.read(output.bytes())
                .getRow_groups()
                .get(0)
                .getColumns()
                .get(0)
                .getMeta_data();
        assertThat(column.getStatistics().getNan_count()).isEqualTo(6);
        assertThat(column.getStatistics().isSetMin_value()).isFalse();
    }

    private static void makeDoubles(FileMetaData footer) {
        SchemaElement leaf = footer.getSchema().get(1);
        leaf.setType(org.apache.parquet.format.Type.DOUBLE);
        leaf.unsetConverted_type();
        leaf.unsetLogicalType();
        ColumnMetaData column =
                footer.getRow_groups().get(0).getColumns().get(0).getMeta_data();
        column.setType(org.apache.parquet.format.Type.DOUBLE);
        column.unsetStatistics();
    }

    /** DuckDB reads a timestamp of the old kind as a local one. */
    @Test
    void saysNoMoreOfTimesThanTheSourcesDo() throws Exception {
        byte[] modern = lake.bytes(lake.write("SELECT TIMESTAMPTZ '2024-05-06 07:08:09+00' AS t"));
        byte[] old = Footers.edit(modern, footer -> footer.getSchema().get(1).unsetLogicalType());
        SourceFile oldFile = lake.put(old);
        SourceFile modernFile = lake.put(modern);

        byte[] allOld = lake.merge(spec(oldFile), List.of(oldFile, oldFile)).bytes();
        byte[] mixed = lake.merge(spec(oldFile), List.of(oldFile, modernFile)).bytes();

        String type = "SELECT typeof(t) FROM %s LIMIT 1";
        assertThat(lake.column(type, allOld)).isEqualTo(lake.column(type, old)).containsExactly("TIMESTAMP");
        assertThat(lake.column(type, mixed)).isEqualTo(lake.column(type, modern));
    }

    /** Their count of nulls is no sign that something is wrong with the pages, and must not go into the output. */
    @ParameterizedTest
    @ValueSource(strings = {"parquet-cpp-arrow version 4.0.1", "parquet-cpp version 1.5.1-SNAPSHOT", "Polars"})
    void countsNullsAnewOfWritersThatMiscountThem(String createdBy) throws Exception {
        SourceFile counted = lake.write(
                "SELECT CASE WHEN i % 3 = 0 THEN NULL ELSE 'text ' || (i % 10) END AS s FROM range(0, 3000) r(i)");
        byte[] miscounted = Footers.edit(lake.bytes(counted), footer -> {
            footer.setCreated_by(createdBy);
            ColumnMetaData column =
                    footer.getRow_groups().get(0).getColumns().get(0).getMeta_data();
            column.getStatistics().setNull_count(0);
        });
        SourceFile source = lake.put(miscounted);

        TestLake.Output output = lake.merge(spec(source), List.of(source, counted));

        assertThat(output.merged().footer().columns().get(0).nullCount()).hasValue(2000);
        assertThat(lake.codec().checkContent(source).rowCount()).isEqualTo(3000);
    }

    @Test
    void writesMetadataSortedByKey() throws Exception {
        SourceFile source = lake.write("SELECT 1 AS a");

        FileMetaData footer =
                Footers.read(lake.merge(spec(source), List.of(source)).bytes());

        assertThat(footer.getKey_value_metadata())
                .extracting(pair -> pair.getKey())
                .containsExactly("a", "b");
        assertThat(footer.getCreated_by()).isEqualTo("coldpress version 1.0.0 (build test)");
    }
}
