package dev.coldpress.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.Compactor;
import dev.coldpress.app.report.BothListeners;
import dev.coldpress.app.settings.EffectiveSetting;
import dev.coldpress.app.settings.SettingSources;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A daemon on a lake in memory, and a client of it. The clock is the test's, and nobody sleeps. */
final class DaemonUnderTest implements AutoCloseable {

    static final KeyPrefix HOUR = KeyPrefix.of("app/year=2026/month=01/day=15/hour=10/");
    private static final Instant NOW = Instant.parse("2026-01-15T13:00:00Z");

    final ManualClock clock = new ManualClock(NOW);
    final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    volatile FaultPlan faults = FaultPlan.NONE;
    volatile Runnable duringAMerge = () -> {};
    boolean enabled = true;
    Access access = Access.OF_THIS_MACHINE;
    Duration interval = Duration.ofHours(1);
    Optional<Path> stateDirectory = Optional.empty();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Semaphore waits = new Semaphore(0);
    private final Semaphore never = new Semaphore(0);
    private @Nullable Daemon daemon;
    private InetSocketAddress address = new InetSocketAddress(0);

    /** So many files of three rows each, long quiet. */
    void addFiles(KeyPrefix partition, int files) {
        clock.set(NOW.minus(Duration.ofHours(1)));
        for (int i = 0; i < files; i++) {
            store.add(partition.key("part-" + i + ".parquet"), RowCodec.file("a" + i, "b" + i, "c" + i));
        }
        clock.set(NOW);
    }

    DaemonUnderTest start() throws IOException {
        FaultPlan present = (operation, target) -> faults.next(operation, target);
        Daemon.Plan plan = new Daemon.Plan(
                "0.0-test",
                "memory:/lake/a<b",
                interval,
                enabled,
                SettingSources.read(Map.of("listen", "127.0.0.1:0"), Map.of(), null)
                        .value(Settings.LISTEN),
                access,
                stateDirectory,
                List.of(new EffectiveSetting("target-size", "1KB", "flag --target-size")));
        Daemon started = new Daemon(plan, new FaultyObjectStore(store, present), clock, this::compactor);
        daemon = started;
        address = started.start();
        return this;
    }

    private Compactor compactor(ObjectStore through, CompactionListener listener) {
        CompactionListener merges = new CompactionListener() {
            @Override
            public void mergeStarted(KeyPrefix partition, int sourceFiles, long sourceBytes) {
                duringAMerge.run();
            }
        };
        return Compactor.builder(through, new RowCodec())
                .settings(CompactionSettings.builder()
                        .targetFileSizeBytes(1024)
                        .maxFileSizeBytes(4096)
                        .build())
                .clock(clock)
                .ids(new SeededIds(42))
                .pause(wait -> {
                    waits.release();
                    never.acquire();
                })
                .listener(new BothListeners(listener, merges))
                .build();
    }

    /** Returns once the schedule waits for the next run. */
    DaemonUnderTest awaitEndOfRun() throws InterruptedException {
        assertThat(waits.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        return this;
    }

    /** Lets the interval pass, and returns once the run that is due then has ended. */
    DaemonUnderTest awaitNextRun() throws InterruptedException {
        clock.advance(interval);
        never.release();
        return awaitEndOfRun();
    }

    /** Fails every call of an operation below a prefix from now on. */
    void fail(StoreOperation operation, String prefix) {
        faults = (called, target) -> called == operation && target.startsWith(prefix) ? Fault.FAIL_BEFORE : Fault.NONE;
    }

    InetSocketAddress address() {
        return address;
    }

    /**
     * Asks until the answer is this, as a supervisor does: the store is asked in the background, and on a busy machine
     * slowly.
     */
    void awaitReadiness(int status) throws IOException, InterruptedException {
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        int answer = get("/readyz").statusCode();
        while (answer != status && System.nanoTime() < latest) {
            answer = get("/readyz").statusCode();
        }
        assertThat(answer).as("readiness").isEqualTo(status);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** @param headers names and values by turns */
    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    String url() {
        return "http://127.0.0.1:" + address.getPort();
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (daemon != null) {
            daemon.close();
        }
    }
}
