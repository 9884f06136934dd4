package dev.coldpress.dagger;

import dagger.BindsOptionalOf;
import dagger.Module;
import dagger.Provides;
import dev.coldpress.CompactionScheduler;
import dev.coldpress.Compactor;
import dev.coldpress.port.CompactionHook;
import dev.coldpress.port.IdSource;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.settings.CompactionSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives a Dagger application a {@link Compactor} and a {@link CompactionScheduler}.
 *
 * <p>What the application binds: the {@link ObjectStore} of its lake, which stays its own to close; a {@link ParquetCodec}, as
 * {@code ParquetModule} does; clock, ids and pause, as {@link MachineModule} does; and for a scheduler the
 * {@link CompactionInterval}. It may bind {@link CompactionSettings}, else the defaults count, a
 * {@link CompactionListener}, and a {@link CompactionHook}.
 *
 * <p>Nothing has a scope: each request makes a new one. A scheduler has a compactor of its own.
 */
@Module
public interface CompactionModule {

    @BindsOptionalOf
    CompactionSettings settings();

    @BindsOptionalOf
    CompactionListener listener();

    @BindsOptionalOf
    CompactionHook hook();

    @Provides
    static Compactor compactor(
            ObjectStore store,
            ParquetCodec codec,
            Optional<CompactionSettings> settings,
            Optional<CompactionListener> listener,
            Optional<CompactionHook> hook,
            InstantSource clock,
            IdSource ids,
            Pause pause) {
        Compactor.Builder builder = Compactor.builder(store, codec)
                .settings(settings.orElseGet(CompactionSettings::defaults))
                .listener(listener.orElse(CompactionListener.NONE))
                .clock(clock)
                .ids(ids)
                .pause(pause);
        hook.ifPresent(builder::hook);
        return builder.build();
    }

    @Provides
    static CompactionScheduler scheduler(Compactor compactor, @CompactionInterval Duration interval) {
        return new CompactionScheduler(compactor, interval);
    }
}
