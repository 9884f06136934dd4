package dev.coldpress.parquet.internal.notation;

import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.JsonValue.Digits;
import dev.coldpress.port.parquet.JsonValue.Items;
import dev.coldpress.port.parquet.JsonValue.Members;
import dev.coldpress.port.parquet.JsonValue.Name;
import dev.coldpress.port.parquet.JsonValue.Text;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shaded.parquet.com.fasterxml.jackson.core.JsonFactory;
import shaded.parquet.com.fasterxml.jackson.core.JsonGenerator;
import shaded.parquet.com.fasterxml.jackson.core.JsonParser;
import shaded.parquet.com.fasterxml.jackson.core.JsonToken;
import shaded.parquet.com.fasterxml.jackson.core.StreamReadFeature;

/** JSON, read and written with the Jackson that parquet-java brings along. */
final class JsonText {

    /** Its limits (depth, length of numbers) are Jackson's own. A name that is there twice could mean either value. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    static Optional<JsonValue> read(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            JsonValue value = value(parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @param parser at the first token of the value; then at its last */
    private static JsonValue value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> new Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(parser.getText());
            case VALUE_TRUE -> Name.TRUE;
            case VALUE_FALSE -> Name.FALSE;
            case VALUE_NULL -> Name.NULL;
            default -> throw new IOException("Not the beginning of a value: " + parser.currentToken());
        };
    }

    private static Members members(JsonParser parser) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Members(members);
    }

    private static Items items(JsonParser parser) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Items(items);
    }

    static String write(JsonValue value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonValue value, JsonGenerator generator) throws IOException {
        if (value instanceof Members members) {
            generator.writeStartObject();
            for (Map.Entry<String, JsonValue> member : members.values().entrySet()) {
                generator.writeFieldName(member.getKey());
                write(member.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof Items items) {
            generator.writeStartArray();
            for (JsonValue item : items.values()) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else if (value instanceof Text text) {
            generator.writeString(text.value());
        } else if (value instanceof Digits number) {
            generator.writeNumber(number.literal());
        } else if (value == Name.NULL) {
            generator.writeNull();
        } else {
            generator.writeBoolean(value == Name.TRUE);
        }
    }
}
