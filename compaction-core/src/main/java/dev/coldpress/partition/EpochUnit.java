package dev.coldpress.partition;

import java.time.Instant;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** In what a directory's name counts the time since 1970. The numbers of digits keep the two apart. */
enum EpochUnit {
    SECONDS("epoch", "[0-9]{9,11}", Instant::ofEpochSecond, Instant::getEpochSecond),
    MILLISECONDS("epoch_ms", "[0-9]{12,14}", Instant::ofEpochMilli, Instant::toEpochMilli);

    private final String token;
    private final String regex;
    private final LongFunction<Instant> instant;
    private final ToLongFunction<Instant> count;

    EpochUnit(String token, String regex, LongFunction<Instant> instant, ToLongFunction<Instant> count) {
        this.token = token;
        this.regex = regex;
        this.instant = instant;
        this.count = count;
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
        return instant.apply(value);
    }

    String print(Instant time) {
        return String.valueOf(count.applyAsLong(time));
    }
}
