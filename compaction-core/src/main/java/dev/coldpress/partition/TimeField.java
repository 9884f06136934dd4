package dev.coldpress.partition;

import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The parts of a time that a layout can name, from the coarsest to the finest. */
enum TimeField {
    YEAR("yyyy", ChronoField.YEAR, ChronoUnit.YEARS),
    MONTH("MM", ChronoField.MONTH_OF_YEAR, ChronoUnit.MONTHS),
    DAY("dd", ChronoField.DAY_OF_MONTH, ChronoUnit.DAYS),
    HOUR("HH", ChronoField.HOUR_OF_DAY, ChronoUnit.HOURS),
    MINUTE("mm", ChronoField.MINUTE_OF_HOUR, ChronoUnit.HOURS),
    SECOND("ss", ChronoField.SECOND_OF_MINUTE, ChronoUnit.HOURS);

    private final String token;
    private final ChronoField field;
    private final ChronoUnit unit;

    TimeField(String token, ChronoField field, ChronoUnit unit) {
        this.token = token;
        this.field = field;
        this.unit = unit;
    }

    /** How a template writes this field; as long as its zero-padded value. */
    String token() {
        return token;
    }

    /**
     * How long a window is whose finest field this is; an hour at least, since a finer time only says when it begins.
     */
    ChronoUnit unit() {
        return unit;
    }

    /** A regular expression for the value; a padded one has the token's length, else leading zeros may be missing. */
    String regex(boolean padded) {
        return padded || this == YEAR ? "[0-9]{" + token.length() + "}" : "[0-9]{1,2}";
    }

    String print(LocalDateTime time) {
        return String.format(Locale.ROOT, "%0" + token.length() + "d", time.get(field));
    }
}
