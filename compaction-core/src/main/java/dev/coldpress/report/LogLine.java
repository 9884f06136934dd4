package dev.coldpress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A log line with facts. Each fact is in the message, as {@code name=value}, and is a key-value pair too: the patterns
 * of most logging frameworks print the message alone, and machines read the pairs. Mutable; for one thread.
 */
public final class LogLine {

    /** The key of the pair that has the event's name, by which machines find lines of one kind. */
    public static final String EVENT = "event";

    private record Fact(String name, Object value) {}

    private final String event;
    private final List<Fact> facts = new ArrayList<>();

    private LogLine(String event) {
        this.event = event;
    }

    /**
     * A line without facts yet.
     *
     * @param event what happened, always in the same words; the message begins with them
     */
    public static LogLine of(String event) {
        return new LogLine(event);
    }

    /** Adds a fact behind the others. */
    public LogLine fact(String name, Object value) {
        facts.add(new Fact(name, value));
        return this;
    }

    /** Writes the line. Does nothing if the level is off. */
    public void to(LoggingEventBuilder level) {
        LoggingEventBuilder line = level.addKeyValue(EVENT, event);
        for (Fact fact : facts) {
            line = line.addKeyValue(fact.name, fact.value);
        }
        line.log(message());
    }

    private String message() {
        StringBuilder message = new StringBuilder(event);
        facts.forEach(
                fact -> message.append(' ').append(fact.name).append('=').append(value(String.valueOf(fact.value))));
        return message.toString();
    }

    /** Values with blanks are quoted. A name from the store must not be able to forge a line. */
    private static String value(String value) {
        boolean isPlain = value.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=') && !value.isEmpty();
        return isPlain ? escaped(value) : '"' + escaped(value).replace("\"", "\\\"") + '"';
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                escaped.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
