package dev.coldpress.examples;

import dev.coldpress.CompactionScheduler;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Starts the scheduler with the application, and waits at its end for the group of files in hand. */
class ScheduledCompaction implements SmartLifecycle {

    private static final Duration STOP_GRACE = Duration.ofMinutes(1);

    private final CompactionScheduler scheduler;
    private volatile boolean running;

    ScheduledCompaction(CompactionScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop(STOP_GRACE);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
