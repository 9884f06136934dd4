package dev.coldpress.partition;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a layout template; used once. Its rules make every directory name readable in at most one way: within a segment
 * there is at most one key, fields do not touch, and no digit touches a time field.
 */
final class LayoutParser {

    private static final String TOKEN = "(?:yyyy|MM|dd|HH|mm|ss)";
    private static final Pattern TIME = Pattern.compile(TOKEN + "(?:[-_.:T ]?" + TOKEN + ")*");
    private static final Pattern TIME_PIECE = Pattern.compile(TOKEN + "|[-_.:T ]");
    private static final Pattern EPOCH = Pattern.compile("(epoch(?:_ms)?):(.*)");
    private static final Map<String, Duration> EPOCH_LENGTHS =
            Map.of("hour", Duration.ofHours(1), "day", Duration.ofDays(1));

    /** What else a key is called of which nobody thinks that it is a time. */
    private static final Set<TimeField> ALSO_KEYS = EnumSet.of(TimeField.MINUTE, TimeField.SECOND);

    private static final Pattern KEY_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Letters of date patterns, of Java's and others': one of them alone, or each at least twice. */
    private static final Pattern LIKE_A_TIME =
            Pattern.compile("[yYmMdDhHwW]|(?:(?i)(?:y{2,4}|u{4}|mm|dd|hh|kk|ss|ww|qq|ee|ddd|mmm|eee))+");

    private static final Pattern STRFTIME = Pattern.compile("%[YyGmdjHIMSFTUVW](?![0-9A-Fa-f])");
    private static final Pattern BAD_LITERAL = Pattern.compile("[\\\\}\\p{Cc}]");

    private final String template;
    private final Map<String, Integer> keyOffsets = new HashMap<>();
    private final Deque<TimeField> timeFieldsToCome = new ArrayDeque<>(List.of(TimeField.values()));

    LayoutParser(String template) {
        this.template = template;
    }

    List<LayoutSegment> parse() {
        String body = template.endsWith("/") ? template.substring(0, template.length() - 1) : template;
        if (body.equals(LakeLayout.FLAT_TEMPLATE)) {
            return List.of();
        }
        List<LayoutSegment> segments = new ArrayList<>();
        int offset = 0;
        for (String segment : body.split("/", -1)) {
            segments.add(segment(segment, offset));
            offset += segment.length() + 1;
        }
        requireNoKeyForAMissingTime();
        return segments;
    }

    /** Else a partition would be a month or a year by mistake, and cold long after it is. */
    private void requireNoKeyForAMissingTime() {
        for (TimeField field : timeFieldsToCome) {
            if (ALSO_KEYS.contains(field)) {
                continue;
            }
            String word = field.name().toLowerCase(Locale.ROOT);
            Integer offset = keyOffsets.get(word);
            if (offset != null) {
                throw error(
                        offset,
                        "{" + word + "} is a key of any value; write {" + field.token()
                                + "} if it is a part of the time, or call the key otherwise, such as {" + word
                                + "_name}");
            }
        }
    }

    private LayoutSegment segment(String text, int offset) {
        requireVisibleName(text, offset);
        List<LayoutPart> parts = new ArrayList<>();
        int position = 0;
        while (position < text.length()) {
            int end;
            if (text.charAt(position) == '{') {
                end = text.indexOf('}', position) + 1;
                if (end == 0) {
                    throw error(offset + position, "this '{' has no '}' in its segment");
                }
                field(text.substring(position + 1, end - 1), offset + position, parts);
            } else {
                end = text.indexOf('{', position) < 0 ? text.length() : text.indexOf('{', position);
                literal(text.substring(position, end), offset + position, parts);
            }
            position = end;
        }
        return new LayoutSegment(parts);
    }

    private void requireVisibleName(String text, int offset) {
        if (text.isEmpty()) {
            throw error(
                    offset,
                    "segments are not empty, and the first one does not begin with '/'; the layout of a lake whose files"
                            + " lie in its root is '" + LakeLayout.FLAT_TEMPLATE + "'");
        }
        if (LakeLayout.isHidden(text)) {
            throw error(offset, "no segment begins with '_' or '.', because such names are hidden and never compacted");
        }
    }

    private void literal(String text, int offset, List<LayoutPart> parts) {
        Matcher bad = BAD_LITERAL.matcher(text);
        if (bad.find()) {
            throw error(offset + bad.start(), "'}' without '{', backslashes and control characters are not allowed");
        }
        Matcher strftime = STRFTIME.matcher(text);
        if (strftime.find()) {
            throw error(
                    offset + strftime.start(),
                    "a time stands in braces: {yyyy} for %Y, {MM} for %m, {dd} for %d, {HH} for %H, {yyyy-MM-dd} for %F");
        }
        if (endsWithTime(parts) && isDigit(text.charAt(0))) {
            throw error(offset, "no digit may follow a time field, or it could not be told where the time ends");
        }
        parts.add(new LayoutPart.Literal(text));
    }

    private void field(String name, int offset, List<LayoutPart> parts) {
        if (!parts.isEmpty() && !(parts.get(parts.size() - 1) instanceof LayoutPart.Literal)) {
            throw error(
                    offset, "something must stand between two fields, or it could not be told where the first ends");
        }
        Matcher epoch = EPOCH.matcher(name);
        if (TIME.matcher(name).matches()) {
            time(name, offset, parts);
        } else if (epoch.matches()) {
            epoch(epoch.group(1), epoch.group(2), offset, parts);
        } else {
            key(name, offset, parts);
        }
    }

    private void key(String name, int offset, List<LayoutPart> parts) {
        if (LIKE_A_TIME.matcher(name).matches()) {
            throw error(
                    offset,
                    "the time fields are {yyyy}, {MM}, {dd} and {HH}, in exactly these letters; if {" + name
                            + "} is no time, call it otherwise, such as {week} or {minute}");
        }
        if (!KEY_NAME.matcher(name).matches()) {
            throw error(
                    offset,
                    "'{" + name + "}' is neither a key (letters, digits and _, not a digit first) nor a time"
                            + " (yyyy, MM, dd, HH in exactly these letters, with - _ . T or nothing between)");
        }
        if (parts.stream().anyMatch(LayoutPart.Key.class::isInstance)) {
            throw error(offset, "a segment has at most one key; put a '/' between two");
        }
        if (keyOffsets.putIfAbsent(name, offset) != null) {
            throw error(offset, "the key {" + name + "} occurs twice");
        }
        parts.add(new LayoutPart.Key(name));
    }

    private void requireNoDigitBefore(int offset, List<LayoutPart> parts) {
        if (!parts.isEmpty() && endsWithDigit(parts)) {
            throw error(
                    offset, "no digit may stand before a time field, or it could not be told where the time begins");
        }
    }

    private void epoch(String token, String length, int offset, List<LayoutPart> parts) {
        requireNoDigitBefore(offset, parts);
        Duration longest = EPOCH_LENGTHS.get(length);
        if (longest == null) {
            throw error(
                    offset,
                    "a time that is counted from 1970 has the length of a partition behind it: {" + token
                            + ":hour} or {" + token + ":day}");
        }
        if (!timeFieldsToCome.contains(TimeField.YEAR)) {
            throw error(
                    offset, "a time that is counted from 1970 stands alone, without {yyyy} and without another one");
        }
        timeFieldsToCome.clear();
        EpochUnit unit = token.equals(EpochUnit.SECONDS.token()) ? EpochUnit.SECONDS : EpochUnit.MILLISECONDS;
        parts.add(new LayoutPart.Epoch(unit, longest));
    }

    private void time(String pattern, int offset, List<LayoutPart> parts) {
        requireNoDigitBefore(offset, parts);
        List<String> pieces =
                TIME_PIECE.matcher(pattern).results().map(r -> r.group()).toList();
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            if (piece.length() == 1) {
                parts.add(new LayoutPart.Literal(piece));
            } else {
                boolean packed = (i > 0 && pieces.get(i - 1).length() > 1)
                        || (i + 1 < pieces.size() && pieces.get(i + 1).length() > 1);
                parts.add(new LayoutPart.Time(nextTimeField(piece, offset), packed));
            }
        }
    }

    private TimeField nextTimeField(String token, int offset) {
        TimeField next = timeFieldsToCome.poll();
        if (next == null || !next.token().equals(token)) {
            throw error(
                    offset,
                    "{" + token
                            + "} is out of order: {yyyy}, {MM} (the month), {dd}, {HH}, {mm} (the minute) and {ss} occur"
                            + " once, in this order, and none is left out before another");
        }
        return next;
    }

    private static boolean endsWithTime(List<LayoutPart> parts) {
        LayoutPart last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        return last instanceof LayoutPart.Time || last instanceof LayoutPart.Epoch;
    }

    private static boolean endsWithDigit(List<LayoutPart> parts) {
        return parts.get(parts.size() - 1) instanceof LayoutPart.Literal literal
                && isDigit(literal.text().charAt(literal.text().length() - 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private IllegalArgumentException error(int offset, String rule) {
        return new IllegalArgumentException("Layout '" + template + "', character " + (offset + 1) + ": " + rule
                + ". Example: " + LakeLayout.DEFAULT_TEMPLATE);
    }
}
