package dev.coldpress.partition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
        if (part instanceof LayoutPart.Epoch epoch) {
            return "(" + epoch.unit().regex() + ")";
        }
        return part instanceof LayoutPart.Literal literal ? Pattern.quote(literal.text()) : "(.+)";
    }

    /** Whether a part of the time stands in it. */
    boolean isDated() {
        return parts.stream().anyMatch(part -> part instanceof LayoutPart.Time || part instanceof LayoutPart.Epoch);
    }

    /** Reads one directory name. Tells what it finds if it matches, and nothing if not. */
    boolean match(String name, Map<String, String> keys, FoundTime time) {
        Matcher matcher = pattern.matcher(name);
        if (LakeLayout.isHidden(name) || !matcher.matches()) {
            return false;
        }
        int group = 0;
        for (LayoutPart part : parts) {
            if (part instanceof LayoutPart.Key key) {
                keys.put(key.name(), matcher.group(++group));
            } else if (part instanceof LayoutPart.Time field) {
                time.field(field.field(), Integer.parseInt(matcher.group(++group)));
            } else if (part instanceof LayoutPart.Epoch epoch) {
                time.counted(epoch.unit().instant(Long.parseLong(matcher.group(++group))), epoch.length());
            }
        }
        return true;
    }

    /** The directory name for these values, zero-padded. A key without a value prints as nothing. */
    String print(Map<String, String> keys, Instant time) {
        StringBuilder name = new StringBuilder();
        for (LayoutPart part : parts) {
            if (part instanceof LayoutPart.Literal literal) {
                name.append(literal.text());
            } else if (part instanceof LayoutPart.Key key) {
                name.append(keys.getOrDefault(key.name(), ""));
            } else if (part instanceof LayoutPart.Time field) {
                name.append(field.field().print(LocalDateTime.ofInstant(time, ZoneOffset.UTC)));
            } else if (part instanceof LayoutPart.Epoch epoch) {
                name.append(epoch.unit().print(time));
            }
        }
        return name.toString();
    }
}
