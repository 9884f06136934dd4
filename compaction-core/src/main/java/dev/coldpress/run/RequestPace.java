package dev.coldpress.run;

import dev.coldpress.port.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lets so many requests pass per second and no more, at even distances; the others wait for their turn. What was not
 * asked for in a quiet time is not saved up: so no burst follows it. For several threads.
 */
final class RequestPace {

    private final InstantSource clock;
    private final Pause pause;
    private final Duration distance;
    private Instant latest;
    private Instant nextTurn;

    /** @throws IllegalArgumentException if the number is not positive */
    RequestPace(int requestsPerSecond, InstantSource clock, Pause pause) {
        if (requestsPerSecond < 1) {
            throw new IllegalArgumentException("A pace is at least 1 request per second, not " + requestsPerSecond);
        }
        this.clock = clock;
        this.pause = pause;
        this.distance = Duration.ofSeconds(1).dividedBy(requestsPerSecond);
        this.latest = clock.instant();
        this.nextTurn = latest;
    }

    /** Returns when the next request may go out. */
    void await() {
        Duration wait = untilOwnTurn();
        if (wait.isZero()) {
            return;
        }
        try {
            pause.sleep(wait);
        } catch (InterruptedException e) {
            // The thread is told to stop, and its caller will. Until then an early request is safer than a skipped one:
            // a publish or a record may depend on it.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Duration untilOwnTurn() {
        Instant now = clock.instant();
        if (now.isBefore(latest)) {
            // The clock was put back: the turns that are given away go back with it, or all would wait for its old
            // time.
            nextTurn = nextTurn.minus(Duration.between(now, latest));
        }
        latest = now;
        Instant turn = nextTurn.isAfter(now) ? nextTurn : now;
        nextTurn = turn.plus(distance);
        return Duration.between(now, turn);
    }
}
