package dev.coldpress.acceptance.soak;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that runs faster than the system's and depends on nothing else: so every process that is given its three
 * numbers has the same time, and knows when, by it, a file was written.
 *
 * @param realStart where the system's clock stood
 * @param start where this clock stood at that moment
 * @param speed how many of its seconds pass in one real second
 */
record FastClock(Instant realStart, Instant start, int speed) implements InstantSource {

    static FastClock parse(String text) {
        String[] parts = text.split(",", -1);
        return new FastClock(Instant.parse(parts[0]), Instant.parse(parts[1]), Integer.parseInt(parts[2]));
    }

    /** What {@link #parse} reads. */
    String text() {
        return realStart + "," + start + "," + speed;
    }

    @Override
    public Instant instant() {
        return at(Instant.now());
    }

    /** Where this clock stood at a moment of the system's clock. */
    Instant at(Instant real) {
        return start.plus(Duration.between(realStart, real).multipliedBy(speed));
    }

    /** How long a time of this clock lasts really. */
    Duration real(Duration duration) {
        return duration.dividedBy(speed);
    }

    void sleep(Duration duration) throws InterruptedException {
        Duration real = real(duration);
        Thread.sleep(real.toMillis(), real.toNanosPart() % 1_000_000);
    }

    void sleepUntil(Instant time) throws InterruptedException {
        Duration left = Duration.between(instant(), time);
        if (!left.isNegative()) {
            sleep(left);
        }
    }
}
