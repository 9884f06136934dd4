package dev.coldpress.port;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The threads of a run that works on several partitions at once, as a port: so that a simulation can decide which of
 * them goes next. For one run at a time.
 */
public interface Workers {

    /** The calling thread alone. */
    Workers CALLER = new Workers() {
        @Override
        public void doAtOnce(int threads, Runnable work) {
            work.run();
        }

        @Override
        public Lock newLock() {
            return new ReentrantLock();
        }
    };

    /**
     * Does the same work on several threads at once, of which the calling one is the first.
     *
     * @param threads 1 or more, at most; with 1 the calling thread does it alone
     * @param work is called once by each thread
     * @throws RuntimeException or an error, the first that the work threw on any thread, once all have ended
     */
    void doAtOnce(int threads, Runnable work);

    /** A lock for these threads, for who may have to wait for another one's requests to the store. */
    Lock newLock();
}
