package dev.coldpress.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.merge.SchemaUnion;
import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowField.Dictionary;
import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.Widening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one Arrow schema says for the rows of two files. */
class ArrowUnionTest {

    private static SchemaNode leaf(String name, PhysicalType type, String logicalType) {
        int length = type == PhysicalType.FIXED_LEN_BYTE_ARRAY ? 16 : 0;
        return new SchemaNode(name, Repetition.OPTIONAL, OptionalInt.empty(), logicalType, type, length, List.of());
    }

    private static SchemaNode group(String name, Repetition repetition, String logicalType, SchemaNode... children) {
        return new SchemaNode(name, repetition, OptionalInt.empty(), logicalType, null, 0, List.of(children));
    }

    private static SchemaNode list(String name, SchemaNode element) {
        return group(name, Repetition.OPTIONAL, "LIST", group("list", Repetition.REPEATED, "", element));
    }

    private static ArrowField field(String name, String type, ArrowField... children) {
        return new ArrowField(name, true, type, Optional.empty(), List.of(children), Map.of());
    }

    private static ArrowField dictionary(String type, int bits, boolean signed) {
        return field("c", type).withDictionary(Optional.of(new Dictionary(bits, signed, false, "")));
    }

    private static ArrowField ordered(String entries) {
        return field("c", "utf8").withDictionary(Optional.of(new Dictionary(8, true, true, entries)));
    }

    private static ArrowField with(ArrowField field, Map<String, String> metadata) {
        return new ArrowField(
                field.name(), field.nullable(), field.type(), field.dictionary(), field.children(), metadata);
    }

    /** A file of one column; of null, one without an Arrow schema. */
    private record File(SchemaNode column, Optional<ArrowField> field) {

        ParquetSchema schema() {
            return new ParquetSchema(List.of(column));
        }

        Optional<ArrowSchema> arrow() {
            return field.map(one -> new ArrowSchema(List.of(one), Map.of()));
        }
    }

    private static ArrowField unite(File a, File b) {
        ParquetSchema united =
                ((SchemaUnion.Result.United) SchemaUnion.unite(a.schema(), b.schema(), Widening.NONE)).schema();
        ArrowSchema arrow = ArrowSchemas.unite(united, a.schema(), a.arrow(), b.schema(), b.arrow())
                .orElseThrow();
        assertThat(ArrowSchemas.fits(united, arrow)).isTrue();
        return arrow.fields().get(0);
    }

    private static ArrowField unite(SchemaNode column, ArrowField a, ArrowField b) {
        ArrowField united = unite(new File(column, Optional.of(a)), new File(column, Optional.of(b)));
        ArrowField turned = unite(new File(column, Optional.of(b)), new File(column, Optional.of(a)));
        assertThat(turned.type()).isEqualTo(united.type());
        assertThat(turned.dictionary()).isEqualTo(united.dictionary());
        return united;
    }

    private static ArrowField uniteWithNone(SchemaNode column, ArrowField a) {
        return unite(new File(column, Optional.empty()), new File(column, Optional.of(a)));
    }

    private static final SchemaNode TEXT = leaf("c", PhysicalType.BYTE_ARRAY, "STRING");

    @ParameterizedTest
    @CsvSource({
        "8, true, 8, true, 32, true",
        "8, false, 8, false, 32, true",
        "16, true, 8, false, 32, true",
        "32, false, 32, false, 32, true",
        "64, true, 32, true, 32, true",
        "64, true, 64, true, 64, true",
        "64, false, 64, false, 64, false",
    })
    void aDictionaryIsCountedInWhatHoldsTheEntriesOfAll(
            int a, boolean signedA, int b, boolean signedB, int bits, boolean signed) {
        ArrowField united = unite(TEXT, dictionary("utf8", a, signedA), dictionary("large_utf8", b, signedB));
        assertThat(united.type()).isEqualTo("large_utf8");
        assertThat(united.dictionary()).contains(new Dictionary(bits, signed, false, ""));
    }

    @Test
    void aDictionaryWithinListsAndStructsIsWidenedToo() {
        ArrowField inner = dictionary("utf8", 8, true);
        SchemaNode column = list("l", group("element", Repetition.OPTIONAL, "", TEXT));
        ArrowField field = field("l", "list", field("item", "struct", inner));
        ArrowField united = unite(column, field, field);
        assertThat(united.children().get(0).children().get(0).dictionary())
                .contains(new Dictionary(32, true, false, ""));
        assertThat(united.children().get(0).name()).isEqualTo("item");
    }

    @Test
    void aDictionaryBesideNoneBecomesItsValues() {
        ArrowField ofPolars = with(dictionary("utf8", 32, false), Map.of("_PL_CATEGORICAL2", "0;0;u32;", "unit", "m"));
        assertThat(unite(TEXT, ofPolars, field("c", "utf8")).dictionary()).isEmpty();
        ArrowField united = uniteWithNone(TEXT, ofPolars);
        assertThat(united.dictionary()).isEmpty();
        assertThat(united.metadata()).containsExactly(Map.entry("unit", "m"));
    }

    /**
     * Polars 1.44 fails at its own name for a dictionary that is counted in a signed type within a list or a struct.
     */
    @Test
    void polarsNamesACategoricalOnlyWhereItCanReadIt() {
        ArrowField ofPolars = with(dictionary("utf8", 32, false), Map.of("_PL_CATEGORICAL2", "0;0;u32;"));
        assertThat(unite(TEXT, ofPolars, ofPolars).metadata()).containsKey("_PL_CATEGORICAL2");
        SchemaNode struct = group("s", Repetition.OPTIONAL, "", TEXT);
        ArrowField united = unite(struct, field("s", "struct", ofPolars), field("s", "struct", ofPolars));
        assertThat(united.children().get(0).metadata()).isEmpty();
    }

    @Test
    void anOrderedDictionaryStaysAsItIsIfTheCategoriesAreTheSame() {
        ArrowField field = ordered("lo, mid, hi");
        assertThat(unite(TEXT, field, field)).isEqualTo(field);
    }

    @Test
    void anOrderedDictionaryIsMergedWithNothingElse() {
        for (ArrowField other :
                List.of(ordered("lo, hi"), ordered(""), dictionary("utf8", 8, true), field("c", "utf8"))) {
            assertThatThrownBy(() -> unite(TEXT, ordered("lo, mid, hi"), other))
                    .isInstanceOf(MetadataConflictException.class)
                    .hasMessageContainingAll("column c", "lo, mid, hi", "same categories in the same order");
        }
        assertThatThrownBy(() -> unite(TEXT, ordered(""), ordered("")))
                .isInstanceOf(MetadataConflictException.class)
                .hasMessageContaining("none that can be told");
    }

    /** Numbers are stored as such, and no reader finds an order of them again. */
    @Test
    void anOrderedDictionaryOfNumbersLosesAnOrderThatIsNotThere() {
        ArrowField field = field("c", "int(64,true)").withDictionary(Optional.of(new Dictionary(8, true, true, "")));
        ArrowField united = unite(leaf("c", PhysicalType.INT64, ""), field, field);
        assertThat(united.dictionary()).contains(new Dictionary(32, true, false, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BYTE_ARRAY | STRING | utf8 | large_utf8 | large_utf8",
                "BYTE_ARRAY | STRING | utf8 | utf8_view | utf8",
                "BYTE_ARRAY | STRING | large_utf8 | utf8_view | large_utf8",
                "BYTE_ARRAY | '' | binary_view | binary | binary",
                "BYTE_ARRAY | '' | large_binary | binary | large_binary",
                "INT64 | DECIMAL(9,2) | decimal(128,9,2) | decimal(32,9,2) | decimal(128,9,2)",
                "INT64 | TIMESTAMP(MILLIS,false) | timestamp(s) | timestamp(ms) | timestamp(ms)",
                "INT64 | TIMESTAMP(MICROS,true) | timestamp(us,UTC) | timestamp(us,+00:00) | timestamp(us,UTC)",
                "INT32 | TIME(MILLIS,false) | time(s) | time(ms) | time(ms)",
                "BYTE_ARRAY | JSON | utf8 | binary | utf8",
                "INT64 | INTEGER(64,true) | int(64,true) | int(64,true) | int(64,true)",
            })
    void typesThatSayNoMoreThanParquetGiveWay(PhysicalType type, String logical, String a, String b, String united) {
        assertThat(unite(leaf("c", type, logical), field("c", a), field("c", b)).type())
                .isEqualTo(united);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INT64 | '' | duration(us) | int(64,true)",
                "INT64 | '' | duration(us) | duration(ms)",
                "INT64 | TIMESTAMP(MICROS,true) | timestamp(us,UTC) | timestamp(us,Europe/Berlin)",
                "INT32 | DATE | date(day) | date(ms)",
                "BYTE_ARRAY | '' | utf8 | binary",
            })
    void typesThatSayMoreThanParquetMustBeTheSame(PhysicalType type, String logical, String a, String b) {
        SchemaNode column = leaf("c", type, logical);
        assertThat(unite(column, field("c", a), field("c", a)).type()).isEqualTo(a);
        assertThatThrownBy(() -> unite(column, field("c", a), field("c", b)))
                .isInstanceOf(MetadataConflictException.class)
                .hasMessageContainingAll("column c", a, b, "write it with one type");
    }

    @Test
    void aTypeThatSaysMoreThanParquetIsNotMergedWithAFileThatSaysNothing() {
        assertThatThrownBy(() -> uniteWithNone(leaf("c", PhysicalType.INT64, ""), field("c", "duration(us)")))
                .isInstanceOf(MetadataConflictException.class)
                .hasMessageContaining("int(64,true), without an Arrow schema,");
        assertThat(uniteWithNone(TEXT, field("c", "large_utf8")).type()).isEqualTo("large_utf8");
    }

    @Test
    void extensionTypesAreTheSameOrThoseOfTheParquetType() {
        SchemaNode uuid = leaf("c", PhysicalType.FIXED_LEN_BYTE_ARRAY, "UUID");
        ArrowField named =
                with(field("c", "fixed_size_binary(16)"), Map.of(ArrowField.EXTENSION_NAME, "arrow.uuid", "unit", "m"));
        assertThat(uniteWithNone(uuid, named)).isEqualTo(named);
        SchemaNode bytes = leaf("c", PhysicalType.BYTE_ARRAY, "");
        ArrowField geometry = with(
                field("c", "binary"),
                Map.of(ArrowField.EXTENSION_NAME, "geoarrow.wkb", ArrowField.EXTENSION_PARAMETERS, "{\"crs\":\"a\"}"));
        ArrowField elsewhere = with(
                field("c", "binary"),
                Map.of(ArrowField.EXTENSION_NAME, "geoarrow.wkb", ArrowField.EXTENSION_PARAMETERS, "{\"crs\":\"b\"}"));
        assertThat(unite(bytes, geometry, geometry)).isEqualTo(geometry);
        assertThatThrownBy(() -> unite(bytes, geometry, elsewhere))
                .isInstanceOf(MetadataConflictException.class)
                .hasMessageContainingAll("extension type", "geoarrow.wkb", "\"a\"", "\"b\"");
        assertThatThrownBy(() -> unite(bytes, geometry, field("c", "binary")))
                .isInstanceOf(MetadataConflictException.class);
        assertThatThrownBy(() -> uniteWithNone(bytes, geometry)).isInstanceOf(MetadataConflictException.class);
    }

    @Test
    void aColumnOfTheNullTypeTakesWhatTheOtherFileSays() {
        File nulls = new File(leaf("c", PhysicalType.INT32, "UNKNOWN"), Optional.of(field("c", "null")));
        File durations = new File(leaf("c", PhysicalType.INT64, ""), Optional.of(field("c", "duration(us)")));
        assertThat(unite(nulls, durations).type()).isEqualTo("duration(us)");
        assertThat(unite(durations, nulls).type()).isEqualTo("duration(us)");
        assertThat(unite(nulls, nulls).type()).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource({
        "list, large_list, large_list",
        "list, list_view, list",
        "large_list_view, list, large_list",
        "fixed_size_list(2), fixed_size_list(2), fixed_size_list(2)",
    })
    void listsOfAnyLengthGiveWayToEachOther(String a, String b, String united) {
        SchemaNode column = list("c", leaf("element", PhysicalType.INT32, ""));
        ArrowField item = field("element", "int(32,true)");
        assertThat(unite(column, field("c", a, item), field("c", b, item)).type())
                .isEqualTo(united);
    }

    @Test
    void listsOfOneLengthAreNotMergedWithOthers() {
        SchemaNode column = list("c", leaf("element", PhysicalType.INT32, ""));
        ArrowField item = field("element", "int(32,true)");
        ArrowField two = field("c", "fixed_size_list(2)", item);
        assertThatThrownBy(() -> unite(column, two, field("c", "list", item)))
                .isInstanceOf(MetadataConflictException.class)
                .hasMessageContaining("fixed_size_list(2)");
        assertThatThrownBy(() -> uniteWithNone(column, two)).isInstanceOf(MetadataConflictException.class);
    }

    @Test
    void structsUniteByTheNamesOfTheirFieldsAndMapsByPosition() {
        SchemaNode a = leaf("a", PhysicalType.INT32, "");
        SchemaNode b = leaf("b", PhysicalType.INT64, "");
        ArrowField ofA = field("a", "int(32,true)");
        ArrowField ofB = field("b", "duration(ns)");
        ArrowField united = unite(
                new File(group("s", Repetition.OPTIONAL, "", a), Optional.of(field("s", "struct", ofA))),
                new File(group("s", Repetition.OPTIONAL, "", b, a), Optional.of(field("s", "struct", ofB, ofA))));
        assertThat(united.children()).containsExactly(ofA, ofB);

        SchemaNode key = new SchemaNode(
                "key", Repetition.REQUIRED, OptionalInt.empty(), "STRING", PhysicalType.BYTE_ARRAY, 0, List.of());
        SchemaNode map = group("m", Repetition.OPTIONAL, "MAP", group("key_value", Repetition.REPEATED, "", key, a));
        ArrowField read = field("m", "map(true)", field("entries", "struct", field("keys", "utf8"), ofA));
        ArrowField merged = uniteWithNone(map, read);
        assertThat(merged.type()).isEqualTo("map(false)");
        assertThat(merged.children().get(0).children())
                .extracting(ArrowField::nullable)
                .containsExactly(false, true);
    }

    @Test
    void whatIsOptionalInParquetIsNullable() {
        SchemaNode required = leaf("c", PhysicalType.INT32, "").withRepetition(Repetition.REQUIRED);
        ArrowField field = ArrowField.leaf("c", false, "int(32,true)");
        assertThat(unite(required, field, field).nullable()).isFalse();
        assertThat(unite(
                                new File(required, Optional.of(field)),
                                new File(leaf("c", PhysicalType.INT32, ""), Optional.of(field)))
                        .nullable())
                .isTrue();
    }

    @Test
    void aColumnOfWhichNoArrowSchemaSpeaksGetsWhatReadersMakeOfIt() {
        SchemaNode other = leaf("other", PhysicalType.INT64, "TIMESTAMP(MICROS,true)");
        SchemaNode repeated = leaf("r", PhysicalType.INT32, "").withRepetition(Repetition.REPEATED);
        ParquetSchema bare = new ParquetSchema(List.of(other, list("l", TEXT), repeated));
        ParquetSchema described = new ParquetSchema(List.of(TEXT));
        ParquetSchema united = new ParquetSchema(List.of(other, list("l", TEXT), repeated, TEXT));
        ArrowSchema arrow = ArrowSchemas.unite(
                        united,
                        bare,
                        Optional.empty(),
                        described,
                        Optional.of(new ArrowSchema(List.of(field("c", "utf8")), Map.of("a", "b"))))
                .orElseThrow();
        assertThat(arrow.fields())
                .containsExactly(
                        field("other", "timestamp(us,UTC)"),
                        field("l", "list", field("c", "utf8")),
                        new ArrowField(
                                "r",
                                false,
                                "list",
                                Optional.empty(),
                                List.of(ArrowField.leaf("r", false, "int(32,true)")),
                                Map.of()),
                        field("c", "utf8"));
        assertThat(arrow.metadata()).isEmpty();
        assertThat(ArrowSchemas.unite(bare, bare, Optional.empty(), bare, Optional.empty()))
                .isEmpty();
    }

    @Test
    void aSchemaWithOtherColumnsDoesNotFit() {
        ParquetSchema schema = new ParquetSchema(List.of(TEXT, leaf("d", PhysicalType.INT32, "")));
        ArrowField c = field("c", "utf8");
        ArrowField d = field("d", "int(32,true)");
        assertThat(ArrowSchemas.fits(schema, new ArrowSchema(List.of(c, d), Map.of())))
                .isTrue();
        for (List<ArrowField> others :
                List.of(List.of(d, c), List.of(c), List.of(c, d, d), List.of(c, field("d", "struct", c)))) {
            assertThat(ArrowSchemas.fits(schema, new ArrowSchema(others, Map.of())))
                    .isFalse();
        }
    }
}
