package dev.coldpress.acceptance.soak;

import dev.coldpress.Compactor;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.soak.SoakVerdict.Deaths;
import dev.coldpress.localfs.LocalFileSystemStore;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.PlannedPartition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Days of a lake, one after the other, and then rest. In the first two thirds of them daemons are killed or told to end
 * at random moments, and started again at once or after some hours; the last one lives to the end. For one thread,
 * once.
 */
final class Soak implements AutoCloseable {

    /** The newest run comes first. */
    private static final Pattern RESULT = Pattern.compile("\"result\":\"(\\w+)\"");

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final double MEAN_LIFE_HOURS = 8;
    private static final double MEAN_DEATH_HOURS = 1;

    /** By the fast clock: how long a run with something to merge lasts, about. */
    private static final int BUSY_SECONDS = 600;

    /**
     * Longer than the long quiet period, after which even the last small files are merged, and than the orphan
     * clean-up's day.
     */
    private static final Duration SETTLING = Duration.ofHours(27);

    /** Ten real minutes: on a machine that is busy with other things the daemon falls behind, and is to catch up. */
    private static final Duration LONGEST_SETTLING = Duration.ofDays(17);

    /** A supervisor asks more than once, too: the store is asked in the background. */
    private static final int READINESS_TRIES = 10;

    private final TemporaryFolder folder = TemporaryFolder.create("coldpress-soak");
    private final Path root = Files.createDirectories(folder.path().resolve("lake"));
    private final Path log = folder.path().resolve("daemon.log");
    private final Path vitals = folder.path().resolve("vitals.csv");
    private final ExecutorService sinkThread = Executors.newSingleThreadExecutor();
    private final int days;
    private final FastClock clock;
    private final Random random;
    private final Sink sink;
    private final FileCounts counts;
    private final Consumer<String> progress;
    private Deaths deaths = new Deaths(0, 0, 0);
    private long bytesOfColdpress;

    /** @param hour how long an hour lasts really */
    Soak(int days, Duration hour, long seed, Consumer<String> progress) throws IOException {
        this.days = days;
        this.random = new Random(seed);
        this.progress = progress;
        Sink.warmUp(folder.path());
        this.clock = new FastClock(Instant.now(), START, Math.toIntExact(3_600_000 / hour.toMillis()));
        Path truth = Files.createDirectories(folder.path().resolve("truth"));
        this.sink = new Sink(clock, root, truth, seed, START.plus(Duration.ofHours(12L * days)));
        this.counts = new FileCounts(clock, LocalFileSystemStore.open(root), sink);
    }

    SoakVerdict run() throws Exception {
        Future<?> writing = sinkThread.submit(() -> {
            sink.write(24 * days);
            return null;
        });
        counts.start();
        Instant calm = START.plus(Duration.ofHours(16L * days));
        while (clock.instant().isBefore(calm)) {
            shortLife();
            clock.sleep(randomHours(MEAN_DEATH_HOURS));
        }
        progress.accept("From here on the daemon is left alone.");
        try (DaemonLife life = startDaemon()) {
            writing.get();
            clock.sleepUntil(START.plus(Duration.ofDays(days)).plus(SETTLING));
            Map<String, Integer> rest = settle(life);
            counts.end();
            String daemonState = daemonState(life);
            LongLife longLife = LongLife.of(life.vitals());
            bytesOfColdpress += life.end();
            return verdict(rest, daemonState, longLife);
        }
    }

    private DaemonLife startDaemon() throws IOException {
        return DaemonLife.start(root, clock, log, vitals);
    }

    private void shortLife() throws Exception {
        try (DaemonLife life = startDaemon()) {
            clock.sleep(randomHours(MEAN_LIFE_HOURS));
            sleepUntilBusy(life);
            if (random.nextInt(4) == 0) {
                bytesOfColdpress += life.end();
                deaths = deaths.plus(new Deaths(0, 0, 1));
            } else {
                bytesOfColdpress += life.kill();
                deaths = deaths.plus(new Deaths(1, isCommitUnderWay() ? 1 : 0, 0));
            }
        }
        progress.accept(String.format(
                "day %.1f: %s, %d files written",
                Duration.between(START, clock.instant()).toMinutes() / (24 * 60.0), deaths, sink.written()));
    }

    /** Mostly: a run begins at each hour of a life, and is over soon. */
    private void sleepUntilBusy(DaemonLife life) throws IOException, InterruptedException {
        List<Vitals> looks = life.vitals();
        if (!looks.isEmpty() && random.nextInt(4) > 0) {
            Instant start = looks.get(0).time();
            long hours = Duration.between(start, clock.instant()).toHours() + 1;
            clock.sleepUntil(start.plus(Duration.ofHours(hours)).plusSeconds(random.nextInt(BUSY_SECONDS)));
        }
    }

    private Duration randomHours(double mean) {
        return Duration.ofSeconds((long) (-Math.log(1 - random.nextDouble()) * mean * 3600));
    }

    private boolean isCommitUnderWay() throws IOException {
        Path records = root.resolve("_compaction");
        if (!Files.exists(records)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(records)) {
            for (Path file : files.filter(f -> f.endsWith("record")).toList()) {
                if (!Files.readAllLines(file).contains("state done")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What a further run would leave alone, by reason, once it has nothing to merge any more; or after a long time. */
    private Map<String, Integer> settle(DaemonLife life) throws InterruptedException {
        Instant latest = clock.instant().plus(LONGEST_SETTLING);
        Map<String, Integer> rest = plan();
        while (rest.containsKey(TO_MERGE) && clock.instant().isBefore(latest)) {
            life.requireAlive();
            clock.sleep(Duration.ofHours(1));
            rest = plan();
        }
        return rest;
    }

    private static final String TO_MERGE = "to merge";

    private Map<String, Integer> plan() {
        Map<String, Integer> partitions = new HashMap<>();
        try (FastTimeStore store = new FastTimeStore(LocalFileSystemStore.open(root), clock)) {
            Compactor compactor = SoakLake.compactor(store, clock, CompactionListener.NONE);
            compactor.planAll(planned -> partitions.merge(reason(planned), 1, Integer::sum));
        }
        return partitions;
    }

    private static String reason(PlannedPartition planned) {
        return planned.leftAlone().map(skip -> skip.reason().label()).orElse(TO_MERGE);
    }

    /** What the daemon says of itself at the end: the status of its readiness, and the result of its last run. */
    private String daemonState(DaemonLife life) throws IOException, InterruptedException {
        List<Vitals> all = life.vitals();
        int port = all.get(all.size() - 1).port();
        String answer = daemonState(port);
        for (int i = 1; i < READINESS_TRIES && !answer.equals(SoakVerdict.WELL); i++) {
            progress.accept("The daemon says '" + answer + "' at the end.");
            clock.sleep(Duration.ofHours(1));
            answer = daemonState(port);
        }
        return answer;
    }

    private static String daemonState(int port) throws IOException, InterruptedException {
        String runs = get(port, "/runs").body();
        Matcher last = RESULT.matcher(runs);
        return get(port, "/readyz").statusCode() + " " + (last.find() ? last.group(1) : "no run");
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private SoakVerdict verdict(Map<String, Integer> rest, String daemonState, LongLife longLife) throws Exception {
        progress.accept("The sink was behind its clock by " + sink.behind().toMinutes() + " minutes at most.");
        int toMerge = rest.getOrDefault(TO_MERGE, 0);
        rest.remove(TO_MERGE);
        SoakAudit audit = new SoakAudit(root, folder.path().resolve("truth"), sink.brokenFiles());
        long bytesOfSink =
                sink.arrivals().stream().mapToLong(Sink.Arrival::sizeBytes).sum();
        List<FileCounts.Count> all = counts.counts();
        return new SoakVerdict(
                audit.look(),
                deaths,
                all.get(all.size() - 1),
                toMerge,
                rest,
                LakeFiles.hiddenStagedFiles(root).size(),
                longLife,
                daemonState,
                bytesOfSink,
                LakeFiles.sizeBytes(root),
                bytesOfColdpress,
                MergeEverything.bytesWritten(sink.arrivals()));
    }

    /** After {@link #run}. */
    FileCounts counts() {
        return counts;
    }

    /** What the daemons logged. */
    List<String> logLines() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Override
    public void close() throws IOException {
        sinkThread.shutdownNow();
        folder.close();
    }
}
