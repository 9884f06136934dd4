package dev.coldpress.simulator.history;

import dev.coldpress.simulator.step.Operation;
import org.jspecify.annotations.Nullable;

/** Another thread of a process, which works beside its first one while that has work for it. */
final class WorkerActor extends ThreadedActor {

    private @Nullable Throwable fault;

    WorkerActor(int index, String name, HistoryState state, Baton baton, Carrier carrier) {
        super(index, name, state, baton, carrier);
    }

    /** @param ended is called when it has left the work, and passes the baton on */
    void begin(int life, Runnable work, Runnable ended) {
        fault = null;
        forgets(life);
        prepare(Operation.PAUSE, () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                fault = e;
            } finally {
                ends();
                ended.run();
            }
        });
    }

    /** What the work threw; null if it came to its end. */
    @Nullable
    Throwable fault() {
        return fault;
    }
}
