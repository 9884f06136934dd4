package dev.coldpress.settings;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of every day, in UTC, in which merges may begin.
 *
 * @param from the beginning, inclusive
 * @param to the end, exclusive; if it is before {@code from}, the part spans midnight
 */
public record AllowedHours(LocalTime from, LocalTime to) {

    private static final Pattern FORM = Pattern.compile("(\\d{2}:\\d{2})-(\\d{2}:\\d{2})");

    /** @throws IllegalArgumentException if both are the same, which could mean never or always */
    public AllowedHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("allowed hours begin and end at different times, not both at " + from);
        }
    }

    /**
     * Reads {@code 22:00-06:00}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static AllowedHours parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("allowed hours are two times of the day in UTC, such as 22:00-06:00");
        }
        try {
            return new AllowedHours(LocalTime.parse(form.group(1)), LocalTime.parse(form.group(2)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time of the day is 00:00 to 23:59", e);
        }
    }

    public boolean contains(Instant instant) {
        LocalTime time = instant.atOffset(ZoneOffset.UTC).toLocalTime();
        boolean isAfterFrom = !time.isBefore(from);
        boolean isBeforeTo = time.isBefore(to);
        return from.isBefore(to) ? isAfterFrom && isBeforeTo : isAfterFrom || isBeforeTo;
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return from + "-" + to;
    }
}
