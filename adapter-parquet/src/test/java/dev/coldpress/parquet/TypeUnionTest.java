package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.merge.SchemaUnion;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.Widening;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NullType;
import org.apache.parquet.format.SchemaElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that say the type of a column differently and mean the same, or say that they have only nulls there. */
class TypeUnionTest {

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

    private TestLake.Output merge(SourceFile... sources) {
        ParquetSchema united = lake.codec().readFooter(sources[0]).schema();
        for (SourceFile source : sources) {
            SchemaUnion.Result result =
                    SchemaUnion.unite(united, lake.codec().readFooter(source).schema(), Widening.NONE);
            united = ((SchemaUnion.Result.United) result).schema();
        }
        return lake.merge(Specs.of(united), List.of(sources));
    }

    /** Gives the last leaf of a file the type of nulls. */
    private SourceFile ofNullType(SourceFile file) throws IOException {
        return lake.put(Footers.edit(lake.bytes(file), footer -> {
            SchemaElement leaf = footer.getSchema().get(footer.getSchemaSize() - 1);
            leaf.unsetConverted_type();
            leaf.setLogicalType(LogicalType.UNKNOWN(new NullType()));
            footer.getRow_groups()
                    .forEach(group -> group.getColumns()
                            .forEach(column -> column.getMeta_data().unsetStatistics()));
        }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT i, NULL::INT AS x FROM range(3000) r(i) | SELECT i, concat('text ', i) AS x FROM range(3000) r(i)",
                "SELECT i, NULL::INT AS x FROM range(3) r(i) | SELECT i, [i, NULL] AS x FROM range(3) r(i)",
                "SELECT i, NULL::INT AS x FROM range(3) r(i) | SELECT i, {'a': i, 'b': [1.5]} AS x FROM range(3) r(i)",
                "SELECT i, NULL::INT AS x FROM range(3) r(i) | SELECT i, MAP {'k': true} AS x FROM range(3) r(i)",
                "SELECT i, {'a': 1, 'x': NULL::INT} AS s FROM range(3) r(i)"
                        + "| SELECT i, {'a': 2, 'x': {'y': 'z'}} AS s FROM range(3) r(i)",
                "SELECT [NULL::INT, NULL] AS l UNION ALL SELECT [] UNION ALL SELECT NULL"
                        + "| SELECT [{'y': 'z'}, NULL] AS l UNION ALL SELECT []",
                "SELECT i, NULL::INT AS x FROM range(0) r(i) | SELECT i, 7.5 AS x FROM range(3) r(i)",
            })
    void aColumnOfTheNullTypeIsFilledWithNullsOfTheOther(String nulls, String typed) throws Exception {
        SourceFile ofNulls = ofNullType(lake.write(nulls));
        SourceFile ofValues = lake.write(typed);
        List<String> nullRows = lake.rows(lake.bytes(lake.write(nulls)));
        List<String> valueRows = lake.rows(lake.bytes(ofValues));

        List<String> expected = new ArrayList<>(nullRows);
        expected.addAll(valueRows);
        assertThat(lake.rows(merge(ofNulls, ofValues).bytes())).isEqualTo(expected);
        expected.addAll(nullRows);
        assertThat(lake.rows(merge(ofNulls, ofValues, ofNulls).bytes())).isEqualTo(expected);
    }

    @Test
    void aColumnOfTheNullTypeIsRegroupedLikeOthers() throws Exception {
        SourceFile nulls = ofNullType(lake.write("SELECT NULL::INT AS x FROM range(3000) r(i)"));
        SourceFile values = lake.write("SELECT 'text ' || i AS x FROM range(3000) r(i)");

        assertThat(merge(nulls, values).merged().tiers()).doesNotContainKey("transcode");
    }

    /** They would be lost: the column is not read otherwise. */
    @Test
    void valuesInAColumnOfTheNullTypeAreRefused() throws Exception {
        SourceFile values = lake.write("SELECT 'text' AS x");
        for (String liar :
                List.of("SELECT 7 AS x", "SELECT CASE WHEN i = 2000 THEN 7 END AS x FROM range(3000) r(i)")) {
            SourceFile source = ofNullType(lake.write(liar));

            assertThatThrownBy(() -> merge(values, source))
                    .isInstanceOfSatisfying(
                            ParquetFileException.class,
                            e -> assertThat(e.key()).isEqualTo(source.ref().key()))
                    .hasMessageContaining("column x, row group 0: there is a value");
        }
    }

    @Test
    void anAnnotatedIntegerAndABareOneAreMerged() throws Exception {
        SourceFile annotated = lake.write("SELECT 1::BIGINT AS a, 2::INT AS b");
        SourceFile bare = lake.put(Footers.edit(
                lake.bytes(annotated),
                footer -> footer.getSchema().forEach(element -> {
                    element.unsetConverted_type();
                    element.unsetLogicalType();
                })));

        for (SourceFile[] sources : List.of(new SourceFile[] {annotated, bare}, new SourceFile[] {bare, annotated})) {
            byte[] output = merge(sources).bytes();
            assertThat(lake.rows(output)).containsExactly("{'a': 1, 'b': 2}", "{'a': 1, 'b': 2}");
            assertThat(Footers.read(output).getSchema())
                    .allSatisfy(
                            element -> assertThat(element.isSetConverted_type()).isFalse());
        }
        byte[] output = merge(annotated, annotated).bytes();
        assertThat(Footers.read(output).getSchema().get(1).getConverted_type()).isEqualTo(ConvertedType.INT_64);
    }
}
