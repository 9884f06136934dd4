package dev.coldpress.survey;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date in the name of a directory, from the year at least to the month.
 *
 * @param before what stands in front of it; does not end with a digit
 * @param template how a layout writes it, such as <code>{yyyy-MM-dd}--{HH}</code>
 * @param unit the finest part
 * @param after what stands behind it; does not begin with a digit
 */
record DateText(String before, String template, TimeUnit unit, String after) {

    private static final String YEAR = "(?<![0-9])((?:19[7-9]|20[0-9]|21[0-9])[0-9])";
    private static final String END = "(?![0-9])";

    /** Between date and hour; what a layout takes inside of its braces, and what it does not. */
    private static final String BEFORE_HOUR = "(--|[-_.T ]|%20)";

    private static final Pattern SEPARATED =
            Pattern.compile(YEAR + "([-_.])([0-9]{1,2})(?:\\2([0-9]{1,2})(?:" + BEFORE_HOUR + "([0-9]{1,2}))?)?" + END);
    private static final Pattern PACKED =
            Pattern.compile(YEAR + "()([0-9]{2})(?:([0-9]{2})(?:" + BEFORE_HOUR + "?([0-9]{2}))?)?" + END);
    private static final List<Pattern> FORMS = List.of(SEPARATED, PACKED);
    private static final Map<TimeUnit, Integer> GROUPS = Map.of(TimeUnit.MONTH, 3, TimeUnit.DAY, 4, TimeUnit.HOUR, 6);

    /** The first date; empty if there is none that the calendar may have. */
    static Optional<DateText> find(String text) {
        for (Pattern form : FORMS) {
            Matcher date = form.matcher(text);
            if (date.find()) {
                TimeUnit unit = finest(date);
                if (unit != TimeUnit.YEAR) {
                    return Optional.of(of(text, date, unit));
                }
            }
        }
        return Optional.empty();
    }

    /** As far as the numbers are those of a date. */
    private static TimeUnit finest(Matcher date) {
        TimeUnit finest = TimeUnit.YEAR;
        for (TimeUnit unit : List.of(TimeUnit.MONTH, TimeUnit.DAY, TimeUnit.HOUR)) {
            String number = date.group(GROUPS.getOrDefault(unit, 0));
            if (number == null || !unit.has(number)) {
                break;
            }
            finest = unit;
        }
        return finest;
    }

    private static DateText of(String text, Matcher date, TimeUnit unit) {
        String separator = String.valueOf(date.group(2));
        StringBuilder template = new StringBuilder("{yyyy").append(separator).append("MM");
        if (unit != TimeUnit.MONTH) {
            template.append(separator).append("dd");
        }
        if (unit == TimeUnit.HOUR) {
            String beforeHour = date.group(5) == null ? "" : date.group(5);
            boolean isInside = beforeHour.isEmpty() || "-_.T".contains(beforeHour);
            template.append(isInside ? beforeHour : "}" + beforeHour + "{").append("HH");
        }
        String after = text.substring(date.end(GROUPS.getOrDefault(unit, 0)));
        return new DateText(
                text.substring(0, date.start()), template.append('}').toString(), unit, after);
    }
}
