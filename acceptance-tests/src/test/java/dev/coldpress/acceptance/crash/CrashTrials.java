package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.place.LakePlace;
import dev.coldpress.acceptance.place.LocalPlace;
import dev.coldpress.acceptance.place.S3Place;
import dev.coldpress.acceptance.product.ColdpressProcess;
import dev.coldpress.acceptance.s3.S3ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Kills run after run over the same lake, which gets late files in between, so that a run also meets what the one
 * before it left. After some kills a clean run has to put everything right, and a fresh lake follows.
 */
final class CrashTrials implements AutoCloseable {

    private static final int MOST_KILLS_PER_LAKE = 10;

    /** Where the lakes lie. */
    enum Store {
        LOCAL,
        S3
    }

    /** Who compacts them. */
    enum Engine {
        PROCESS,
        SPARK
    }

    private final TemporaryFolder folder = TemporaryFolder.create("coldpress-crash");
    private final DuckDb duck = new DuckDb();
    private final RowAudit audit = new RowAudit(duck);
    private final CrashTally tally;
    private final int compactors;
    private final @Nullable S3ServerProcess server;
    private final @Nullable SparkCluster cluster;
    private final Trouble trouble;
    private LakePlace place;
    private final Random random;
    private final Consumer<String> progress;

    /** @param compactors how many runs are at work at once */
    CrashTrials(long seed, int compactors, Store store, Trouble trouble, Consumer<String> progress)
            throws IOException, SQLException {
        this(seed, compactors, Engine.PROCESS, store, trouble, progress);
    }

    /**
     * Trials of an engine.
     *
     * @param compactors how many runs are at work at once; with an engine, all of them but one by that
     */
    CrashTrials(long seed, int compactors, Engine engine, Store store, Trouble trouble, Consumer<String> progress)
            throws IOException, SQLException {
        this.trouble = trouble;
        this.tally = new CrashTally(trouble);
        this.compactors = compactors;
        this.server = store == Store.S3 ? S3ServerProcess.start(folder.path().resolve("s3-server.log")) : null;
        this.place = server == null
                ? new LocalPlace(Files.createDirectories(lakes().resolve("lake")))
                : new S3Place(server, folder.path());
        this.cluster =
                engine == Engine.SPARK ? SparkCluster.start(folder.path().resolve("cluster"), "--workers", "3") : null;
        this.random = new Random(seed);
        this.progress = progress;
    }

    CrashTally run(int kills) throws Exception {
        if (compactors > 1 || cluster != null || server != null || !trouble.equals(Trouble.NONE)) {
            return contests(kills);
        }
        RunTimes times = measure();
        progress.accept("An undisturbed run works for " + times.working().toMillis() + " ms after "
                + times.untilWork().toMillis() + " ms of starting up.");
        while (tally.kills() < kills) {
            CrashLake lake = freshLake();
            int killsAfterwards =
                    tally.kills() + Math.min(1 + random.nextInt(MOST_KILLS_PER_LAKE), kills - tally.kills());
            while (tally.kills() < killsAfterwards) {
                lake.topUp();
                kill(lake, times);
            }
            repair(lake);
            progress.accept(
                    "kill " + tally.kills() + " of " + kills + ": " + (tally.isRight() ? "all rows there" : "FAULTS"));
        }
        return tally;
    }

    private CrashTally contests(int kills) throws Exception {
        while (tally.kills() < kills) {
            CrashLake lake = freshLake();
            lake.topUp();
            contest(lake, Math.min(MOST_KILLS_PER_LAKE * compactors, kills - tally.kills()));
            place = lake.place();
            repair(lake);
            progress.accept(
                    "kill " + tally.kills() + " of " + kills + ": " + (tally.isRight() ? "all rows there" : "FAULTS"));
        }
        return tally;
    }

    private void contest(CrashLake lake, int kills) throws Exception {
        try (FaultySurroundings surroundings = surroundings();
                Contest contest =
                        new Contest(lake, random, folder.path(), compactors, trouble, surroundings, cluster)) {
            Contest.Score score = contest.run(kills);
            tally.contested(score, audit.look(lake));
            tally.storeFaults(surroundings == null ? 0 : surroundings.faults());
        }
    }

    private @Nullable FaultySurroundings surroundings() throws IOException, InterruptedException {
        if (!trouble.faults()) {
            return null;
        }
        return server == null
                ? FaultySurroundings.onFiles(folder.path(), lakes(), random.nextInt())
                : FaultySurroundings.onS3(server.endpoint(), random.nextLong());
    }

    private Path lakes() {
        return folder.path().resolve("lakes");
    }

    private RunTimes measure() throws Exception {
        CrashLake lake = freshLake();
        lake.topUp();
        try (WatchedRun run = start(lake)) {
            return run.measure();
        }
    }

    private void kill(CrashLake lake, RunTimes times) throws Exception {
        boolean killed;
        try (WatchedRun run = start(lake)) {
            killed = run.killAt(times.random(random));
        }
        RowAudit.Finding finding = audit.look(lake);
        if (killed) {
            tally.killed(ProtocolStep.of(lake.traces().states(), finding.doubled()), finding);
        } else {
            tally.missed();
        }
    }

    private void repair(CrashLake lake) throws Exception {
        cleanRun(lake);
        RowAudit.Finding finding = audit.look(lake);
        tally.repaired(finding, duck.number("SELECT count(*) FROM " + CrashLake.TRUTH));
        if (!finding.isExact()) {
            tally.explain(verify(lake));
        }
        DirectorySnapshot before = place.snapshot();
        cleanRun(lake);
        DirectorySnapshot after = place.snapshot();
        if (!before.equals(after)) {
            tally.secondRunWrote(before.difference(after));
        }
        clearAway(lake);
    }

    /** What dead runs staged and recorded nowhere is cleared away after a day: so it is made to look that old. */
    private void clearAway(CrashLake lake) throws Exception {
        int left = place.leftovers();
        if (left > 0) {
            place.age();
            cleanRun(lake);
        }
        tally.clearedAway(left, place.leftovers());
    }

    private void cleanRun(CrashLake lake) throws Exception {
        try (ColdpressProcess run = ColdpressProcess.start(lake.jvmOptions(), lake.runArguments(), log())) {
            run.endWell(WatchedRun.LONGEST_RUN);
        }
    }

    /** What the command itself says of a lake that is not as it should be, and what is in the lake. */
    private String verify(CrashLake lake) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("verify"));
        arguments.addAll(lake.place().runOptions());
        StringBuilder text = new StringBuilder();
        try (ColdpressProcess verify = ColdpressProcess.start(lake.jvmOptions(), arguments, log())) {
            verify.endsWithin(WatchedRun.LONGEST_RUN);
            text.append(verify.printed());
        }
        Path whole = lake.place().whole();
        for (Path file : LakeFiles.all(whole)) {
            text.append(whole.relativize(file)).append('\n');
            if (file.endsWith("record")) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private WatchedRun start(CrashLake lake) throws IOException {
        return WatchedRun.start(lake, log());
    }

    private Path log() {
        return folder.path().resolve("run.log");
    }

    private CrashLake freshLake() throws IOException, SQLException {
        place.clear();
        int partitions = cluster == null ? CrashLake.FEW_PARTITIONS : SparkCluster.PARTITIONS;
        return new CrashLake(partitions, place, folder.path().resolve("sink"), duck, random);
    }

    @Override
    public void close() throws IOException, SQLException {
        if (cluster != null) {
            cluster.close();
        }
        place.close();
        if (server != null) {
            server.close();
        }
        duck.close();
        folder.close();
    }
}
