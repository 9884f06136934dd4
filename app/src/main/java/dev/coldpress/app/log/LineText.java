package dev.coldpress.app.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/**
 * A line for people: {@code time LEVEL Class: message}. Pairs are not printed: the messages of Coldpress have what they
 * say.
 */
final class LineText {

    private LineText() {}

    static String of(LogOutput.Line line) {
        String logger = line.logger().substring(line.logger().lastIndexOf('.') + 1);
        StringBuilder text = new StringBuilder(line.time())
                .append(String.format(Locale.ROOT, " %-5s ", line.level()))
                .append(logger)
                .append(": ")
                .append(escaped(line.message()));
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
