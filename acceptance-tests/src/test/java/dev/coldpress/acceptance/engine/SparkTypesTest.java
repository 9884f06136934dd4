package dev.coldpress.acceptance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.ParquetFiles;
import dev.coldpress.acceptance.lake.WideRows;
import dev.coldpress.merge.MergeSpecFactory;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.Widening;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of Spark and one of another writer: what the merged file tells Spark of the other's columns is what Spark
 * finds in the other itself.
 */
class SparkTypesTest {

    private static final String KEY = "org.apache.spark.sql.parquet.row.metadata";
    private static final String OF_SPARK =
            "{\"type\":\"struct\",\"fields\":[{\"name\":\"k\",\"type\":\"integer\",\"nullable\":true,"
                    + "\"metadata\":{}}]}";

    private final ParquetJavaCodec codec = new ParquetJavaCodec();

    @TempDir
    private Path folder;

    /** Of one column {@code k}. */
    private Path ofSpark(String moreMetadata) throws Exception {
        Path file = folder.resolve("spark.parquet");
        write(file, "SELECT 1 AS k", ", KV_METADATA {\"" + KEY + "\": '" + OF_SPARK + "'" + moreMetadata + "}");
        return file;
    }

    private static void write(Path file, String query, String options) throws Exception {
        try (DuckDb duck = new DuckDb()) {
            duck.execute(
                    "COPY (" + query + ") TO " + DuckDb.literal(file.toString()) + " (FORMAT parquet" + options + ")");
        }
    }

    @Test
    void columnsOfDuckDb() throws Exception {
        Path other = folder.resolve("other.parquet");
        write(
                other,
                "SELECT 1::TINYINT AS i8, 1::SMALLINT AS i16, 1::INT AS i32, 1::BIGINT AS i64, 1::UTINYINT AS u8,"
                        + " 1::USMALLINT AS u16, 1::UINTEGER AS u32, 1::UBIGINT AS u64, true AS b, 1.5::FLOAT AS f,"
                        + " 1.5::DOUBLE AS d, 's' AS s, 's'::BLOB AS bin, DATE '2020-01-01' AS day, 1.5::DECIMAL(4,1) AS d4,"
                        + " 1.5::DECIMAL(12,2) AS d12, 1.5::DECIMAL(38,3) AS d38, TIMESTAMP '2020-01-01' AS ts,"
                        + " TIMESTAMP_MS '2020-01-01' AS ms, TIMESTAMPTZ '2020-01-01 00:00:00+00' AS tz, '{}'::JSON AS j,"
                        + " [1, NULL] AS l, {'a': 1, 'b': ['x']} AS st, MAP {'k': 1.5} AS m, [[{'z': 1}]] AS nested,"
                        + " TIME '10:00' AS t, uuid() AS u, TIMESTAMP_NS '2020-01-01' AS ns, {'t': TIME '10:00'} AS unread",
                "");
        assertSparkIsTold(ofSpark(""), other, List.of("t", "u", "ns", "unread"));
    }

    @Test
    void columnsOfParquetJava() throws Exception {
        Path other = folder.resolve("other.parquet");
        ParquetFiles.write(other, new WideRows(), 0, 10, FileForm.CUT_SMALL);
        assertSparkIsTold(ofSpark(", \"writer.model.name\": 'example'"), other, List.of("uid", "clock"));
    }

    /** @param unread columns that have no type in Spark */
    private void assertSparkIsTold(Path ofSpark, Path other, List<String> unread) throws IOException {
        // Spark takes every column of a file for nullable.
        StructType told = ((StructType) DataType.fromJson(metadata(ofSpark, other))).asNullable();
        List<StructField> expected = new ArrayList<>();
        expected.add(((StructType) DataType.fromJson(OF_SPARK)).apply("k"));
        expected.addAll(List.of(foundBySpark(other, unread)));
        assertThat(told.fields()).containsExactlyElementsOf(expected);
    }

    private static StructField[] foundBySpark(Path file, List<String> unread) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            List<Type> readable = schema.getFields().stream()
                    .filter(field -> !unread.contains(field.getName()))
                    .toList();
            return new ParquetToSparkSchemaConverter(false, true, true, true, false)
                    .convert(new MessageType("schema", readable))
                    .asNullable()
                    .fields();
        }
    }

    private String metadata(Path ofSpark, Path other) throws IOException {
        List<SourceSummary> sources = List.of(summary(ofSpark), summary(other));
        MergeSpec spec = new MergeSpecFactory(
                        Optional.empty(),
                        OptionalInt.empty(),
                        1 << 28,
                        false,
                        10,
                        Widening.NONE,
                        BloomFilters.KEEP,
                        SortOrder.NONE)
                .spec(
                        ObjectKey.of("merged.parquet"),
                        new UUID(1, 2),
                        sources,
                        List.of(),
                        any -> OptionalLong.empty(),
                        codec.notation());
        return Objects.requireNonNull(spec.keyValueMetadata().get(KEY));
    }

    private SourceSummary summary(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ObjectKey key = ObjectKey.of(file.getFileName().toString());
        ObjectRef ref = new ObjectRef(key, new ObjectVersion("1"), bytes.length);
        return SourceSummary.of(ref, codec.readFooter(new SourceFile() {

            @Override
            public ObjectRef ref() {
                return ref;
            }

            @Override
            public void read(long offset, ByteBuffer into) {
                into.put(bytes, (int) offset, into.remaining());
            }
        }));
    }
}
