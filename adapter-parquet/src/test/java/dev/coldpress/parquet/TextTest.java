package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One value that is no text makes the rows of all sources of a merged file unreadable for several readers. */
class TextTest {

    private static final String LATIN1 = "'\\x63\\x61\\x66\\xE9'::BLOB";

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

    /** DuckDB writes only text as text, so its binary columns are called text afterwards. */
    private SourceFile called(ConvertedType type, String query, String... options) throws SQLException, IOException {
        byte[] file = lake.bytes(lake.write(query, options));
        return lake.put(Footers.edit(file, footer -> {
            SchemaElement leaf = footer.getSchema().get(footer.getSchemaSize() - 1);
            leaf.unsetLogicalType();
            leaf.setConverted_type(type);
        }));
    }

    private void assertSetAside(SourceFile good, SourceFile bad, String message) {
        MergeSpec spec = Specs.of(lake.codec().readFooter(good).schema());
        assertCorrupt(() -> lake.merge(spec, List.of(good, bad, good)), bad, message);
        assertCorrupt(() -> lake.codec().checkContent(bad), bad, message);
        assertThat(lake.codec().checkContent(good).rowCount()).isPositive();
    }

    private static void assertCorrupt(ThrowingCallable call, SourceFile file, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(ParquetFileException.class, e -> {
                    assertThat(e.key()).isEqualTo(file.ref().key());
                    assertThat(e.reason()).isEqualTo(Reason.CORRUPT);
                })
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARQUET_VERSION V1", "PARQUET_VERSION V2", "DICTIONARY_SIZE_LIMIT 1", "COMPRESSION zstd"})
    void aSourceWithAValueThatIsNoTextIsNamed(String option) throws Exception {
        SourceFile good = called(ConvertedType.UTF8, "SELECT encode('naïve') AS s FROM range(0, 3000)", option);
        SourceFile repeated = called(
                ConvertedType.UTF8,
                "SELECT CASE WHEN i = 2000 THEN " + LATIN1 + " ELSE 'x'::BLOB END AS s FROM range(0, 3000) r(i)",
                option);
        SourceFile distinct = called(
                ConvertedType.UTF8,
                "SELECT CASE WHEN i = 2000 THEN " + LATIN1 + " ELSE ('value ' || i)::BLOB END AS s"
                        + " FROM range(0, 3000) r(i)",
                option);

        assertSetAside(good, repeated, "column s, row group 0: entry 2001 is not UTF-8, which the type STRING demands");
        assertSetAside(good, distinct, "column s, row group 0: entry 2001 is not UTF-8, which the type STRING demands");
    }

    @Test
    void theSameInsideOfAListAndOfAStruct() throws Exception {
        SourceFile goodList = called(ConvertedType.UTF8, "SELECT ['a'::BLOB, NULL] AS l");
        SourceFile goodStruct = called(ConvertedType.UTF8, "SELECT {'a': 'a'::BLOB} AS s");

        assertSetAside(goodList, called(ConvertedType.UTF8, "SELECT ['a'::BLOB, " + LATIN1 + "] AS l"), "column l.");
        assertSetAside(goodStruct, called(ConvertedType.UTF8, "SELECT {'a': " + LATIN1 + "} AS s"), "column s.a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENUM", "JSON"})
    void otherTypesOfTextDemandTheSame(String type) throws Exception {
        ConvertedType converted = ConvertedType.valueOf(type);
        SourceFile good = called(converted, "SELECT '1'::BLOB AS s");

        assertSetAside(good, called(converted, "SELECT " + LATIN1 + " AS s"), "which the type " + type + " demands");
    }

    @Test
    void binaryMayBeAnything() throws Exception {
        SourceFile binary = lake.write("SELECT " + LATIN1 + " AS s");
        SourceFile bson = called(ConvertedType.BSON, "SELECT " + LATIN1 + " AS s");

        for (SourceFile source : List.of(binary, bson)) {
            MergeSpec spec = Specs.of(lake.codec().readFooter(source).schema());
            assertThat(lake.merge(spec, List.of(source, source)).merged().sourceRowCount())
                    .isEqualTo(2);
        }
    }
}
