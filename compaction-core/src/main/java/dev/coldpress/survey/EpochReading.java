package dev.coldpress.survey;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells names that count the time since 1970 from other numbers. */
final class EpochReading {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{10}");
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{13}");

    /** From September 2001 to 2100. */
    private static final long LEAST_SECONDS = 1_000_000_000L;

    private static final long GREATEST_SECONDS = 4_102_444_800L;

    private static final long MINUTE_SECONDS = 60;
    private static final long HOUR_SECONDS = 3_600;
    private static final long DAY_SECONDS = 86_400;

    /** How keys are called whose values are times; others are taken for times only if they are whole hours. */
    private static final Pattern TIME_WORD = Pattern.compile(
            "(?i)(?:.*[_.-])?(?:ts|time|timestamp|epoch|hour|hr|day|date|dt|bucket|window)(?:[_.-].*)?");

    private EpochReading() {}

    /**
     * Reads a level.
     *
     * @param names of its directories, which have one shape; one or more
     */
    static Optional<TimeReading> of(List<DirectoryName> names) {
        String key = names.get(0).key();
        if (isAll(names, SECONDS)) {
            return of(
                    key,
                    "epoch",
                    names.stream().map(name -> Long.parseLong(name.value())).toList());
        }
        if (isAll(names, MILLISECONDS)) {
            List<Long> values =
                    names.stream().map(name -> Long.parseLong(name.value())).toList();
            return values.stream().allMatch(value -> value % 1_000 == 0)
                    ? of(
                            key,
                            "epoch_ms",
                            values.stream().map(value -> value / 1_000).toList())
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isAll(List<DirectoryName> names, Pattern pattern) {
        return names.stream().allMatch(name -> pattern.matcher(name.value()).matches());
    }

    private static Optional<TimeReading> of(String key, String token, List<Long> seconds) {
        boolean isTime = TIME_WORD.matcher(key).matches()
                || (seconds.size() > 1 && seconds.stream().allMatch(value -> value % HOUR_SECONDS == 0));
        if (!isTime || seconds.stream().anyMatch(value -> value < LEAST_SECONDS || value >= GREATEST_SECONDS)) {
            return Optional.empty();
        }
        // Whole minutes begin an hour or a part of it. Whole days begin days, and whatever else may be as long.
        boolean isHour = seconds.stream().allMatch(value -> value % MINUTE_SECONDS == 0)
                && !seconds.stream().allMatch(value -> value % DAY_SECONDS == 0);
        String length = isHour ? "hour" : "day";
        String keyText = key.isEmpty() ? "" : key + "=";
        return Optional.of(new TimeReading(
                keyText + "{" + token + ":" + length + "}", TimeUnit.YEAR, isHour ? TimeUnit.HOUR : TimeUnit.DAY));
    }
}
