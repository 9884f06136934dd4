package dev.coldpress.localfs;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The modification times that new objects are given. The kernel's own are too coarse to tell two writes apart: it
 * stamps with the time of its last tick, a few milliseconds ago, and gives the inode of a deleted file to the next one.
 *
 * <p>Times from one clock never come twice, whatever the system's clock does. Those of two processes may be the same
 * only if the system's clock was set back between them, and to the nanosecond.
 */
final class StampClock {

    /** File systems that keep no nanoseconds may round down to this step without losing a difference. */
    static final long STEP_NANOS = 1_000;

    /** One for all stores of the process. */
    static final StampClock SYSTEM = new StampClock(InstantSource.system());

    private final InstantSource source;
    private Instant last = Instant.MIN;

    StampClock(InstantSource source) {
        this.source = source;
    }

    Instant now() {
        return source.instant();
    }

    /** The present time, or a little later than the last one that was given out. */
    synchronized Instant next() {
        Instant now = source.instant();
        last = now.isAfter(last) ? now : last.plusNanos(STEP_NANOS);
        return last;
    }

    /** As {@link #next}, and later than {@code floor}, which may be the odd time of a file that somebody else wrote. */
    Instant nextAfter(Instant floor) {
        Instant next = next();
        return next.minusNanos(STEP_NANOS).isAfter(floor) ? next : floor.plusNanos(STEP_NANOS);
    }
}
