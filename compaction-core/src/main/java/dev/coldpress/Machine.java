package dev.coldpress;

import dev.coldpress.port.IdSource;
import dev.coldpress.port.Pause;
import java.time.InstantSource;
import java.util.UUID;

/** The clock, the ids and the waiting of this machine. The only class of the core that reaches them. */
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
}
