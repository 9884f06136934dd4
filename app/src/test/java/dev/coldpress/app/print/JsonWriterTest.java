package dev.coldpress.app.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonWriter json = new JsonWriter(new PrintStream(bytes, true, StandardCharsets.US_ASCII));

    @Test
    void nestedObjectsAndArraysAreReadBackEqual() throws JsonProcessingException {
        json.beginObject().field("text", "a").field("number", Long.MIN_VALUE).field("yes", true);
        json.name("none").nullValue();
        json.name("empty").beginArray().endArray();
        json.name("list")
                .beginArray()
                .value(1)
                .value("two")
                .beginObject()
                .endObject()
                .beginObject();
        json.field("x", 1).endObject().value(false).endArray();
        json.name("last").value(2).endObject().end();

        assertThat(read()).isEqualTo(new ObjectMapper().readTree("""
                                {"text": "a", "number": -9223372036854775808, "yes": true, "none": null, "empty": [],
                                 "list": [1, "two", {}, {"x": 1}, false], "last": 2}
                                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"quoted\" and \\ and /",
                "line\nbreak\r\ttab\b\f",
                "\u0000\u001f\u007f",
                "größe €",
                "\ud83d\ude00",
                "\u2028\u2029"
            })
    void everyTextIsReadBackEqual(String text) throws JsonProcessingException {
        json.beginObject().field(text, text).endObject().end();
        assertThat(read().get(text).textValue()).isEqualTo(text);
    }

    @Test
    void everyCharacterIsReadBackEqual() throws JsonProcessingException {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            if (!Character.isSurrogate(c)) {
                all.append(c);
            }
        }
        json.value(all.toString());
        assertThat(read().textValue()).isEqualTo(all.toString());
    }

    private JsonNode read() throws JsonProcessingException {
        return new ObjectMapper().readTree(bytes.toString(StandardCharsets.US_ASCII));
    }
}
