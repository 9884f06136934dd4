package dev.coldpress.acceptance.crash;

import java.time.Duration;
import java.util.Random;

/**
 * How long an undisturbed run takes.
 *
 * @param untilWork from the start of the process to the first write of a record
 * @param working from there to its end
 * @param recordWrites how many there were, as far as they could be told apart
 */
record RunTimes(Duration untilWork, Duration working, int recordWrites) {

    private static final Duration CLOSE = Duration.ofMillis(30);

    /**
     * A moment to kill at.
     *
     * @param recordWrites how many writes of a record come before
     * @param delay counts from the last of them, or from the start of the process
     */
    record KillMoment(int recordWrites, Duration delay) {}

    /**
     * One in ten while the process starts up, where there is little to break. Of the others two thirds anywhere in the
     * work, and one third close behind some write of a record: the short steps of the protocol are there.
     */
    KillMoment random(Random random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new KillMoment(0, part(untilWork, random));
        } else if (kind <= 6) {
            return new KillMoment(1, part(working, random));
        }
        return new KillMoment(1 + random.nextInt(recordWrites), part(CLOSE, random));
    }

    private static Duration part(Duration range, Random random) {
        return Duration.ofNanos((long) (range.toNanos() * random.nextDouble()));
    }
}
