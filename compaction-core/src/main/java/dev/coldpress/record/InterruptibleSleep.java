package dev.coldpress.record;

import dev.coldpress.port.Pause;
import java.time.Duration;

/** Waits that a shutdown may end. */
public final class InterruptibleSleep {

    private InterruptibleSleep() {}

    /**
     * Waits.
     *
     * @throws UnansweredException if the thread is interrupted, which stays known to it
     */
    public static void sleep(Pause pause, Duration duration, String what) {
        try {
            pause.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("Interrupted before the store had answered: " + what);
        }
    }
}
