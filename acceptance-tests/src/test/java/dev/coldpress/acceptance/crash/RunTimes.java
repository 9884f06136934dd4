package dev.coldpress.acceptance.crash;

import java.time.Duration;
import java.util.Random;

/**
 * How long an undisturbed run takes.
 *
 * @param untilWork from the start of the process to the first change in the lake
 * @param working from there to its end
 * @param changes how many there were, as far as they could be told apart
 */
record RunTimes(Duration untilWork, Duration working, int changes) {

    private static final Duration CLOSE = Duration.ofMillis(20);

    /**
     * A moment to kill at.
     *
     * @param changes how many changes come before
     * @param delay counts from the last of them, or from the start of the process
     */
    record KillMoment(int changes, Duration delay) {}

    /**
     * One in ten while the process starts up, where there is little to break; four anywhere in the work; five close
     * behind some change in the lake, because the steps of the protocol that matter most are short.
     */
    KillMoment random(Random random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new KillMoment(0, part(untilWork, random));
        } else if (kind <= 4) {
            return new KillMoment(1, part(working, random));
        }
        return new KillMoment(1 + random.nextInt(changes), part(CLOSE, random));
    }

    private static Duration part(Duration range, Random random) {
        return Duration.ofNanos((long) (range.toNanos() * random.nextDouble()));
    }
}
