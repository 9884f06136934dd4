package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.product.ColdpressProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

/** One run of the command over a lake, watched from outside: by its process, and by the records that it writes. */
final class WatchedRun implements AutoCloseable {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(1);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    /** What starts soonest, since most of such a short run is starting up. */
    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final RecordStates records;
    private List<FileTime> lastWrites;
    private final ColdpressProcess process;

    private WatchedRun(RecordStates records, List<FileTime> lastWrites, ColdpressProcess process) {
        this.records = records;
        this.lastWrites = lastWrites;
        this.process = process;
    }

    static WatchedRun start(CrashLake lake, Path output) throws IOException {
        RecordStates records = lake.records();
        List<FileTime> lastWrites = records.lastWrites();
        return new WatchedRun(
                records, lastWrites, ColdpressProcess.start(JVM_OPTIONS, lake.runArguments(), output));
    }

    /** Lets it end by itself and measures it. */
    RunTimes measure() throws IOException, InterruptedException {
        long start = System.nanoTime();
        awaitRecordWrite();
        long work = System.nanoTime();
        int recordWrites = 1;
        while (awaitRecordWrite()) {
            recordWrites++;
        }
        end();
        Duration working = Duration.ofNanos(System.nanoTime() - work);
        return new RunTimes(Duration.ofNanos(work - start), working, recordWrites);
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
        for (int write = 0; write < moment.recordWrites(); write++) {
            awaitRecordWrite();
        }
        if (process.endsWithin(moment.delay())) {
            end();
            return false;
        }
        process.kill();
        return true;
    }

    /** Returns false if the run ends instead. */
    private boolean awaitRecordWrite() throws IOException, InterruptedException {
        List<FileTime> before = lastWrites;
        while (lastWrites.equals(before)) {
            if (process.endsWithin(LOOK_INTERVAL)) {
                return false;
            }
            lastWrites = records.lastWrites();
        }
        return true;
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
