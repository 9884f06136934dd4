package dev.coldpress.dagger;

import dagger.BindsOptionalOf;
import dagger.Module;
import dagger.Provides;
import dev.coldpress.CompactionScheduler;
import dev.coldpress.Compactor;
import dev.coldpress.port.IdSource;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.Workers;
import dev.coldpress.port.hook.CompactionHook;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.settings.CompactionSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives a Dagger application a {@link Compactor} and a {@link CompactionScheduler}.
 *
 * <p>What the application binds: the {@link ObjectStore} of its lake, which stays its own to close; a
 * {@link ParquetCodec}, as {@code ParquetModule} does; clock, ids and pause, as {@link MachineModule} does; and for a
 * scheduler the {@link CompactionInterval}. It may bind {@link CompactionSettings}, else the defaults count, and a
 * {@link CompactionListener}; without {@link Workers} the calling thread does everything.
 *
 * <p>Nothing has a scope: each request makes a new one. A scheduler has a compactor of its own. A
 * {@link CompactionHook} may be bound as well.
 */
@Module
public interface CompactionModule {

    @BindsOptionalOf
    CompactionHook hook();

    @BindsOptionalOf
    CompactionSettings settings();

    @BindsOptionalOf
    CompactionListener listener();

    @BindsOptionalOf
    Workers workers();

    @Provides
    static Compactor compactor(
            ObjectStore store,
            ParquetCodec codec,
            Optional<CompactionHook> hook,
            Optional<CompactionSettings> settings,
            Optional<CompactionListener> listener,
            InstantSource clock,
            IdSource ids,
            Pause pause,
            Optional<Workers> workers) {
        return Compactor.builder(store, codec)
                .settings(settings.orElseGet(CompactionSettings::defaults))
                .listener(listener.orElse(CompactionListener.NONE))
                .hook(hook.orElse(CompactionHook.NONE))
                .clock(clock)
                .ids(ids)
                .pause(pause)
                .workers(workers.orElse(Workers.CALLER))
                .build();
    }

    @Provides
    static CompactionScheduler scheduler(Compactor compactor, @CompactionInterval Duration interval) {
        return new CompactionScheduler(compactor, interval);
    }
}
