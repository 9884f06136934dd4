package dev.coldpress;

import dev.coldpress.port.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a compactor repeatedly on its own thread: at once when it is started, and then at a fixed rate. Runs never
 * overlap. If a run lasts longer than the interval, one other run follows at once, and then the rate is kept again. A
 * run that fails or throws does not end the schedule. The scheduler uses the clock and the pause of the compactor.
 *
 * <pre>{@code
 * CompactionScheduler scheduler = new CompactionScheduler(compactor, Duration.ofHours(1));
 * scheduler.start();
 * ...
 * scheduler.stop(Duration.ofMinutes(1));
 * }</pre>
 *
 * <p>All methods may be called by any thread. A scheduler is started and stopped once. While it is started, nothing
 * else may use its compactor, except for {@link Compactor#stop}.
 */
public final class CompactionScheduler {

    private static final Logger LOG = LoggerFactory.getLogger(CompactionScheduler.class);

    private final Compactor compactor;
    private final InstantSource clock;
    private final Pause pause;
    private final Duration interval;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object lock = new Object();
    private @Nullable Instant nextRun;
    private boolean isStopped;
    private boolean isRunning;
    private boolean isRequested;
    private boolean isWaiting;

    /** A schedule whose runs use a daemon thread. */
    public CompactionScheduler(Compactor compactor, Duration interval) {
        this(compactor, interval, CompactionScheduler::daemon);
    }

    /**
     * A schedule that has not begun yet.
     *
     * @param interval from the start of a run to the start of the next one
     * @param threads makes the thread of the runs, one
     * @throws IllegalArgumentException if the interval is not positive
     */
    public CompactionScheduler(Compactor compactor, Duration interval, ThreadFactory threads) {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("The interval of a schedule is positive, not " + interval);
        }
        this.compactor = compactor;
        this.clock = compactor.clock();
        this.pause = compactor.pause();
        this.interval = interval;
        this.thread = threads.newThread(this::runUntilStopped);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "coldpress-scheduler");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins with a first run, at once.
     *
     * @throws IllegalStateException if it was started or stopped before
     */
    public void start() {
        synchronized (lock) {
            if (nextRun != null || isStopped) {
                throw new IllegalStateException("A schedule is started once, and not after it was stopped");
            }
            nextRun = clock.instant();
        }
        thread.start();
    }

    /**
     * Asks for a run now, in addition to those of the schedule.
     *
     * @return false, without effect, if a run is in progress or the schedule is not started or is stopped
     */
    public boolean runNow() {
        synchronized (lock) {
            if (nextRun == null || isStopped || isRunning) {
                return false;
            }
            isRequested = true;
            wake();
            return true;
        }
    }

    /**
     * Ends the schedule: no run and no group begins after this. It waits for the groups in progress. A group that takes
     * longer than the grace time goes on, and may be killed with the process; a later run finishes it.
     *
     * @param grace zero or more
     * @return whether all work has ended; false also if the calling thread was interrupted, or is that of the runs. A
     *     listener calls it with a grace of zero, because the run waits for the listener
     */
    public boolean stop(Duration grace) {
        synchronized (lock) {
            isStopped = true;
            if (nextRun == null) {
                return true;
            }
            wake();
        }
        compactor.stop();
        if (Thread.currentThread() == thread) {
            return false;
        }
        try {
            return ended.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether a run is in progress. */
    public boolean isRunning() {
        synchronized (lock) {
            return isRunning;
        }
    }

    /** When the next run of the schedule is due; empty before the start and after the stop. */
    public Optional<Instant> nextRun() {
        synchronized (lock) {
            return isStopped ? Optional.empty() : Optional.ofNullable(nextRun);
        }
    }

    private void runUntilStopped() {
        try {
            while (awaitTurn()) {
                run();
            }
        } finally {
            ended.countDown();
        }
    }

    private void run() {
        try {
            compactor.compactAll();
        } catch (RuntimeException | Error e) {
            // Also an error: what one run had no memory for, the next one may have.
            LOG.error("The run failed, and the schedule goes on: {}", String.valueOf(e.getMessage()));
            LOG.debug("The failed run", e);
        } finally {
            synchronized (lock) {
                isRunning = false;
            }
        }
    }

    /** Returns when a run is to be made; false if there is to be none any more. */
    private boolean awaitTurn() {
        while (true) {
            Duration wait;
            synchronized (lock) {
                if (isStopped) {
                    return false;
                }
                wait = untilNextRun(clock.instant());
                if (isRequested || wait.isZero()) {
                    isRequested = false;
                    isRunning = true;
                    return true;
                }
                isWaiting = true;
            }
            sleep(wait);
        }
    }

    /** Zero if a run is due; the next one is moved on then, past those that were missed. */
    private Duration untilNextRun(Instant now) {
        Instant due = nextRun == null ? now : nextRun;
        if (!now.isBefore(due)) {
            long missed = Duration.between(due, now).dividedBy(interval);
            nextRun = due.plus(interval.multipliedBy(missed + 1));
            return Duration.ZERO;
        }
        Instant latest = now.plus(interval);
        if (due.isAfter(latest)) {
            // The clock was put back: a schedule that waited for the old time could miss many runs.
            due = latest;
            nextRun = due;
        }
        return Duration.between(now, due);
    }

    private void sleep(Duration wait) {
        try {
            pause.sleep(wait);
        } catch (InterruptedException e) {
            LOG.debug("Woken before the next run was due");
        } finally {
            synchronized (lock) {
                isWaiting = false;
                // A wake that came as the pause ended by itself must not disturb the run.
                Thread.interrupted();
            }
        }
    }

    /** Interrupts the thread only where it waits between runs; never a compaction. Holding the lock. */
    private void wake() {
        if (isWaiting) {
            thread.interrupt();
        }
    }
}
