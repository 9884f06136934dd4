package dev.coldpress.testkit;

import dev.coldpress.port.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits in no time and remembers for how long it was asked to; moves a clock by as much if it was given one. */
public final class RecordingPause implements Pause {

    private final @Nullable ManualClock clock;
    private final List<Duration> pauses = new ArrayList<>();

    public RecordingPause() {
        clock = null;
    }

    /** Moves the clock on by each pause. */
    public RecordingPause(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted before a pause of " + duration);
        }
        pauses.add(duration);
        if (clock != null) {
            clock.advance(duration);
        }
    }

    /** All pauses so far, in their order. */
    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
