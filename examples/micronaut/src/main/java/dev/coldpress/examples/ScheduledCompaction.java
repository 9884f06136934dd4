package dev.coldpress.examples;

import dev.coldpress.CompactionScheduler;
import dev.coldpress.port.ObjectStore;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;

/** Starts the scheduler with the application, and waits at its end for the group of files in hand. */
@Context
class ScheduledCompaction {

    private static final Duration STOP_GRACE = Duration.ofMinutes(1);

    private final CompactionScheduler scheduler;

    /** @param lake named so that it is closed after this */
    ScheduledCompaction(CompactionScheduler scheduler, ObjectStore lake) {
        this.scheduler = scheduler;
    }

    @PostConstruct
    void start() {
        scheduler.start();
    }

    @PreDestroy
    void stop() {
        scheduler.stop(STOP_GRACE);
    }
}
