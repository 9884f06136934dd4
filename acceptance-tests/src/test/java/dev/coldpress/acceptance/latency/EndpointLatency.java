package dev.coldpress.acceptance.latency;

import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.lake.WideRows;
import dev.coldpress.acceptance.product.ColdpressProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program behind {@code scripts/endpoint-latency [SECONDS]}: a daemon that compresses a large lake anew on one
 * core, something else that keeps all other cores busy, and a client that asks each endpoint in turn.
 */
public final class EndpointLatency {

    /** How much longer than it asked for the client slept: what anybody has to wait for a core of this machine. */
    private static final String OVERSLEPT = "(overslept)";

    private static final List<String> PATHS = List.of("", "metrics", "healthz", "readyz");
    private static final Pattern URL = Pattern.compile("url=\"?(http://[^\"\\s]+)");
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(10);
    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final double LIMIT_MILLIS = 100;
    private static final int PARTITIONS = 12;
    private static final int COPIES = 25;
    private static final int ROWS = 20_000;

    private EndpointLatency() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length == 0 ? 20 : Integer.parseInt(args[0]);
        // Not from within: exit() closes nothing, and the daemon would go on for ever.
        System.exit(measure(Duration.ofSeconds(seconds)));
    }

    private static int measure(Duration time) throws Exception {
        AtomicBoolean ends = new AtomicBoolean();
        try (TemporaryFolder folder = TemporaryFolder.create("coldpress-latency")) {
            Path lake = folder.path().resolve("lake");
            fill(new LakeWriter(lake), folder.path());
            List<String> arguments =
                    List.of("serve", "--root", lake.toString(), "--listen", "127.0.0.1:0", "--codec", "gzip");
            try (ColdpressProcess daemon = ColdpressProcess.start(
                    List.of("-Xmx512m"), arguments, folder.path().resolve("log"))) {
                String url = url(daemon);
                keepOtherCoresBusy(ends);
                Map<String, List<Double>> millis = ask(url, time);
                return report(millis, daemon.printed().contains("run finished"));
            }
        } finally {
            ends.set(true);
        }
    }

    private static void fill(LakeWriter lake, Path folder) throws IOException {
        LakeWriter models = new LakeWriter(folder.resolve("models"));
        Path model = models.write("", "model.parquet", new WideRows(), 0, ROWS, FileForm.CUT_SMALL);
        for (int hour = 0; hour < PARTITIONS; hour++) {
            for (int copy = 0; copy < COPIES; copy++) {
                lake.copy(LakeWriter.hour(hour), "part-" + copy + ".parquet", model);
            }
        }
    }

    private static String url(ColdpressProcess daemon) throws IOException, InterruptedException {
        long latest = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < latest) {
            Matcher url = URL.matcher(daemon.printed());
            if (url.find()) {
                return url.group(1);
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("The daemon does not say where it listens: " + daemon.printed());
    }

    private static void keepOtherCoresBusy(AtomicBoolean ends) {
        for (int i = 1; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread busy = new Thread(() -> {
                while (!ends.get()) {
                    Thread.onSpinWait();
                }
            });
            busy.setDaemon(true);
            busy.start();
        }
    }

    private static Map<String, List<Double>> ask(String url, Duration time) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        // The client's own classes have to be loaded too, and are not what is measured.
        client.send(HttpRequest.newBuilder(URI.create(url + "nothing")).build(), HttpResponse.BodyHandlers.ofString());
        Map<String, List<Double>> millis = new TreeMap<>();
        long latest = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < latest) {
            for (String path : PATHS) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(30))
                        .build();
                long start = System.nanoTime();
                client.send(request, HttpResponse.BodyHandlers.ofString());
                long end = System.nanoTime();
                add(millis, "/" + path, end - start);
                Thread.sleep(BETWEEN_REQUESTS.toMillis());
                add(millis, OVERSLEPT, System.nanoTime() - end - BETWEEN_REQUESTS.toNanos());
            }
        }
        return millis;
    }

    private static void add(Map<String, List<Double>> millis, String what, long nanos) {
        millis.computeIfAbsent(what, p -> new ArrayList<>()).add(nanos / 1e6);
    }

    private static int report(Map<String, List<Double>> millis, boolean runHadEnded) {
        double slowest = 0;
        int late = 0;
        int all = 0;
        for (Map.Entry<String, List<Double>> one : millis.entrySet()) {
            double[] sorted =
                    one.getValue().stream().mapToDouble(v -> v).sorted().toArray();
            print(one.getKey(), sorted);
            if (one.getKey().equals(OVERSLEPT)) {
                continue;
            }
            slowest = Math.max(slowest, sorted[sorted.length - 1]);
            late += (int) Arrays.stream(sorted).filter(v -> v > LIMIT_MILLIS).count();
            all += sorted.length;
        }
        if (runHadEnded) {
            System.out.println("The compaction had ended before the last request: give fewer seconds.");
        }
        System.out.printf(
                "%d of %d requests took more than %.0f ms, the slowest %.1f ms%n", late, all, LIMIT_MILLIS, slowest);
        return late == 0 && !runHadEnded ? 0 : 1;
    }

    private static void print(String what, double[] sorted) {
        System.out.printf(
                "%-10s %5d times: half within %.1f ms, 95 %% within %.1f ms, 99 %% within %.1f ms, slowest %.1f ms%n",
                what,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                sorted[sorted.length * 99 / 100],
                sorted[sorted.length - 1]);
    }
}
