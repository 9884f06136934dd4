package dev.coldpress.run;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.settings.CompactionSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * How much a run may still merge: by bytes of sources, by partitions, by its duration, and by the time of the day. For
 * several threads.
 */
public final class RunBudget {

    private final CompactionSettings settings;
    private final InstantSource clock;
    private final Instant start;
    private long bytesLeft;
    private int partitionsLeft;
    private final Set<KeyPrefix> begun = new HashSet<>();

    /** That of a run which begins now. */
    public RunBudget(CompactionSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.start = clock.instant();
        this.bytesLeft = settings.maxBytesPerRun();
        this.partitionsLeft = settings.maxPartitionsPerRun();
    }

    /**
     * Takes from the budget if anything is left; a single group may overdraw it, so that large groups get their turn.
     */
    synchronized boolean take(KeyPrefix partition, long bytes) {
        if (!whatIsUsedUp(partition).isEmpty()) {
            return false;
        }
        bytesLeft -= bytes;
        if (begun.add(partition)) {
            partitionsLeft--;
        }
        return true;
    }

    /** Which limit has been reached for a partition, for people; empty if none has. One that was begun may go on. */
    synchronized String whatIsUsedUp(KeyPrefix partition) {
        Instant now = clock.instant();
        if (bytesLeft <= 0) {
            return "the bytes that one run may merge are used up";
        }
        if (partitionsLeft <= 0 && !begun.contains(partition)) {
            return "the partitions that one run may merge are used up";
        }
        Duration elapsed = Duration.between(start, now);
        if (settings.maxTimePerRun()
                .filter(most -> elapsed.compareTo(most) >= 0)
                .isPresent()) {
            return "the time that one run may take is over";
        }
        return settings.allowedHours()
                .filter(hours -> !hours.contains(now))
                .map(hours -> "it is not within the allowed hours, " + hours + " (UTC)")
                .orElse("");
    }
}
