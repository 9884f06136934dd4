package dev.coldpress.app.serve;

/** Writes HTML. Whatever goes through {@link #text} or an attribute is escaped; there is no way around it but a literal tag. */
final class Html {

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
