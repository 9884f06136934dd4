package dev.coldpress.parquet.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowField.Dictionary;
import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.JsonValue.Digits;
import dev.coldpress.port.parquet.JsonValue.Items;
import dev.coldpress.port.parquet.JsonValue.Members;
import dev.coldpress.port.parquet.JsonValue.Name;
import dev.coldpress.port.parquet.JsonValue.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of metadata is written with the same meaning, and nothing else is read. */
class ParquetNotationTest {

    private static final List<String> LEAVES = List.of(
            "null",
            "bool",
            "int(8,true)",
            "int(16,false)",
            "int(32,true)",
            "int(64,false)",
            "float(half)",
            "float(single)",
            "float(double)",
            "binary",
            "large_binary",
            "binary_view",
            "utf8",
            "large_utf8",
            "utf8_view",
            "decimal(32,9,2)",
            "decimal(256,50,-3)",
            "date(day)",
            "date(ms)",
            "time(s)",
            "time(ms)",
            "time(us)",
            "time(ns)",
            "timestamp(s)",
            "timestamp(ns,Europe/Berlin)",
            "timestamp(us,,a),b)",
            "duration(us)",
            "interval(year_month)",
            "interval(day_time)",
            "interval(month_day_nano)",
            "fixed_size_binary(16)");

    private static final List<String> LISTS = List.of(
            "list",
            "large_list",
            "list_view",
            "large_list_view",
            "fixed_size_list(3)",
            "map(false)",
            "map(true)",
            "struct");

    private final ParquetNotation notation = new ParquetNotation();

    private static ArrowField field(String name, String type, ArrowField... children) {
        return new ArrowField(name, children.length == 0, type, Optional.empty(), List.of(children), Map.of());
    }

    private static ArrowSchema everything() {
        List<ArrowField> fields = new ArrayList<>();
        LEAVES.forEach(type -> fields.add(field("c " + type, type)));
        LISTS.forEach(type -> fields.add(field("c " + type, type, field("item", "utf8"))));
        fields.add(field("count", "utf8").withDictionary(Optional.of(new Dictionary(8, false, true, ""))));
        fields.add(field("ü", "large_utf8").withDictionary(Optional.of(new Dictionary(64, true, false, ""))));
        fields.add(new ArrowField(
                "extended",
                true,
                "binary",
                Optional.empty(),
                List.of(),
                Map.of(ArrowField.EXTENSION_NAME, "geoarrow.wkb", ArrowField.EXTENSION_PARAMETERS, "{}", "empty", "")));
        return new ArrowSchema(fields, Map.of("pandas", "{}", "b", "2", "a", "ü"));
    }

    @Test
    void anArrowSchemaIsReadAsItWasWritten() {
        String written = notation.writeArrowSchema(everything());
        assertThat(notation.readArrowSchema(written)).contains(everything());
        assertThat(notation.writeArrowSchema(everything())).isEqualTo(written);
    }

    @Test
    void theEntriesOfADictionaryAreNotWritten() {
        ArrowField field = field("c", "utf8").withDictionary(Optional.of(new Dictionary(8, true, true, "lo, hi")));
        String written = notation.writeArrowSchema(new ArrowSchema(List.of(field), Map.of()));
        assertThat(notation.readArrowSchema(written)
                        .orElseThrow()
                        .fields()
                        .get(0)
                        .dictionary())
                .contains(new Dictionary(8, true, true, ""));
    }

    @Test
    void aTypeThatArrowHasNotIsNotWritten() {
        for (String type : List.of("text", "int", "list(3)", "")) {
            assertThatThrownBy(() -> notation.writeArrowSchema(new ArrowSchema(List.of(field("c", type)), Map.of())))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    /** The form before Arrow 0.15 has no continuation mark. */
    @Test
    void theFormOfOldWritersIsReadToo() {
        byte[] bytes = Base64.getDecoder().decode(notation.writeArrowSchema(everything()));
        String old = Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, 4, bytes.length));
        assertThat(notation.readArrowSchema(old)).contains(everything());
    }

    private static String message(short endianness, byte kind) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int name = builder.createString("c");
        Union.startUnion(builder);
        int type = Union.endUnion(builder);
        int field = Field.createField(builder, name, true, kind, type, 0, 0, 0);
        int fields = Schema.createFieldsVector(builder, new int[] {field});
        int schema = Schema.createSchema(builder, endianness, fields, 0, 0);
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, MessageHeader.Schema, schema, 0, 0));
        byte[] message = builder.sizedByteArray();
        ByteBuffer bytes = ByteBuffer.allocate(8 + message.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(-1).putInt(message.length).put(message);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    @Test
    void whatHasNoNameHereIsNotRead() {
        assertThat(notation.readArrowSchema(message(Endianness.Little, Type.Utf8)))
                .isPresent();
        assertThat(notation.readArrowSchema(message(Endianness.Little, Type.Union)))
                .isEmpty();
        assertThat(notation.readArrowSchema(message(Endianness.Little, Type.RunEndEncoded)))
                .isEmpty();
        assertThat(notation.readArrowSchema(message(Endianness.Little, (byte) 99)))
                .isEmpty();
        assertThat(notation.readArrowSchema(message(Endianness.Big, Type.Utf8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?", "AAAA", "/////w==", "/////xAAAAA=", "/////wAAAAAAAAAA", "//////////8AAAAAAAAAAA=="})
    void whatIsNoSchemaIsNotRead(String value) {
        assertThat(notation.readArrowSchema(value)).isEmpty();
    }

    /** Whatever the bytes, there is an answer, and one that can be written. */
    @Test
    void damagedSchemasAreReadOrNot() {
        byte[] whole = Base64.getDecoder().decode(notation.writeArrowSchema(everything()));
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(whole, i % 10 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int j = random.nextInt(4); j >= 0 && damaged.length > 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Optional<ArrowSchema> schema =
                    notation.readArrowSchema(Base64.getEncoder().encodeToString(damaged));
            if (schema.isPresent()) {
                assertThat(notation.readArrowSchema(notation.writeArrowSchema(schema.get())))
                        .isEqualTo(schema);
                read++;
            }
        }
        assertThat(read).isPositive();
    }

    /** A field that is its own child would be read without end. */
    @Test
    void aSchemaThatContainsItselfIsNotRead() {
        ArrowField inner = field("c", "utf8");
        for (int depth = 0; depth < 101; depth++) {
            inner = field("c", "list", inner);
        }
        assertThat(notation.readArrowSchema(notation.writeArrowSchema(new ArrowSchema(List.of(inner), Map.of()))))
                .isEmpty();
    }

    private static Members members(Object... pairs) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            members.put((String) pairs[i], (JsonValue) pairs[i + 1]);
        }
        return new Members(members);
    }

    @Test
    void jsonIsWrittenAsItWasRead() {
        Members value = members(
                "text", new Text("a \"b\" \\ \n ü \u2028"),
                "numbers",
                        new Items(
                                List.of(new Digits("-1.50"), new Digits("12345678901234567890"), new Digits("1e400"))),
                "names", new Items(List.of(Name.TRUE, Name.FALSE, Name.NULL)),
                "", members());
        String written = notation.writeJson(value);
        assertThat(notation.readJson(written)).contains(value);
        assertThat(notation.readJson("{\"a\" : [1, 2],\n\"b\":{}}").map(notation::writeJson))
                .contains("{\"a\":[1,2],\"b\":{}}");
    }

    @Test
    void objectsAreEqualWhateverTheOrderOfTheirMembers() {
        assertThat(notation.readJson("{\"a\":1,\"b\":2}")).isEqualTo(notation.readJson("{\"b\":2,\"a\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "[1,]", "{\"a\":1,\"a\":2}", "1 2", "NaN", "nul", "'a'", "{a:1}", "\"\\x\"", "[1}"
            })
    void whatIsNoJsonIsNotRead(String text) {
        assertThat(notation.readJson(text)).isEmpty();
    }

    @Test
    void jsonThatIsNestedWithoutEndIsNotRead() {
        assertThat(notation.readJson("[".repeat(100_000))).isEmpty();
        assertThat(notation.readJson("[".repeat(900) + "]".repeat(900))).isPresent();
    }
}
