package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.product.ColdpressProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Several runs at once on one lake, each started again as soon as it ends, while at random moments one is killed, one is
 * stopped for a while and goes on with all it had in memory, or late files arrive. For one thread.
 */
final class Contest implements AutoCloseable {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);
    private static final int MOST_LATE_FILES = 8;

    /** Some never wait for another, some do: so live plans are taken over too, stopped ones and busy ones. */
    private static final List<String> PATIENCES = List.of("0s", "1s", "2m");

    private final CrashLake lake;
    private final Random random;
    private final List<Contender> contenders = new ArrayList<>();
    private int kills;
    private int stops;
    private int lateFiles;
    private int ended;
    private int endedWithFailures;

    /** @param logs a directory for what the runs print */
    Contest(CrashLake lake, Random random, Path logs, int compactors) {
        this.lake = lake;
        this.random = random;
        for (int i = 0; i < compactors; i++) {
            contenders.add(new Contender(logs.resolve("run-" + i + ".log")));
        }
    }

    /** Counts, to be added up. */
    record Score(int kills, int stops, int lateFiles, int ended, int endedWithFailures) {

        Score plus(Score other) {
            return new Score(
                    kills + other.kills,
                    stops + other.stops,
                    lateFiles + other.lateFiles,
                    ended + other.ended,
                    endedWithFailures + other.endedWithFailures);
        }

        @Override
        public String toString() {
            return kills + " killed, " + stops + " stopped for a while, " + ended + " ended by themselves ("
                    + endedWithFailures + " of them with a partition that others kept changing); " + lateFiles
                    + " late files";
        }
    }

    /** Goes on until so many runs were killed, and kills those that are left. */
    Score run(int killsWanted) throws IOException, InterruptedException, SQLException {
        while (kills < killsWanted) {
            for (Contender contender : contenders) {
                contender.tend();
            }
            disturb();
            Thread.sleep(random.nextInt((int) lake.place().longestPause().toMillis()));
        }
        for (Contender contender : contenders) {
            contender.kill();
        }
        return new Score(kills, stops, lateFiles, ended, endedWithFailures);
    }

    private void disturb() throws IOException, SQLException, InterruptedException {
        Contender one = contenders.get(random.nextInt(contenders.size()));
        switch (random.nextInt(10)) {
            case 0 -> one.kill();
            case 1 -> one.stopFor(Duration.ofMillis(random.nextInt((int) LONGEST_STOP.toMillis())));
            case 2, 3 -> {
                int files = 1 + random.nextInt(MOST_LATE_FILES);
                lake.addLateFiles(files);
                lateFiles += files;
            }
            default -> {
                // Let them work.
            }
        }
    }

    /** A place that is never without a run for long. */
    private final class Contender {

        private final Path log;
        private @Nullable ColdpressProcess process;
        private long resumeAtNanos;
        private boolean isStopped;

        Contender(Path log) {
            this.log = log;
        }

        void tend() throws IOException, InterruptedException {
            ColdpressProcess running = process;
            if (running != null && isStopped && System.nanoTime() - resumeAtNanos >= 0) {
                running.signal("CONT");
                isStopped = false;
            }
            if (running != null && !running.isAlive()) {
                finished(running);
                process = null;
            }
            if (process == null) {
                List<String> arguments = new ArrayList<>(lake.runArguments());
                arguments.add("--claim-patience=" + PATIENCES.get(random.nextInt(PATIENCES.size())));
                process = ColdpressProcess.start(lake.jvmOptions(), arguments, log);
            }
        }

        private void finished(ColdpressProcess run) throws IOException {
            int exitCode = run.exitCode();
            if (exitCode != 0 && !run.printed().contains("kept changing under the compaction")) {
                throw new IllegalStateException("A run ended with exit code " + exitCode + ": " + run.printed());
            }
            ended++;
            endedWithFailures += exitCode == 0 ? 0 : 1;
        }

        void kill() {
            if (process != null && process.isAlive()) {
                process.kill();
                kills++;
                process = null;
                isStopped = false;
            }
        }

        void stopFor(Duration time) throws IOException, InterruptedException {
            if (process != null && process.isAlive() && !isStopped) {
                process.signal("STOP");
                isStopped = true;
                resumeAtNanos = System.nanoTime() + time.toNanos();
                stops++;
            }
        }
    }

    @Override
    public void close() {
        contenders.forEach(Contender::kill);
    }
}
