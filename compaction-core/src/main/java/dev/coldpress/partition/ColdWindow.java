package dev.coldpress.partition;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which partitions no longer receive data. A clock that stands still or goes back makes partitions hotter, never
 * colder.
 *
 * @param coldBy whether the time of a partition has to have ended
 * @param quietPeriod how long a partition's newest object must have been left alone, because sinks flush late; zero if
 *     that does not matter
 * @param lookback how long after its window's end a partition is still looked at; empty for ever
 */
public record ColdWindow(ColdBy coldBy, Duration quietPeriod, Optional<Duration> lookback) {

    public static final Duration DEFAULT_QUIET_PERIOD = Duration.ofMinutes(15);

    /**
     * The least quiet period with {@link ColdBy#QUIET}. Sinks close a file at least that often, as a rule; one that is
     * open for longer cannot be seen, and its partition would count as finished while it is written to.
     */
    public static final Duration MIN_QUIET_PERIOD_ALONE = Duration.ofHours(1);

    /** The time and the default quiet period, and no end of looking back. */
    public static final ColdWindow DEFAULT = new ColdWindow(ColdBy.TIME, DEFAULT_QUIET_PERIOD, Optional.empty());

    /** @throws IllegalArgumentException if no partition could ever be compacted; the message names the setting */
    public ColdWindow {
        if (quietPeriod.isNegative()) {
            throw new IllegalArgumentException("quietPeriod is " + quietPeriod + ", but must not be negative");
        }
        if (coldBy == ColdBy.QUIET && quietPeriod.compareTo(MIN_QUIET_PERIOD_ALONE) < 0) {
            throw new IllegalArgumentException("quietPeriod is " + quietPeriod + ", but must be at least "
                    + MIN_QUIET_PERIOD_ALONE
                    + " where it alone decides (coldBy quiet), because otherwise a partition whose sink has a"
                    + " file open for longer would count as finished");
        }
        if (lookback.isPresent() && lookback.get().compareTo(quietPeriod) <= 0) {
            throw new IllegalArgumentException(
                    "lookback is " + lookback.get() + ", but must be longer than quietPeriod, " + quietPeriod
                            + ", because otherwise no partition would ever be compacted");
        }
    }

    /**
     * How the window of a whole partition lies to {@code now}. The hour that has {@code now} in it is always hot,
     * unless the quiet period alone decides.
     */
    public Temperature temperature(PartitionWindow window, Instant now) {
        if (coldBy == ColdBy.TIME && window.end().isAfter(now)) {
            return Temperature.HOT;
        }
        return isBeforeLookback(window, now) ? Temperature.BEFORE_LOOKBACK : Temperature.COLD;
    }

    /**
     * Whether a part of the window may be cold: false means that everything below the directory can be left unlisted.
     *
     * @param partial the widest window below a directory, see {@link LakeLayout#window}
     */
    public boolean mayHoldCold(PartitionWindow partial, Instant now) {
        return (coldBy == ColdBy.QUIET || partial.start().isBefore(now)) && !isBeforeLookback(partial, now);
    }

    /**
     * Whether a partition has been left alone for the quiet period.
     *
     * @param newestModified the store's time of the newest object. One that lies in the future is not quiet: the clock
     *     here is behind the store's, or was put back, and nobody knows by how much
     * @return true for every object if there is no quiet period
     */
    public boolean isQuiet(Instant newestModified, Instant now) {
        return quietPeriod.isZero() || Duration.between(newestModified, now).compareTo(quietPeriod) >= 0;
    }

    private boolean isBeforeLookback(PartitionWindow window, Instant now) {
        Duration sinceEnd = Duration.between(window.end(), now);
        return lookback.filter(longest -> sinceEnd.compareTo(longest) >= 0).isPresent();
    }
}
