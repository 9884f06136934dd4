package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowField.Dictionary;
import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of pandas, pyarrow and Polars: what is merged, and what the merged file says. See the README beside the files.
 */
class ArrowWritersTest {

    @TempDir
    Path directory;

    private TestLake lake;
    private PlannedMerge merges;

    @BeforeEach
    void open() throws SQLException {
        lake = new TestLake(directory);
        merges = new PlannedMerge(lake);
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    private List<SourceFile> files(String folder) {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; ; i++) {
            try (InputStream file = getClass().getResourceAsStream("arrow/" + folder + "/" + i + ".parquet")) {
                if (file == null) {
                    return files;
                }
                files.add(lake.put(file.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private SourceFile merge(String folder) {
        return merges.merge(files(folder));
    }

    private List<String> rows(SourceFile file) throws Exception {
        return lake.rows(lake.bytes(file));
    }

    private String pandas(SourceFile file) {
        return merges.value(file, "pandas");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "categorical",
                "categorical_nested",
                "categorical_unused",
                "ordered",
                "polars_enum",
                "polars_nested",
                "index_continued",
                "index_multi"
            })
    void theRowsOfAllFilesAreThereInTheirOrder(String folder) throws Exception {
        List<String> expected = new ArrayList<>();
        for (SourceFile file : files(folder)) {
            expected.addAll(rows(file));
        }
        assertThat(rows(merge(folder))).isNotEmpty().isEqualTo(expected);
    }

    /** pandas counts a hundred categories in eight bits, where two hundred do not fit. */
    @Test
    void mergedCategoriesAreCountedInWhatHoldsThem() {
        ArrowField field = merges.arrow(merge("categorical"), "c");
        assertThat(field.dictionary()).contains(new Dictionary(32, true, false, ""));
        SourceFile nested = merge("categorical_nested");
        assertThat(merges.arrow(nested, "s", "x").dictionary()).contains(new Dictionary(32, true, false, ""));
        assertThat(merges.arrow(nested, "l", "list", "element").dictionary())
                .contains(new Dictionary(32, true, false, ""));
    }

    /** Without labels of pandas, which depend on the number of rows. */
    @ParameterizedTest
    @ValueSource(strings = {"categorical_nested", "polars_enum", "polars_nested", "engines"})
    void manyFilesOfFewKindsAreDescribedAsTwoOfEachAre(String folder) {
        List<SourceFile> twoOfEach = new ArrayList<>();
        List<SourceFile> many = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            twoOfEach.addAll(files(folder));
        }
        for (int i = 0; i < 5; i++) {
            many.addAll(files(folder));
        }
        MergeSpec spec = merges.spec(many);
        assertThat(spec.schema()).isEqualTo(merges.spec(twoOfEach).schema());
        assertThat(spec.keyValueMetadata().get(ArrowSchema.KEY))
                .isNotNull()
                .isEqualTo(merges.spec(twoOfEach).keyValueMetadata().get(ArrowSchema.KEY));
    }

    /** As version 0.1.0 wrote it: the metadata of one file for the rows of two. */
    @Test
    void verifyFindsADictionaryThatIsCountedInTooFewBits() {
        List<SourceFile> sources = files("categorical");
        MergeSpec spec = merges.spec(sources);
        Map<String, String> metadata = new TreeMap<>(spec.keyValueMetadata());
        metadata.put(
                ArrowSchema.KEY,
                merges.footer(sources.get(0)).keyValueMetadata().get(ArrowSchema.KEY));
        SourceFile narrow =
                lake.put(lake.merge(Specs.withMetadata(spec, metadata), sources).bytes());

        assertThatThrownBy(() -> merges.problems(narrow))
                .isInstanceOf(ParquetFileException.class)
                .hasMessageContainingAll("column c", "more than the 128 values", "ARROW:schema");
        assertThat(merges.arrow(merges.merge(List.of(narrow, sources.get(1))), "c")
                        .dictionary())
                .contains(new Dictionary(32, true, false, ""));
    }

    /** fastparquet makes room for as many. */
    @Test
    void theNumberOfCategoriesOfOneFileIsNotSaidOfTwo() {
        assertThat(pandas(files("categorical").get(0))).contains("\"num_categories\": 100");
        assertThat(pandas(merge("categorical")))
                .doesNotContain("num_categories")
                .contains("\"name\":\"c\",\"field_name\":\"c\",\"pandas_type\":\"unicode\"");
    }

    private List<String> dictionary(SourceFile file, int rowGroup) {
        return TestDictionaries.read(lake.bytes(file), rowGroup, 0);
    }

    @Test
    void categoriesThatNoRowHasStay() {
        assertThat(dictionary(merge("categorical_unused"), 0)).containsExactly("z", "b", "a");
    }

    @ParameterizedTest
    @CsvSource({"ordered, 8, true", "polars_enum, 8, false"})
    void orderedCategoriesStayInTheirOrder(String folder, int bits, boolean signed) throws Exception {
        SourceFile merged = merge(folder);
        assertThat(dictionary(merged, 0)).containsExactly("lo", "mid", "hi", "never");
        Dictionary dictionary = merges.arrow(merged, "c").dictionary().orElseThrow();
        assertThat(dictionary).isEqualTo(new Dictionary(bits, signed, true, ""));
        assertThat(dataEncodings(merged, 0)).containsOnly(Encoding.RLE_DICTIONARY);

        SourceFile again = merges.merge(List.of(merged, files(folder).get(0)));
        assertThat(dictionary(again, 0)).containsExactly("lo", "mid", "hi", "never");
    }

    private List<Encoding> dataEncodings(SourceFile file, int rowGroup) throws IOException {
        ColumnMetaData chunk = Footers.read(lake.bytes(file))
                .getRow_groups()
                .get(rowGroup)
                .getColumns()
                .get(0)
                .getMeta_data();
        return chunk.getEncoding_stats().stream()
                .filter(stats -> stats.getPage_type() != PageType.DICTIONARY_PAGE)
                .map(stats -> stats.getEncoding())
                .toList();
    }

    @Test
    void polarsReadsItsCategoriesFromTheFieldsMetadata() {
        assertThat(merges.arrow(merge("polars_enum"), "c").metadata())
                .containsExactly(Map.entry("_PL_ENUM_VALUES2", "2;lo3;mid2;hi5;never"));
        SourceFile nested = merge("polars_nested");
        assertThat(merges.arrow(nested, "l", "list", "element").metadata()).containsKey("_PL_ENUM_VALUES2");
        assertThat(merges.arrow(nested, "s", "x").metadata()).isEmpty();
    }

    @Test
    void categoriesInAnotherOrderAreRefusedByName() {
        assertThat(merges.difference(files("ordered_otherwise")))
                .hasValueSatisfying(difference -> assertThat(difference)
                        .contains("column c has ordered categories", "2 (lo, hi;", "2 (hi, lo;", "in the same order"));
    }

    /** A row group of rows of which no file has the column: pandas and Polars take an empty dictionary for no news. */
    @Test
    void orderedCategoriesSurviveRowGroupsThatHaveNone() throws Exception {
        List<SourceFile> files = files("ordered_missing");
        List<SourceFile> sources = List.of(files.get(1), files.get(0), files.get(1));
        MergeSpec spec = merges.spec(sources);
        SourceFile merged = merges.merge(Specs.withRowGroups(spec, 1), sources);

        assertThat(merges.footer(merged).rowGroups()).hasSize(3);
        int column = merges.footer(merged).schema().fields().stream()
                .map(field -> field.name())
                .toList()
                .indexOf("c");
        byte[] bytes = lake.bytes(merged);
        assertThat(TestDictionaries.read(bytes, 0, column)).isEmpty();
        assertThat(TestDictionaries.read(bytes, 1, column)).containsExactly("lo", "mid", "hi", "never");
        assertThat(merges.footer(merged).orderedDictionaries()).containsKey(List.of("c"));
        assertThat(merges.difference(List.of(merged, files.get(0)))).isEmpty();
    }

    @Test
    void anOrderThatOneDictionaryDoesNotTellIsRefused() throws Exception {
        List<SourceFile> sources = files("ordered");
        SourceFile plain = lake.write("SELECT 'hi' AS c");
        SourceFile claimed = lake.put(Footers.edit(lake.bytes(plain), footer -> {
            footer.setKey_value_metadata(metadata(sources.get(0)));
        }));
        assertThat(merges.difference(List.of(sources.get(0), claimed)))
                .hasValueSatisfying(difference -> assertThat(difference).contains("none that can be told"));
        assertThat(merges.problems(claimed))
                .containsExactly(
                        "column c has ordered categories, and its dictionaries do not tell their order",
                        "the key pandas labels 2 rows of 1");
    }

    private List<KeyValue> metadata(SourceFile file) {
        try {
            return Footers.read(lake.bytes(file)).getKey_value_metadata();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rowsWithoutLabelsAreNumberedThrough() {
        assertThat(pandas(merge("index_default")))
                .contains("\"index_columns\":[{\"kind\":\"range\",\"name\":null,\"start\":0,\"stop\":5,\"step\":1}]")
                .contains("\"field_name\":\"x\"", "\"field_name\":\"y\"");
    }

    @Test
    void anIndexThatIsOnlyARangeIsRefusedByName() {
        assertThat(merges.difference(files("index_named_range")))
                .hasValueSatisfying(difference -> assertThat(difference)
                        .contains("pandas index", "sensor, 0 to 20 by 10", "write it as a column, with index=True"));
    }

    @Test
    void aRangeThatGoesOnIsJoined() {
        assertThat(pandas(merge("index_continued")))
                .contains("{\"kind\":\"range\",\"name\":\"sensor\",\"start\":0,\"stop\":40,\"step\":10}");
        List<SourceFile> turned = new ArrayList<>(files("index_continued"));
        Collections.reverse(turned);
        assertThatThrownBy(() -> merges.spec(turned))
                .isInstanceOf(ParquetFileException.class)
                .hasMessageContainingAll("does not fit the files before it", "pandas index");
    }

    @Test
    void anIndexOfColumnsStays() {
        assertThat(pandas(merge("index_multi"))).contains("\"index_columns\":[\"k\",\"__index_level_1__\"]");
    }

    /** Arrow C++ takes the metadata of the Arrow schema for the file's. */
    @Test
    void theArrowSchemaRepeatsWhatTheFileSays() {
        SourceFile merged = merge("index_multi");
        assertThat(merges.arrow(merged).metadata()).containsExactly(Map.entry("pandas", pandas(merged)));
    }

    @Test
    void filesOfSeveralWritersWithOtherColumnsAreMerged() throws Exception {
        List<SourceFile> sources = new ArrayList<>(files("writers"));
        sources.add(lake.write("SELECT 4::BIGINT AS x, DATE '2020-01-01' AS day"));
        SourceFile merged = merges.merge(sources);

        assertThat(merges.arrow(merged).fields())
                .extracting(ArrowField::name, ArrowField::type, ArrowField::nullable)
                .containsExactly(
                        tuple("x", "int(64,true)", true),
                        tuple("s", "large_utf8", true),
                        tuple("d", "duration(us)", true),
                        tuple("p", "float(double)", true),
                        tuple("day", "date(day)", true));
        assertThat(pandas(merged)).contains("\"stop\":4");
        assertThat(lake.column("SELECT string_agg(x, ' ' ORDER BY x) FROM %s", lake.bytes(merged)))
                .containsExactly("1 2 3 4");
    }

    @Test
    void filesOfSparkArrowRsParquetGoAndArrowGoAreMergedInEachOrder() throws Exception {
        List<SourceFile> sources = files("engines");
        for (int i = 0; i < sources.size(); i++) {
            Collections.rotate(sources, 1);
            SourceFile merged = merges.merge(sources);
            assertThat(merges.arrow(merged).fields())
                    .extracting(ArrowField::name)
                    .contains("id", "name", "x", "new");
            assertThat(merges.value(merged, "org.apache.spark.sql.parquet.row.metadata"))
                    .contains("\"new\"");
            assertThat(lake.column(
                            "SELECT id || name || x || coalesce(new, '') AS c FROM %s ORDER BY c", lake.bytes(merged)))
                    .containsExactly(
                            "11a0.5",
                            "11a0.5",
                            "11a0.5",
                            "11a0.5n",
                            "12b2.5",
                            "12b2.5",
                            "12b2.5",
                            "12b2.5",
                            "13c101.5",
                            "13c101.5",
                            "13c101.5",
                            "13c101.5m");
        }
    }

    @Test
    void durationsAreNotMergedWithNumbers() {
        assertThat(merges.difference(files("duration_and_number")))
                .contains("column d is duration(us) in some files and int(64,true) in others (ARROW:schema);"
                        + " write it with one type");
    }

    /** pyarrow cannot read a null in place of a list of a fixed length, and would not read the other rows either. */
    @Test
    void listsOfAFixedLengthStayApartFromNulls() throws Exception {
        List<SourceFile> files = files("fixed_length");
        SourceFile merged = merges.merge(files.subList(0, 2));
        assertThat(merges.arrow(merged, "x", "list", "element").type()).isEqualTo("int(64,true)");
        assertThat(rows(merged)).hasSize(3);
        for (SourceFile nulls : files.subList(2, files.size())) {
            for (List<SourceFile> pair : List.of(List.of(files.get(0), nulls), List.of(nulls, files.get(0)))) {
                assertThat(merges.difference(pair))
                        .hasValueSatisfying(difference -> assertThat(difference)
                                .contains("column x has lists of a fixed length", "write lists of any length"));
            }
        }
    }

    @Test
    void aListOfAFixedLengthIsNullWhereItsStructLacksIt() throws Exception {
        List<SourceFile> files = files("fixed_length_nested");
        assertThat(merges.difference(files.subList(0, 2)))
                .hasValueSatisfying(difference -> assertThat(difference).contains("column x.a", "a fixed length"));
        assertThat(merges.difference(List.of(files.get(0), files.get(3))))
                .hasValueSatisfying(difference -> assertThat(difference).contains("column x ", "a fixed length"));
        assertThat(rows(merges.merge(files.subList(2, 4)))).hasSize(3);
    }
}
