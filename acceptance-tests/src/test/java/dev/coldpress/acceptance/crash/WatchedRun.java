package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.product.ColdpressProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

/** One run of the command over a lake, watched from outside: by its process, and by the traces that it leaves. */
final class WatchedRun implements AutoCloseable {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(1);
    static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private final LakeTraces traces;
    private List<FileTime> lastChanges;
    private final ColdpressProcess process;

    private WatchedRun(LakeTraces traces, List<FileTime> lastChanges, ColdpressProcess process) {
        this.traces = traces;
        this.lastChanges = lastChanges;
        this.process = process;
    }

    static WatchedRun start(CrashLake lake, Path output) throws IOException {
        LakeTraces traces = lake.traces();
        List<FileTime> lastChanges = traces.lastChanges();
        return new WatchedRun(
                traces, lastChanges, ColdpressProcess.start(lake.jvmOptions(), lake.runArguments(), output));
    }

    /** Lets it end by itself and measures it. */
    RunTimes measure() throws IOException, InterruptedException {
        long start = System.nanoTime();
        awaitChange();
        long work = System.nanoTime();
        int changes = 1;
        while (awaitChange()) {
            changes++;
        }
        end();
        Duration working = Duration.ofNanos(System.nanoTime() - work);
        return new RunTimes(Duration.ofNanos(work - start), working, changes);
    }

    /** Lets it end by itself; anything but success is an error. */
    void end() throws IOException, InterruptedException {
        process.endWell(LONGEST_RUN);
    }

    /**
     * Kills it at the given moment.
     *
     * @return whether it was still running then
     */
    boolean killAt(RunTimes.KillMoment moment) throws IOException, InterruptedException {
        for (int change = 0; change < moment.changes(); change++) {
            awaitChange();
        }
        if (process.endsWithin(moment.delay())) {
            end();
            return false;
        }
        process.kill();
        return true;
    }

    /** Returns false if the run ends instead. */
    private boolean awaitChange() throws IOException, InterruptedException {
        List<FileTime> before = lastChanges;
        while (lastChanges.equals(before)) {
            if (process.endsWithin(LOOK_INTERVAL)) {
                return false;
            }
            lastChanges = traces.lastChanges();
        }
        return true;
    }

    @Override
    public void close() {
        process.close();
    }
}
