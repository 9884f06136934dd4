package dev.coldpress.scan;

import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Tells a listener how long stages take. */
public record StageTimer(InstantSource clock, CompactionListener listener) {

    /** Does the work, and reports its time also if it throws. */
    public <T> T time(Stage stage, Supplier<T> work) {
        Instant start = clock.instant();
        try {
            return work.get();
        } finally {
            listener.stageFinished(stage, since(start));
        }
    }

    public void time(Stage stage, Runnable work) {
        time(stage, () -> {
            work.run();
            return true;
        });
    }

    /** Never negative, although a clock may be put back. */
    public Duration since(Instant start) {
        Duration time = Duration.between(start, clock.instant());
        return time.isNegative() ? Duration.ZERO : time;
    }
}
