package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.place.LakePlace;
import dev.coldpress.acceptance.place.LocalPlace;
import dev.coldpress.acceptance.product.ColdpressProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Several runs at once on one lake, each started again as soon as it ends, while at random moments one is killed, one
 * is stopped for a while and goes on with all it had in memory, late files arrive, or files come again that were
 * delivered before; and whatever {@link Trouble} says. For one thread.
 */
final class Contest implements AutoCloseable {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);
    private static final int MOST_LATE_FILES = 8;
    private static final int MANY = 3;

    /** Some never wait for another, some do: so live plans are taken over too, stopped ones and busy ones. */
    private static final List<String> PATIENCES = List.of("0s", "1s", "2m");

    private static final String MARKER = "_compaction/_lake";
    private static final String REFUSAL = "Two sets of records for the same files would double rows";
    private static final int REFUSED = 3;

    /** What other compactors might look at the lake by. */
    private static final List<List<String>> OTHER_VIEWS = List.of(
            List.of("app1/", "--layout=year={yyyy}/month={MM}/day={dd}/hour={HH}/"),
            List.of("", "--control-prefix=_other/"));

    private final CrashLake lake;
    private final Random random;
    private final Path logs;
    private final Trouble trouble;
    private final @Nullable FaultySurroundings surroundings;
    private final @Nullable SparkCluster cluster;
    private final List<Contender> contenders = new ArrayList<>();
    private final Score score = new Score();
    private @Nullable ColdpressProcess intruder;

    /**
     * A contest on a lake.
     *
     * @param logs a directory for what the runs print
     * @param surroundings of the runs; null if all goes well there
     * @param cluster on which all runs are but the last one; null if none is
     */
    Contest(
            CrashLake lake,
            Random random,
            Path logs,
            int compactors,
            Trouble trouble,
            @Nullable FaultySurroundings surroundings,
            @Nullable SparkCluster cluster) {
        this.lake = lake;
        this.random = random;
        this.logs = logs;
        this.trouble = trouble;
        this.surroundings = surroundings;
        this.cluster = cluster;
        for (int i = 0; i < compactors; i++) {
            Path log = logs.resolve("run-" + i + ".log");
            contenders.add(cluster != null && i < compactors - 1 ? new Driver(log, cluster) : new Contender(log));
        }
    }

    /** Counts. */
    static final class Score {

        private int kills;
        private int executorsAtWork;
        private int stops;
        private int lateFiles;
        private int againDelivered;
        private int ended;
        private int endedWithFailures;
        private int copies;
        private int refused;

        int kills() {
            return kills;
        }

        int refused() {
            return refused;
        }

        void add(Score other) {
            kills += other.kills;
            executorsAtWork += other.executorsAtWork;
            stops += other.stops;
            lateFiles += other.lateFiles;
            againDelivered += other.againDelivered;
            ended += other.ended;
            endedWithFailures += other.endedWithFailures;
            copies += other.copies;
            refused += other.refused;
        }

        @Override
        public String toString() {
            return kills + " killed, "
                    + (executorsAtWork > 0 ? "of them " + executorsAtWork + " executors at work on the lake, " : "")
                    + stops + " stopped for a while, " + ended + " ended by themselves ("
                    + endedWithFailures
                    + " of them with a partition that others kept changing, or a store that did not answer); "
                    + lateFiles + " late files, " + againDelivered + " files delivered again; " + copies
                    + " times the lake was copied, and the runs went on on the copy; " + refused
                    + " runs of other roots or records refused";
        }
    }

    /** Goes on until so many runs were killed, and kills those that are left. */
    Score run(int killsWanted) throws IOException, InterruptedException, SQLException {
        while (score.kills < killsWanted) {
            for (Contender contender : contenders) {
                contender.tend();
            }
            disturb();
            Duration longest = cluster == null ? lake.place().longestPause() : SparkCluster.LONGEST_PAUSE;
            Thread.sleep(random.nextInt((int) longest.toMillis()));
        }
        for (Contender contender : contenders) {
            contender.end();
        }
        if (cluster != null) {
            cluster.killExecutors();
        }
        awaitIntruder();
        return score;
    }

    private void disturb() throws IOException, SQLException, InterruptedException {
        switch (random.nextInt(12)) {
            case 0 -> {
                Optional<Contender> one = disturbed();
                if (one.isPresent()) {
                    one.get().kill();
                }
            }
            case 1 -> {
                Optional<Contender> one = disturbed();
                if (one.isPresent()) {
                    one.get().stopFor(Duration.ofMillis(random.nextInt((int) LONGEST_STOP.toMillis())));
                }
            }
            case 2, 3 -> {
                int files = 1 + random.nextInt(MOST_LATE_FILES);
                lake.addLateFiles(files);
                score.lateFiles += files;
            }
            case 4, 5 -> {
                for (int i = random.nextInt(MOST_LATE_FILES); i >= 0; i--) {
                    score.againDelivered += lake.deliverAgain() ? 1 : 0;
                }
            }
            case 6 -> {
                if (trouble.copies() && random.nextInt(3) == 0) {
                    moveToACopy();
                }
            }
            case 7, 8 -> {
                if (trouble.roots()) {
                    intrude();
                }
            }
            default -> {
                // Let them work.
            }
        }
    }

    /** One of them; of few sometimes none, so that each is left in peace for as long as one of many. */
    private Optional<Contender> disturbed() {
        int index = random.nextInt(Math.max(MANY, contenders.size()));
        return index < contenders.size() ? Optional.of(contenders.get(index)) : Optional.empty();
    }

    /**
     * All runs stand still while the data is copied, so that every row is in some copied object; the records were
     * copied then, or a moment before.
     */
    private void moveToACopy() throws IOException, InterruptedException {
        awaitIntruder();
        LakePlace copy = lake.place().another();
        boolean isRecordOlder = random.nextBoolean();
        if (isRecordOlder) {
            stopAll();
            lake.place().copyTo(copy, Contest::isRecord);
            for (Contender contender : contenders) {
                contender.resume();
            }
            Thread.sleep(random.nextInt((int) lake.place().longestPause().toMillis()));
        }
        stopAll();
        lake.place().copyTo(copy, path -> !isRecordOlder || !isRecord(path));
        for (Contender contender : contenders) {
            contender.end();
        }
        lake.goOnAt(copy);
        score.copies++;
    }

    private static boolean isRecord(String path) {
        return path.startsWith("_");
    }

    private void stopAll() throws IOException, InterruptedException {
        for (Contender contender : contenders) {
            contender.stopFor(LONGEST_STOP);
        }
    }

    /** Starts another compactor, unless one is at work, or the lake has no marker yet and so no fence. */
    private void intrude() throws IOException, InterruptedException {
        ColdpressProcess running = intruder;
        if (running != null && running.isAlive()) {
            return;
        }
        awaitIntruder();
        if (lake.place().has(MARKER)) {
            List<String> view = OTHER_VIEWS.get(random.nextInt(OTHER_VIEWS.size()));
            List<String> root = new ArrayList<>(lake.place().runOptions(view.get(0)));
            root.add(view.get(1));
            intruder = ColdpressProcess.start(
                    lake.jvmOptions(), CrashLake.runArguments(root), logs.resolve("intruder.log"));
        }
    }

    private void awaitIntruder() throws IOException, InterruptedException {
        ColdpressProcess running = intruder;
        intruder = null;
        if (running == null) {
            return;
        }
        if (!running.endsWithin(WatchedRun.LONGEST_RUN)) {
            running.kill();
            throw new IllegalStateException("A run of another root did not end: " + running.printed());
        }
        if (running.exitCode() != REFUSED || !running.printed().contains(REFUSAL)) {
            throw new IllegalStateException("A run of another root or of other records was not refused, but ended with "
                    + running.exitCode() + ": " + running.printed());
        }
        score.refused++;
    }

    /** A place that is never without a run for long. */
    private class Contender {

        private final Path log;
        private @Nullable ColdpressProcess process;
        private long resumeAtNanos;
        private boolean isStopped;

        Contender(Path log) {
            this.log = log;
        }

        void tend() throws IOException, InterruptedException, SQLException {
            if (System.nanoTime() - resumeAtNanos >= 0) {
                resume();
            }
            ColdpressProcess running = process;
            if (running != null && !running.isAlive()) {
                finished(running);
                process = null;
            }
            if (process == null) {
                List<String> arguments = new ArrayList<>(CrashLake.runArguments(
                        surroundings == null ? lake.place().runOptions() : surroundings.runOptions(lake.place())));
                arguments.add("--claim-patience=" + PATIENCES.get(random.nextInt(PATIENCES.size())));
                process = start(arguments, log);
            }
        }

        ColdpressProcess start(List<String> arguments, Path output) throws IOException, SQLException {
            if (cluster != null) {
                // It begins to work long before executors do, and would leave them nothing.
                arguments.add("--shard=0/3");
            }
            List<String> starter = surroundings == null ? List.of() : surroundings.starter();
            return ColdpressProcess.start(starter, lake.jvmOptions(), arguments, output);
        }

        void resume() throws IOException, InterruptedException {
            if (process != null && isStopped) {
                process.signal("CONT");
                isStopped = false;
            }
        }

        private void finished(ColdpressProcess run) throws IOException {
            int exitCode = run.exitCode();
            String printed = run.printed();
            boolean isUnexpected =
                    printed.contains("should not have happened") || printed.contains("failed unexpectedly");
            boolean mayFail = trouble.faults() || printed.contains("kept changing under the compaction");
            if (isUnexpected || (exitCode != 0 && !mayFail)) {
                throw new IllegalStateException("A run ended with exit code " + exitCode + ": " + printed);
            }
            score.ended++;
            score.endedWithFailures += exitCode == 0 ? 0 : 1;
        }

        void kill() throws IOException, InterruptedException {
            end();
        }

        final void end() {
            if (process != null && process.isAlive()) {
                process.kill();
                score.kills++;
                process = null;
                isStopped = false;
            }
        }

        void stopFor(Duration time) throws IOException, InterruptedException {
            if (process != null && process.isAlive() && !isStopped) {
                process.signal("STOP");
                isStopped = true;
                resumeAtNanos = System.nanoTime() + time.toNanos();
                score.stops++;
            }
        }
    }

    /** A run on the cluster: disturbed in its executors, mostly, and sometimes itself. */
    private final class Driver extends Contender {

        private final SparkCluster itsCluster;

        Driver(Path log, SparkCluster cluster) {
            super(log);
            this.itsCluster = cluster;
        }

        @Override
        ColdpressProcess start(List<String> arguments, Path output) throws IOException, SQLException {
            lake.topUp();
            List<String> settings = new ArrayList<>(SparkCluster.RESTLESS);
            settings.add("spark.cores.max=" + (1 + random.nextInt(2)));
            return itsCluster.submit(arguments, settings, output);
        }

        @Override
        void kill() throws InterruptedException {
            if (random.nextInt(6) == 0) {
                end();
                return;
            }
            Path directory = lake.place() instanceof LocalPlace local ? local.root() : null;
            SparkCluster.Kill kill = itsCluster.killAnExecutor(random, directory);
            score.kills += kill == SparkCluster.Kill.NONE ? 0 : 1;
            score.executorsAtWork += kill == SparkCluster.Kill.AT_WORK ? 1 : 0;
        }

        @Override
        void stopFor(Duration time) throws IOException, InterruptedException {
            score.stops += itsCluster.stopAnExecutor(random) ? 1 : 0;
        }

        @Override
        void resume() throws IOException, InterruptedException {
            if (random.nextInt(4) == 0) {
                itsCluster.resumeExecutors();
            }
        }
    }

    @Override
    public void close() {
        contenders.forEach(Contender::end);
        if (intruder != null) {
            intruder.close();
        }
    }
}
