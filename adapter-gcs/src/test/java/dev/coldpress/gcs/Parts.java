package dev.coldpress.gcs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bodies of several parts. Bytes are kept as characters of ISO 8859-1. */
final class Parts {

    private Parts() {}

    /** One part: the lines before its first empty one, and what follows that. */
    record Part(String head, String content) {

        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    static List<Part> of(String contentType, byte[] body) {
        String boundary = contentType.replaceFirst(".*boundary=\"?([^\";]+)\"?.*", "$1");
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String mark = "--" + boundary;
        List<Part> parts = new ArrayList<>();
        int start = text.indexOf(mark);
        int end = text.indexOf("\r\n" + mark, start);
        while (end >= 0) {
            parts.add(part(text.substring(start + mark.length() + 2, end)));
            start = end + 2;
            end = text.indexOf("\r\n" + mark, start);
        }
        return parts;
    }

    static Part part(String text) {
        int empty = text.indexOf("\r\n\r\n");
        return empty < 0 ? new Part(text, "") : new Part(text.substring(0, empty), text.substring(empty + 4));
    }
}
