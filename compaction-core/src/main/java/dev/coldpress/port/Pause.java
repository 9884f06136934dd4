package dev.coldpress.port;

import java.time.Duration;

/** Waiting, as a port: so that tests wait in no time, and a shutdown can end a wait. */
@FunctionalInterface
public interface Pause {

    /**
     * Returns after the duration.
     *
     * @throws InterruptedException if the thread was interrupted; the caller stops what it does
     */
    void sleep(Duration duration) throws InterruptedException;
}
