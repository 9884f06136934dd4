package dev.coldpress.app.log;

import dev.coldpress.app.print.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.event.KeyValuePair;

/** A line for machines: an object with {@code time}, {@code level}, {@code logger}, {@code message} and the pairs. */
final class LineJson {

    private LineJson() {}

    static String of(LogOutput.Line line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        JsonWriter json = new JsonWriter(out)
                .beginObject()
                .field("time", line.time())
                .field("level", line.level().toString())
                .field("logger", line.logger())
                .field("message", line.message());
        for (KeyValuePair pair : line.pairs()) {
            json.name(pair.key);
            value(json, pair.value);
        }
        Throwable fault = line.fault();
        if (fault != null) {
            json.field("fault", LineText.trace(fault));
        }
        json.endObject();
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void value(JsonWriter json, Object value) {
        if (value instanceof Boolean bool) {
            json.value(bool.booleanValue());
        } else if (value instanceof Double number) {
            json.value(number.doubleValue());
        } else if (value instanceof Number number) {
            json.value(number.longValue());
        } else {
            json.value(String.valueOf(value));
        }
    }
}
