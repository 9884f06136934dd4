package dev.coldpress.partition;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** In what a directory's name counts the time since 1970. The numbers of digits keep the two apart. */
enum EpochUnit {
    SECONDS("epoch", "[0-9]{9,11}", ChronoUnit.SECONDS),
    MILLISECONDS("epoch_ms", "[0-9]{12,14}", ChronoUnit.MILLIS);

    private final String token;
    private final String regex;
    private final ChronoUnit unit;

    EpochUnit(String token, String regex, ChronoUnit unit) {
        this.token = token;
        this.regex = regex;
        this.unit = unit;
    }

    /** How a template writes it, before the colon. */
    String token() {
        return token;
    }

    /** A regular expression for the values of the years 1973 to 5138. */
    String regex() {
        return regex;
    }

    Instant instant(long value) {
        return Instant.EPOCH.plus(value, unit);
    }

    String print(Instant time) {
        return String.valueOf(unit.between(Instant.EPOCH, time));
    }
}
