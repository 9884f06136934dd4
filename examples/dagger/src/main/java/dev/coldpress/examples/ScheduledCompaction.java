package dev.coldpress.examples;

import dagger.BindsInstance;
import dagger.Component;
import dev.coldpress.CompactionScheduler;
import dev.coldpress.dagger.CompactionInterval;
import dev.coldpress.dagger.CompactionModule;
import dev.coldpress.dagger.MachineModule;
import dev.coldpress.localfs.LocalFileSystemStore;
import dev.coldpress.metrics.CompactionMetrics;
import dev.coldpress.metrics.MeteredObjectStore;
import dev.coldpress.parquet.ParquetModule;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.settings.CompactionSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Compacts a lake every hour beside whatever else a service does: {@code ScheduledCompaction LAKE}, until its input
 * ends. A real service hands in the registry and the component that it has already.
 */
public final class ScheduledCompaction implements AutoCloseable {

    private static final Duration STOP_GRACE = Duration.ofMinutes(1);

    private final ObjectStore store;
    private final CompactionScheduler scheduler;

    /** Names what is needed, and leaves it to Dagger to put it together. */
    @Component(modules = {CompactionModule.class, MachineModule.class, ParquetModule.class})
    interface Service {

        CompactionScheduler scheduler();

        @Component.Factory
        interface Factory {
            Service with(
                    @BindsInstance ObjectStore store,
                    @BindsInstance CompactionSettings settings,
                    @BindsInstance CompactionListener listener,
                    @BindsInstance @CompactionInterval Duration interval);
        }
    }

    private ScheduledCompaction(ObjectStore store, CompactionScheduler scheduler) {
        this.store = store;
        this.scheduler = scheduler;
    }

    public static void main(String[] args) throws IOException {
        MeterRegistry registry = new SimpleMeterRegistry();
        ObjectStore store = new MeteredObjectStore(LocalFileSystemStore.open(Path.of(args[0])), registry);
        ScheduledCompaction running = start(store, new CompactionMetrics(registry), Duration.ofHours(1));
        try (running) {
            System.in.transferTo(System.out);
        }
    }

    /** Begins with a first run, at once. The store is closed with what this returns. */
    static ScheduledCompaction start(ObjectStore store, CompactionListener listener, Duration interval) {
        CompactionSettings settings = CompactionSettings.builder()
                .maxTimePerRun(Duration.ofMinutes(50))
                .build();
        CompactionScheduler scheduler = DaggerScheduledCompaction_Service.factory()
                .with(store, settings, listener, interval)
                .scheduler();
        scheduler.start();
        return new ScheduledCompaction(store, scheduler);
    }

    /** Waits for the group of files in hand; what takes longer is finished by the next run of any process. */
    @Override
    public void close() {
        scheduler.stop(STOP_GRACE);
        store.close();
    }
}
