package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.NullType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.VariantType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The words in which a file states its types are those of the merged file, or the file is refused by the field's name.
 */
class AnnotationTest {

    private static final String COLUMNS = "SELECT ['a'] AS tags, MAP {'k': 1} AS m, 'x' AS s, 7::BIGINT AS t, "
            + "{'metadata': 'm'::BLOB, 'value': 'v'::BLOB} AS v, INTERVAL 1 DAY AS i, 1.5::DECIMAL(9, 2) AS d";

    @TempDir
    Path directory;

    private TestLake lake;
    private byte[] plain;

    @BeforeEach
    void open() throws SQLException, IOException {
        lake = new TestLake(directory);
        plain = lake.bytes(lake.write(COLUMNS));
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    private byte[] with(String field, Consumer<SchemaElement> change) throws IOException {
        return Footers.edit(plain, footer -> change.accept(element(footer.getSchema(), field)));
    }

    private static SchemaElement element(List<SchemaElement> schema, String field) {
        return schema.stream()
                .filter(element -> element.getName().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private static Consumer<SchemaElement> annotated(@Nullable LogicalType logical, @Nullable ConvertedType converted) {
        return element -> {
            element.setLogicalType(logical);
            element.setConverted_type(converted);
        };
    }

    private byte[] merged(byte[]... files) {
        List<SourceFile> sources = List.of(files).stream().map(lake::put).toList();
        return lake.merge(Specs.of(lake.codec().readFooter(sources.get(0)).schema()), sources)
                .bytes();
    }

    private void assertKept(String field, Consumer<SchemaElement> change) throws IOException {
        byte[] source = with(field, change);
        byte[] output = merged(source, source);

        List<SchemaElement> written = Footers.read(output).getSchema();
        List<SchemaElement> expected = Footers.read(source).getSchema();
        assertThat(written.subList(1, written.size())).isEqualTo(expected.subList(1, expected.size()));
        assertThat(lake.codec().checkContent(lake.put(output)).rowCount()).isEqualTo(2);
    }

    private void assertRefused(byte[] file, String message) {
        SourceFile source = lake.put(file);
        assertThatThrownBy(() -> lake.codec().readFooter(source))
                .isInstanceOfSatisfying(
                        ParquetFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
                .hasMessageContaining(source.ref().key().path())
                .hasMessageContaining(message);
    }

    private static LogicalType timestamp(boolean utc) {
        return LogicalType.TIMESTAMP(new TimestampType(utc, TimeUnit.MICROS(new MicroSeconds())));
    }

    @Test
    void anAnnotationKeepsItsWords() throws IOException {
        assertKept("tags", annotated(LogicalType.LIST(new ListType()), null));
        assertKept("tags", annotated(null, ConvertedType.LIST));
        assertKept("m", annotated(LogicalType.MAP(new MapType()), null));
        assertKept("m", annotated(null, ConvertedType.MAP));
        assertKept("m", annotated(null, ConvertedType.MAP_KEY_VALUE));
        assertKept("s", annotated(LogicalType.STRING(new StringType()), null));
        assertKept("s", annotated(null, ConvertedType.UTF8));
        assertKept("s", annotated(null, null));
        assertKept("t", annotated(timestamp(false), null));
        assertKept("t", annotated(timestamp(false), ConvertedType.TIMESTAMP_MICROS));
        assertKept("t", annotated(timestamp(true), null));
        assertKept("t", annotated(null, ConvertedType.TIMESTAMP_MICROS));
        assertKept("i", annotated(null, ConvertedType.INTERVAL));
        assertKept("d", element -> element.unsetConverted_type());
        assertKept("d", element -> element.unsetLogicalType());
    }

    @Test
    void aVariantKeepsItsVersionOrSaysNone() throws IOException {
        VariantType versioned = new VariantType();
        versioned.setSpecification_version((byte) 1);
        assertKept("v", annotated(LogicalType.VARIANT(versioned), null));
        assertKept("v", annotated(LogicalType.VARIANT(new VariantType()), null));
        SourceFile unversioned = lake.put(with("v", annotated(LogicalType.VARIANT(new VariantType()), null)));
        SourceFile first = lake.put(with("v", annotated(LogicalType.VARIANT(versioned), null)));
        assertThat(lake.codec().readFooter(unversioned).schema())
                .isNotEqualTo(lake.codec().readFooter(first).schema());
    }

    /**
     * parquet-mr 1.12 wrote this; DuckDB and Arrow then read nulls, which must neither become intervals nor the
     * reverse.
     */
    @Test
    void anIntervalBesideUnknownStaysSoAndIsNoOtherInterval() throws IOException {
        Consumer<SchemaElement> both = annotated(LogicalType.UNKNOWN(new NullType()), ConvertedType.INTERVAL);
        assertKept("i", both);
        assertThat(lake.codec().readFooter(lake.put(with("i", both))).schema())
                .isNotEqualTo(lake.codec().readFooter(lake.put(plain)).schema());
    }

    @Test
    void sourcesOfDifferentWordsGetBoth() throws IOException {
        byte[] logical = with("tags", annotated(LogicalType.LIST(new ListType()), null));
        byte[] converted = with("tags", annotated(null, ConvertedType.LIST));

        for (byte[] output : List.of(merged(logical, converted), merged(converted, logical))) {
            SchemaElement tags = element(Footers.read(output).getSchema(), "tags");
            assertThat(tags.getLogicalType()).isEqualTo(LogicalType.LIST(new ListType()));
            assertThat(tags.getConverted_type()).isEqualTo(ConvertedType.LIST);
        }
    }

    @Test
    void annotationsThatContradictEachOtherAreRefused() throws IOException {
        assertRefused(
                with("s", annotated(LogicalType.UNKNOWN(new NullType()), ConvertedType.UTF8)),
                "the field s is a UNKNOWN by its logical type and a UTF8 by its converted type");
        assertRefused(with("s", annotated(LogicalType.STRING(new StringType()), ConvertedType.JSON)), "the field s");
        assertRefused(
                with(
                        "t",
                        annotated(
                                LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.NANOS(new NanoSeconds()))),
                                ConvertedType.TIMESTAMP_MICROS)),
                "the field t");
        assertRefused(with("tags", annotated(LogicalType.LIST(new ListType()), ConvertedType.MAP)), "the field tags");
    }

    /** 24 was the type of nulls before the format had one; Thrift reads it, like all that is unknown, as none. */
    @Test
    void aConvertedTypeThatTheFormatDoesNotHaveIsRefused() throws IOException {
        byte[] known = with("s", annotated(null, ConvertedType.BSON));
        assertRefused(patched(known, "s%(", "s%0"), "the field s has the unknown converted type 24");
    }

    @Test
    void aPartOfAFieldThatTheFormatDoesNotHaveIsRefused() throws IOException {
        byte[] known = with("s", annotated(null, ConvertedType.BSON));
        byte[] unknownField = patched(known, "s%(", "s\u00b5(");
        assertRefused(unknownField, "the field s has the unknown field 15 of SchemaElement");
        VariantType versioned = new VariantType();
        versioned.setSpecification_version((byte) 1);
        byte[] variant = with("v", annotated(LogicalType.VARIANT(versioned), null));
        byte[] unknownPart = patched(variant, "\u000c \u0013\u0001", "\u000c S\u0001");
        assertRefused(unknownPart, "the field v has the unknown field 5 of VariantType");
    }

    /** Replaces bytes that occur once. */
    private static byte[] patched(byte[] file, String from, String to) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertThat(text.split(java.util.regex.Pattern.quote(from), -1)).hasSize(2);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
