package dev.coldpress.app.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/** A line for people: {@code time LEVEL Class message key=value ...}. */
final class LineText {

    private LineText() {}

    static String of(LogOutput.Line line) {
        String logger = line.logger().substring(line.logger().lastIndexOf('.') + 1);
        StringBuilder text = new StringBuilder(line.time())
                .append(String.format(Locale.ROOT, " %-5s ", line.level()))
                .append(logger)
                .append(": ")
                .append(escaped(line.message()));
        for (KeyValuePair pair : line.pairs()) {
            text.append(' ').append(pair.key).append('=').append(value(String.valueOf(pair.value)));
        }
        Throwable fault = line.fault();
        if (fault != null) {
            text.append(System.lineSeparator()).append(trace(fault));
        }
        return text.toString();
    }

    static String trace(Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        return trace.toString().stripTrailing();
    }

    private static String value(String value) {
        boolean isPlain = value.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=') && !value.isEmpty();
        return isPlain ? escaped(value) : '"' + escaped(value).replace("\"", "\\\"") + '"';
    }

    /** What is logged may have come from a key in the store: it must not be able to forge a line. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c < ' ' || c == 0x7f) {
                escaped.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
