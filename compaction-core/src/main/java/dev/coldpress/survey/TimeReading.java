package dev.coldpress.survey;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names of one level say of the time.
 *
 * @param template the whole level as a layout writes it
 * @param first the coarsest part that it names
 * @param last the finest one
 */
record TimeReading(String template, TimeUnit first, TimeUnit last) {

    private static final Pattern LOGS_OF_A_YEAR = Pattern.compile("(\\D*\\D)([0-9]{4})");
    private static final Pattern MONTH_AND_DAY = Pattern.compile("([0-9]{1,2})([-_.])([0-9]{1,2})");
    private static final Pattern HOUR_AND_MORE = Pattern.compile("([0-9]{1,2})([-_:.h]|%3A)([0-9].*)");

    /** In the middle of a name: what ends a fixed piece, so that a key can stand beside. */
    private static final Pattern SEPARATOR_AT_END = Pattern.compile(".*[^A-Za-z0-9]");

    private static final Pattern SEPARATORS_AT_BEGINNING = Pattern.compile("(?:%[0-9A-F]{2}|[^A-Za-z0-9]|T(?=[0-9]))+");
    /** A day as a database prints it that takes it for a time, or a time of it. */
    private static final Pattern TIMESTAMP =
            Pattern.compile("(.*[0-9])([ T]|%20)([0-9]{2})(:|%3A)([0-9]{2})(:|%3A)([0-9]{2}(?:[.]0+)?)");

    private static final Pattern MIDNIGHT = Pattern.compile(".*[ T0](00(?::|%3A)00(?::|%3A)00(?:[.]0+)?)");

    private static final Pattern PLAIN_TIME =
            Pattern.compile("(?:19[7-9]|20[0-9]|21[0-9])[0-9]-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}");

    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    /** Equal for texts that are read alike; for those in which there is no {@link DateText} and that are no numbers. */
    static String shape(String value) {
        Matcher hour = HOUR_AND_MORE.matcher(value);
        if (hour.matches()) {
            return MONTH_AND_DAY.matcher(value).matches() ? "#" + hour.group(2) + "#" : "#" + hour.group(2) + "*";
        }
        Matcher year = LOGS_OF_A_YEAR.matcher(value);
        return year.matches() && TimeUnit.YEAR.has(year.group(2)) ? "*#4" : "*";
    }

    /**
     * Reads a level.
     *
     * @param names of its directories, which have one shape; one or more
     * @param next the coarsest part of the time that no level above names
     * @param isAdjacent whether the level right above names a part of the time, so that a bare number may go on with it
     */
    static Optional<TimeReading> of(List<DirectoryName> names, TimeUnit next, boolean isAdjacent) {
        String key = names.get(0).key();
        boolean isExpected = key.isEmpty() ? isAdjacent || next == TimeUnit.YEAR : next.isMeantBy(key);
        if (next == TimeUnit.YEAR) {
            return midnights(names)
                    .or(() -> times(names))
                    .or(() -> date(names))
                    .or(() -> EpochReading.of(names))
                    .or(() -> isExpected ? yearBehind(names) : Optional.empty());
        }
        if (!isExpected) {
            return Optional.empty();
        }
        String keyText = names.get(0).keyText();
        if (next == TimeUnit.MONTH && matchAll(names, MONTH_AND_DAY, 1, TimeUnit.MONTH)) {
            String separator = MONTH_AND_DAY.matcher(names.get(0).value()).replaceFirst("$2");
            return Optional.of(new TimeReading(keyText + "{MM" + separator + "dd}", TimeUnit.MONTH, TimeUnit.DAY));
        }
        if (next == TimeUnit.HOUR && matchAll(names, HOUR_AND_MORE, 1, TimeUnit.HOUR)) {
            String separator = HOUR_AND_MORE.matcher(names.get(0).value()).replaceFirst("$2");
            return Optional.of(
                    new TimeReading(keyText + "{HH}" + separator + "{minute}", TimeUnit.HOUR, TimeUnit.HOUR));
        }
        return single(names, next);
    }

    /**
     * A number that is one part of the time. Under a name that says so, a few may be out of range; bare ones may not.
     */
    private static Optional<TimeReading> single(List<DirectoryName> names, TimeUnit unit) {
        long fitting = names.stream()
                .filter(name -> name.isNumber() && unit.has(name.value()))
                .count();
        boolean fits = names.get(0).hasKey() ? fitting * 2 > names.size() : fitting == names.size();
        return fits
                ? Optional.of(new TimeReading(names.get(0).keyText() + "{" + unit.token() + "}", unit, unit))
                : Optional.empty();
    }

    /** A year, bare or behind a text that all have, as Firehose makes it of a prefix that does not end with a slash. */
    private static Optional<TimeReading> yearBehind(List<DirectoryName> names) {
        Matcher first = LOGS_OF_A_YEAR.matcher(names.get(0).value());
        if (!first.matches()) {
            return single(names, TimeUnit.YEAR);
        }
        boolean isShared = names.stream().allMatch(name -> name.value().startsWith(first.group(1)))
                && matchAll(names, LOGS_OF_A_YEAR, 2, TimeUnit.YEAR);
        return isShared
                ? Optional.of(new TimeReading(
                        names.get(0).keyText() + first.group(1) + "{yyyy}", TimeUnit.YEAR, TimeUnit.YEAR))
                : Optional.empty();
    }

    /** Days, each called by its first second: an hour of them would not be the whole partition. */
    private static Optional<TimeReading> midnights(List<DirectoryName> names) {
        if (!names.stream().allMatch(name -> MIDNIGHT.matcher(name.value()).matches())) {
            return Optional.empty();
        }
        Matcher first = TIMESTAMP.matcher(names.get(0).value());
        if (!first.matches()) {
            return Optional.empty();
        }
        String midnight = names.get(0).value().substring(first.end(1));
        if (!names.stream().allMatch(name -> name.value().endsWith(midnight))) {
            return Optional.empty();
        }
        List<DirectoryName> days = names.stream()
                .map(name -> new DirectoryName(
                        name.key(), name.value().substring(0, name.value().length() - midnight.length())))
                .toList();
        return date(days)
                .filter(day -> day.last() == TimeUnit.DAY)
                .map(day -> new TimeReading(day.template() + midnight, TimeUnit.YEAR, TimeUnit.DAY));
    }

    /** Times with minutes and seconds, as a database prints them. */
    private static Optional<TimeReading> times(List<DirectoryName> names) {
        boolean isPlain =
                names.stream().allMatch(name -> PLAIN_TIME.matcher(name.value()).matches());
        String separator = names.get(0).value().contains("T") ? "T" : " ";
        return isPlain && names.stream().allMatch(name -> name.value().contains(separator))
                ? Optional.of(new TimeReading(
                        names.get(0).keyText() + "{yyyy-MM-dd" + separator + "HH:mm:ss}", TimeUnit.YEAR, TimeUnit.HOUR))
                : Optional.empty();
    }

    /** A whole date, with the same things around it in each name. */
    private static Optional<TimeReading> date(List<DirectoryName> names) {
        List<DateText> dates = names.stream()
                .flatMap(name -> DateText.find(name.value()).stream())
                .toList();
        if (dates.size() < names.size()) {
            return Optional.empty();
        }
        DateText one = dates.get(0);
        if (dates.stream().anyMatch(date -> !date.template().equals(one.template()))) {
            return Optional.empty();
        }
        Optional<String> before = before(dates.stream().map(DateText::before).toList());
        Optional<String> after = after(dates.stream().map(DateText::after).toList(), one.unit());
        return before.flatMap(left -> after.map(right ->
                new TimeReading(names.get(0).keyText() + left + one.template() + right, TimeUnit.YEAR, one.unit())));
    }

    private static Optional<String> before(List<String> texts) {
        String one = texts.get(0);
        if (texts.stream().allMatch(one::equals)) {
            return Optional.of(one);
        }
        String separator = one.isEmpty() ? "" : one.substring(one.length() - 1);
        boolean isShared = texts.stream()
                .allMatch(text -> text.length() > 1
                        && text.endsWith(separator)
                        && SEPARATOR_AT_END.matcher(text).matches());
        return isShared ? Optional.of("{name}" + separator) : Optional.empty();
    }

    /** What has digits is the rest of a time, and another one in each directory. */
    private static Optional<String> after(List<String> texts, TimeUnit unit) {
        String one = texts.get(0);
        boolean isFixed = texts.stream().allMatch(one::equals);
        if (isFixed && !DIGIT.matcher(one).find()) {
            return Optional.of(one);
        }
        Matcher separators = SEPARATORS_AT_BEGINNING.matcher(one);
        if (!separators.lookingAt()) {
            return Optional.empty();
        }
        String separator = separators.group();
        boolean isShared =
                texts.stream().allMatch(text -> text.startsWith(separator) && text.length() > separator.length());
        String key = unit == TimeUnit.HOUR ? "{minute}" : "{rest}";
        return isShared ? Optional.of(separator + key) : Optional.empty();
    }

    private static boolean matchAll(List<DirectoryName> names, Pattern pattern, int group, TimeUnit unit) {
        return names.stream().allMatch(name -> {
            Matcher matcher = pattern.matcher(name.value());
            return matcher.matches() && unit.has(matcher.group(group));
        });
    }
}
