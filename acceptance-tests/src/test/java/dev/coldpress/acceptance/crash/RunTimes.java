package dev.coldpress.acceptance.crash;

import java.time.Duration;
import java.util.Random;

/**
 * How long an undisturbed run takes.
 *
 * @param untilWork from the start of the process to the first change of a record
 * @param working from there to its end
 */
record RunTimes(Duration untilWork, Duration working) {

    /** One kill in so many comes before the work begins, where there is little to break. */
    private static final int ONE_EARLY_KILL_IN = 10;

    /**
     * A moment to kill at.
     *
     * @param afterWorkBegan whether the delay counts from the first change of a record, or from the start of the process
     */
    record KillMoment(boolean afterWorkBegan, Duration delay) {}

    KillMoment random(Random random) {
        boolean early = random.nextInt(ONE_EARLY_KILL_IN) == 0;
        Duration range = early ? untilWork : working;
        return new KillMoment(!early, Duration.ofNanos((long) (range.toNanos() * random.nextDouble())));
    }
}
