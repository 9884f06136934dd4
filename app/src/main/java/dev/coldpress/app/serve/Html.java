package dev.coldpress.app.serve;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes HTML. Whatever goes through {@link #text} or an attribute is escaped; there is no way around it but a literal
 * tag.
 */
final class Html {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final StringBuilder html = new StringBuilder();

    /** Opens an element. Attributes are pairs of a name and a value. */
    Html open(String tag, String... attributes) {
        html.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        html.append('>');
        return this;
    }

    Html close(String tag) {
        html.append("</").append(tag).append('>');
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** The content of a style element, which has rules of its own. Only for constants. */
    Html style(String css) {
        html.append("<style>").append(css).append("</style>");
        return this;
    }

    /**
     * Begins a table, up to its first row. {@link #endTable} ends it.
     *
     * @param labelledBy the id of its heading
     * @param columns those of numbers begin with a hash; empty for bars
     */
    Html table(String labelledBy, String caption, String... columns) {
        // Can be focused, so that the keyboard scrolls it where the screen is narrow.
        open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-labelledby", labelledBy);
        open("table").element("caption", caption).open("thead").open("tr");
        for (String column : columns) {
            if (column.isEmpty()) {
                open("td", "class", "bar").close("td");
            } else if (column.startsWith("#")) {
                element("th", column.substring(1), "scope", "col", "class", "n");
            } else {
                element("th", column, "scope", "col");
            }
        }
        return close("tr").close("thead").open("tbody");
    }

    Html endTable() {
        return close("tbody").close("table").close("div");
    }

    /** A cell with a number. */
    Html number(String number) {
        return element("td", number, "class", "n");
    }

    /** A moment, to the second. */
    Html time(Instant instant) {
        return element("time", TIME.format(instant), "datetime", instant.toString());
    }

    /** A figure with its name, in a description list. */
    Html figure(String name, String value) {
        return open("div").element("dt", name).element("dd", value).close("div");
    }

    @Override
    public String toString() {
        return html.toString();
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
