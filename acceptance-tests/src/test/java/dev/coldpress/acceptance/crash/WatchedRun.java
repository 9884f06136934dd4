package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.product.ColdpressProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

/** One run of the command over a lake, watched from outside: by its process, and by the records that it writes. */
final class WatchedRun implements AutoCloseable {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(2);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    private static final List<String> JVM_OPTIONS = List.of("-Xmx256m");

    private final CrashLake lake;
    private final FileTime recordsBefore;
    private final ColdpressProcess process;

    private WatchedRun(CrashLake lake, FileTime recordsBefore, ColdpressProcess process) {
        this.lake = lake;
        this.recordsBefore = recordsBefore;
        this.process = process;
    }

    static WatchedRun start(CrashLake lake, Path output) throws IOException {
        FileTime recordsBefore = RecordStates.lastWrite(lake.root());
        return new WatchedRun(
                lake, recordsBefore, ColdpressProcess.start(JVM_OPTIONS, lake.runArguments(), output));
    }

    /** Lets it end by itself and measures it. */
    RunTimes measure() throws IOException, InterruptedException {
        long start = System.nanoTime();
        awaitWork();
        long work = System.nanoTime();
        end();
        return new RunTimes(Duration.ofNanos(work - start), Duration.ofNanos(System.nanoTime() - work));
    }

    /** Lets it end by itself; anything but success is an error. */
    void end() throws IOException, InterruptedException {
        if (!process.endsWithin(LONGEST_RUN)) {
            throw new IllegalStateException("A run took more than " + LONGEST_RUN + ": " + process.printed());
        } else if (process.exitCode() != 0) {
            throw new IllegalStateException(
                    "A run ended with exit code " + process.exitCode() + ": " + process.printed());
        }
    }

    /**
     * Kills it at the given moment.
     *
     * @return whether it was still running then
     */
    boolean killAt(RunTimes.KillMoment moment) throws IOException, InterruptedException {
        if (moment.afterWorkBegan()) {
            awaitWork();
        }
        if (process.endsWithin(moment.delay())) {
            end();
            return false;
        }
        process.kill();
        return true;
    }

    private void awaitWork() throws IOException, InterruptedException {
        while (RecordStates.lastWrite(lake.root()).equals(recordsBefore)) {
            if (process.endsWithin(LOOK_INTERVAL)) {
                return;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
