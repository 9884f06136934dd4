package dev.coldpress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How much a run may still merge: by bytes of sources, by its duration, and by the time of the day. For one thread. */
final class RunBudget {

    private final CompactionSettings settings;
    private final InstantSource clock;
    private final Instant start;
    private long bytesLeft;

    /** That of a run which begins now. */
    RunBudget(CompactionSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.start = clock.instant();
        this.bytesLeft = settings.maxBytesPerRun();
    }

    /** Takes from the budget if anything is left; a single group may overdraw it, so that large groups get their turn. */
    boolean take(long bytes) {
        if (!whatIsUsedUp().isEmpty()) {
            return false;
        }
        bytesLeft -= bytes;
        return true;
    }

    /** Which limit has been reached, for people; empty if none has. */
    String whatIsUsedUp() {
        Instant now = clock.instant();
        if (bytesLeft <= 0) {
            return "max-bytes-per-run is used up";
        }
        Duration elapsed = Duration.between(start, now);
        if (settings.maxTimePerRun()
                .filter(most -> elapsed.compareTo(most) >= 0)
                .isPresent()) {
            return "max-time-per-run is over";
        }
        return settings.allowedHours()
                .filter(hours -> !hours.contains(now))
                .map(hours -> "it is not within allowed-hours, " + hours + " (UTC)")
                .orElse("");
    }
}
