package dev.coldpress.partition;

import java.time.Instant;

/** In what a directory's name counts the time since 1970. The numbers of digits keep the two apart. */
enum EpochUnit {
    SECONDS("epoch", "[0-9]{9,11}", 1000),
    MILLISECONDS("epoch_ms", "[0-9]{12,14}", 1);

    private final String token;
    private final String regex;
    private final long millis;

    EpochUnit(String token, String regex, long millis) {
        this.token = token;
        this.regex = regex;
        this.millis = millis;
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
        return Instant.ofEpochMilli(value * millis);
    }

    String print(Instant time) {
        return String.valueOf(Math.floorDiv(time.toEpochMilli(), millis));
    }
}
