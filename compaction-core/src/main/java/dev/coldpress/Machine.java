package dev.coldpress;

import dev.coldpress.port.IdSource;
import dev.coldpress.port.Pause;
import dev.coldpress.port.Workers;
import java.time.InstantSource;
import java.util.UUID;

/** The clock, the ids, the waiting and the threads of this machine, which the core reaches in no other way. */
final class Machine {

    private Machine() {}

    static InstantSource clock() {
        return InstantSource.system();
    }

    static IdSource ids() {
        return UUID::randomUUID;
    }

    static Pause pause() {
        return duration -> Thread.sleep(duration.toMillis());
    }

    static Workers workers() {
        return new ThreadWorkers();
    }
}
