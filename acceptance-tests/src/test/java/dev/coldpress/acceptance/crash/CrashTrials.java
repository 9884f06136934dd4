package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Kills run after run over the same lake, which gets late files in between, so that a run also meets what the one before
 * it left. After some kills a clean run has to put everything right, and a fresh lake follows.
 */
final class CrashTrials implements AutoCloseable {

    private static final int MOST_KILLS_PER_LAKE = 10;

    /** In the eyes of the janitor. */
    private static final Duration OLD = Duration.ofDays(2);

    private final TemporaryFolder folder = TemporaryFolder.create("coldpress-crash");
    private final DuckDb duck = new DuckDb();
    private final RowAudit audit = new RowAudit(duck);
    private final CrashTally tally = new CrashTally();
    private final int compactors;
    private final Random random;
    private final Consumer<String> progress;

    /** @param compactors how many runs are at work at once */
    CrashTrials(long seed, int compactors, Consumer<String> progress) throws IOException, SQLException {
        this.compactors = compactors;
        this.random = new Random(seed);
        this.progress = progress;
    }

    CrashTally run(int kills) throws Exception {
        if (compactors > 1) {
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
            Contest.Score score;
            try (Contest contest = new Contest(lake, random, folder.path(), compactors)) {
                score = contest.run(Math.min(MOST_KILLS_PER_LAKE * compactors, kills - tally.kills()));
            }
            tally.contested(score, audit.look(lake));
            repair(lake);
            progress.accept(
                    "kill " + tally.kills() + " of " + kills + ": " + (tally.isRight() ? "all rows there" : "FAULTS"));
        }
        return tally;
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
        tally.repaired(audit.look(lake), duck.number("SELECT count(*) FROM " + CrashLake.TRUTH));
        DirectorySnapshot before = DirectorySnapshot.of(lake.root());
        cleanRun(lake);
        DirectorySnapshot after = DirectorySnapshot.of(lake.root());
        if (!before.equals(after)) {
            tally.secondRunWrote(before.difference(after));
        }
        clearAway(lake);
    }

    /** What dead runs staged and recorded nowhere is cleared away after a day: so the files are made to look that old. */
    private void clearAway(CrashLake lake) throws Exception {
        List<Path> hidden = LakeFiles.hiddenStagedFiles(lake.root());
        for (Path file : hidden) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(OLD)));
        }
        if (!hidden.isEmpty()) {
            cleanRun(lake);
        }
        tally.clearedAway(
                hidden.size(), LakeFiles.hiddenStagedFiles(lake.root()).size());
    }

    private void cleanRun(CrashLake lake) throws Exception {
        try (WatchedRun run = start(lake)) {
            run.end();
        }
    }

    private WatchedRun start(CrashLake lake) throws IOException {
        return WatchedRun.start(lake, folder.path().resolve("run.log"));
    }

    private CrashLake freshLake() throws IOException, SQLException {
        Path root = folder.path().resolve("lake");
        TemporaryFolder.delete(root);
        return new CrashLake(root, duck, random);
    }

    @Override
    public void close() throws IOException, SQLException {
        duck.close();
        folder.close();
    }
}
