package dev.coldpress.survey;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The parts of a time that a layout can name, from the coarsest to the finest, and by which words directories call
 * them.
 */
enum TimeUnit {
    YEAR("yyyy", ChronoUnit.YEARS, 1970, 2199, "year|yyyy|yr|y|date|dt|ds|period|time"),
    MONTH("MM", ChronoUnit.MONTHS, 1, 12, "month|mm|mon|mo|m"),
    DAY("dd", ChronoUnit.DAYS, 1, 31, "day|dd|dom|d"),
    HOUR("HH", ChronoUnit.HOURS, 0, 23, "hour|hh|hr|h");

    /** Between the words of a key: {@code event_year}, {@code eventYear}. */
    private static final Pattern WORD_BOUNDARY = Pattern.compile("[_.-]|(?<=[a-z])(?=[A-Z])");

    private final String token;
    private final ChronoUnit length;
    private final int least;
    private final int greatest;
    /** A regular expression. */
    private final String words;

    TimeUnit(String token, ChronoUnit length, int least, int greatest, String words) {
        this.token = token;
        this.length = length;
        this.least = least;
        this.greatest = greatest;
        this.words = words;
    }

    /** The next finer part; of the finest one, itself. */
    TimeUnit finer() {
        return switch (this) {
            case YEAR -> MONTH;
            case MONTH -> DAY;
            case DAY, HOUR -> HOUR;
        };
    }

    /** How a layout writes it. */
    String token() {
        return token;
    }

    /** How long a partition is whose finest part this is. */
    ChronoUnit length() {
        return length;
    }

    /** Whether the digits may be a value of this part. A year has four of them, any other part one or two. */
    boolean has(String digits) {
        if (digits.length() > token.length() || (this == YEAR && digits.length() < token.length())) {
            return false;
        }
        int value = Integer.parseInt(digits);
        return value >= least && value <= greatest;
    }

    /** Whether a key such as {@code year} or {@code event_year} speaks of this part. */
    boolean isMeantBy(String key) {
        for (String word : WORD_BOUNDARY.split(key, -1)) {
            if (word.toLowerCase(Locale.ROOT).matches(words)) {
                return true;
            }
        }
        return false;
    }
}
