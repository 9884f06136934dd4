package dev.coldpress.app.print;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Writes JSON (RFC 8259) as it comes, holding nothing back, so that a result may be larger than the memory. ASCII only:
 * every other character is escaped, so no charset can spoil it. The caller sees to the nesting. For one thread.
 */
public final class JsonWriter {

    private final PrintStream out;
    private boolean needsComma;

    public JsonWriter(PrintStream out) {
        this.out = out;
    }

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter endObject() {
        return close('}');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endArray() {
        return close(']');
    }

    public JsonWriter name(String name) {
        value(name);
        out.print(':');
        needsComma = false;
        return this;
    }

    public JsonWriter value(String text) {
        return literal(quoted(text));
    }

    public JsonWriter value(long number) {
        return literal(Long.toString(number));
    }

    /**
     * A number with a fraction.
     *
     * @param number finite: JSON has no other
     */
    public JsonWriter value(double number) {
        return literal(Double.toString(number));
    }

    public JsonWriter value(boolean bool) {
        return literal(Boolean.toString(bool));
    }

    public JsonWriter nullValue() {
        return literal("null");
    }

    public JsonWriter field(String name, String text) {
        return name(name).value(text);
    }

    public JsonWriter field(String name, long number) {
        return name(name).value(number);
    }

    public JsonWriter field(String name, boolean bool) {
        return name(name).value(bool);
    }

    /** Ends the document with a line break. */
    public void end() {
        out.println();
        out.flush();
    }

    private JsonWriter open(char bracket) {
        separate();
        out.print(bracket);
        needsComma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.print(bracket);
        needsComma = true;
        return this;
    }

    private JsonWriter literal(String text) {
        separate();
        out.print(text);
        needsComma = true;
        return this;
    }

    private void separate() {
        if (needsComma) {
            out.print(',');
        }
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
