package dev.coldpress.app.lake;

import dev.coldpress.Compactor;
import dev.coldpress.app.hook.Hooks;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.settings.CompactionSettings;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A lake that is open, with what is needed to work on it.
 *
 * @param hooks what follows each compaction of a partition; are closed with the lake
 */
public record Lake(
        URI root,
        ObjectStore store,
        ParquetCodec codec,
        CompactionSettings settings,
        InstantSource clock,
        Optional<Hooks> hooks)
        implements AutoCloseable {

    public Compactor compactor(CompactionListener listener) {
        return builder(listener).build();
    }

    /** Signs as this process. */
    public Compactor.Builder builder(CompactionListener listener) {
        Compactor.Builder builder = Compactor.forLake(store, codec)
                .settings(settings)
                .clock(clock)
                .name(ProcessTable.OF_THIS_MACHINE.ownName())
                .endedProcesses(ProcessTable.OF_THIS_MACHINE::hasEnded)
                .listener(listener);
        hooks.ifPresent(builder::hook);
        return builder;
    }

    public Lake withClock(InstantSource other) {
        return new Lake(root, store, codec, settings, other, hooks);
    }

    public Lake withStore(ObjectStore other) {
        return new Lake(root, other, codec, settings, clock, hooks);
    }

    Lake withSettings(CompactionSettings other) {
        return new Lake(root, store, codec, other, clock, hooks);
    }

    Lake withHooks(Optional<Hooks> others) {
        return new Lake(root, store, codec, settings, clock, others);
    }

    @Override
    public void close() {
        hooks.ifPresent(Hooks::close);
        store.close();
    }
}
