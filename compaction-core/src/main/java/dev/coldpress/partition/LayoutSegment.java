package dev.coldpress.partition;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One directory level of a layout. */
final class LayoutSegment {

    private final List<LayoutPart> parts;
    private final Pattern pattern;

    LayoutSegment(List<LayoutPart> parts) {
        this.parts = List.copyOf(parts);
        StringBuilder regex = new StringBuilder();
        this.parts.forEach(part -> regex.append(regex(part)));
        // DOTALL, since a key may contain a Unicode line separator.
        this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String regex(LayoutPart part) {
        if (part instanceof LayoutPart.Time time) {
            return "(" + time.field().regex(time.padded()) + ")";
        }
        return part instanceof LayoutPart.Literal literal ? Pattern.quote(literal.text()) : "(.+)";
    }

    /** Reads one directory name. Adds what it finds to the maps if it matches, and leaves them alone if not. */
    boolean match(String name, Map<String, String> keys, Map<TimeField, Integer> time) {
        Matcher matcher = pattern.matcher(name);
        if (LakeLayout.isHidden(name) || !matcher.matches()) {
            return false;
        }
        int group = 0;
        for (LayoutPart part : parts) {
            if (part instanceof LayoutPart.Key key) {
                keys.put(key.name(), matcher.group(++group));
            } else if (part instanceof LayoutPart.Time field) {
                time.put(field.field(), Integer.parseInt(matcher.group(++group)));
            }
        }
        return true;
    }

    /** The directory name for these values, zero-padded. A key without a value prints as nothing. */
    String print(Map<String, String> keys, LocalDateTime time) {
        StringBuilder name = new StringBuilder();
        for (LayoutPart part : parts) {
            if (part instanceof LayoutPart.Literal literal) {
                name.append(literal.text());
            } else if (part instanceof LayoutPart.Key key) {
                name.append(keys.getOrDefault(key.name(), ""));
            } else if (part instanceof LayoutPart.Time field) {
                name.append(field.field().print(time));
            }
        }
        return name.toString();
    }
}
