package dev.coldpress.dagger;

import dagger.Module;
import dagger.Provides;
import dev.coldpress.ThreadWorkers;
import dev.coldpress.port.IdSource;
import dev.coldpress.port.Pause;
import dev.coldpress.port.Workers;
import java.time.InstantSource;
import java.util.UUID;

/** Time, ids, waiting and threads as production has them, of this machine. Tests leave it out and bind their own. */
@Module
public interface MachineModule {

    @Provides
    static InstantSource clock() {
        return InstantSource.system();
    }

    @Provides
    static IdSource ids() {
        return UUID::randomUUID;
    }

    @Provides
    static Pause pause() {
        return duration -> Thread.sleep(duration.toMillis());
    }

    @Provides
    static Workers workers() {
        return new ThreadWorkers();
    }
}
