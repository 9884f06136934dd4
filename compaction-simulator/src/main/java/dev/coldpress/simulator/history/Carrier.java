package dev.coldpress.simulator.history;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that carries one actor after the other, so that a history does not cost a thread start. It runs only while
 * it holds the baton: {@link #grant} gives it, {@link #await} waits for it.
 */
final class Carrier {

    private final Thread thread;
    private volatile boolean granted;
    private volatile @Nullable Runnable program;

    private Carrier(@Nullable Thread thread) {
        this.thread = thread == null ? new Thread(this::loop, "simulated-process") : thread;
    }

    /** A baton for the calling thread. */
    static Carrier ofCaller() {
        return new Carrier(Thread.currentThread());
    }

    static Carrier started() {
        Carrier carrier = new Carrier(null);
        carrier.thread.setDaemon(true);
        carrier.thread.start();
        return carrier;
    }

    /** What to do at the next grant; it must pass the baton on as its last act. */
    void prepare(Runnable next) {
        program = next;
    }

    void grant() {
        granted = true;
        LockSupport.unpark(thread);
    }

    void await() {
        while (!granted) {
            LockSupport.park(this);
        }
        granted = false;
    }

    /** Ends the thread, which must be waiting for a program. */
    void stop() {
        program = null;
        grant();
    }

    private void loop() {
        while (true) {
            await();
            Runnable next = program;
            if (next == null) {
                return;
            }
            next.run();
        }
    }
}
