package dev.coldpress.app.serve;

import dev.coldpress.CompactionScheduler;
import dev.coldpress.Compactor;
import dev.coldpress.app.report.BothListeners;
import dev.coldpress.app.settings.EffectiveSetting;
import dev.coldpress.app.settings.ListenAddress;
import dev.coldpress.metrics.CompactionMetrics;
import dev.coldpress.metrics.MeteredObjectStore;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.report.CompactionListener;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A schedule of runs on one lake, with an HTTP server that tells of them. Started once, closed once. */
public final class Daemon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private final Plan plan;
    private final InstantSource clock;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Optional<RunFile> runFile;
    private final RunHistory history;
    private final CompactionScheduler scheduler;
    private final StoreCheck storeCheck;
    private @Nullable WebServer server;

    /**
     * What a daemon is to do.
     *
     * @param version of Coldpress, for people
     * @param root for people
     * @param enabled whether there are runs at all
     * @param stateDirectory where the list of the last runs outlives the process; empty if it does not
     * @param settings those that were given, for people
     */
    public record Plan(
            String version,
            String root,
            Duration interval,
            boolean enabled,
            ListenAddress listen,
            Access access,
            Optional<Path> stateDirectory,
            List<EffectiveSetting> settings) {}

    /** What the status page shows. */
    record View(Plan plan, Instant now, Optional<Instant> nextRun, Status status) {}

    /**
     * A daemon that does nothing yet.
     *
     * @param store belongs to the caller
     * @param compactor makes the compactor that works on the store it is given and tells the listener
     */
    public Daemon(
            Plan plan,
            ObjectStore store,
            InstantSource clock,
            BiFunction<ObjectStore, CompactionListener, Compactor> compactor) {
        this.plan = plan;
        this.clock = clock;
        this.runFile = plan.stateDirectory().map(directory -> RunFile.of(directory, plan.root()));
        this.history = new RunHistory(
                clock,
                runFile.map(RunFile::load).orElse(List.of()),
                runs -> runFile.ifPresent(file -> file.save(runs)));
        ObjectStore metered = new MeteredObjectStore(store, registry);
        CompactionListener listeners = new BothListeners(new CompactionMetrics(registry), history);
        this.scheduler = new CompactionScheduler(compactor.apply(metered, listeners), plan.interval());
        // Not through the meters: they count what compactions do.
        this.storeCheck = new StoreCheck(store, clock);
        Info.builder()
                .name("coldpress_build_info")
                .help("always 1; the labels say which version of Coldpress and of Java")
                .labelNames("version", "java")
                .register(registry.getPrometheusRegistry())
                .setLabelValues(plan.version(), System.getProperty("java.version"));
        new JvmMemoryMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /**
     * Listens, and begins the first run.
     *
     * @return where it listens
     * @throws IOException if it cannot listen there; nothing has begun then
     */
    public InetSocketAddress start() throws IOException {
        RunPermission permission = new RunPermission(UUID.randomUUID().toString());
        WebServer listening = WebServer.start(plan.listen().resolved(), new Endpoints(this, permission, plan.access()));
        server = listening;
        if (plan.enabled()) {
            scheduler.start();
        } else {
            LOG.warn("Compaction is disabled by the settings: nothing is run");
        }
        loadWhatAnswers();
        return listening.address();
    }

    /** So that the first to ask need not wait for some hundred classes. */
    private void loadWhatAnswers() {
        StatusPage.of(view(), Optional.empty());
        metrics();
    }

    /** Ends the schedule, and waits for the group in hand; false if it took longer. */
    public boolean stop(Duration grace) {
        return scheduler.stop(grace);
    }

    /** Stops listening. Does not wait for a run. */
    @Override
    public void close() {
        scheduler.stop(Duration.ZERO);
        if (server != null) {
            server.close();
        }
        storeCheck.close();
        runFile.ifPresent(RunFile::close);
        registry.close();
    }

    View view() {
        return new View(plan, clock.instant(), scheduler.nextRun(), history.status());
    }

    boolean runNow() {
        return scheduler.runNow();
    }

    /** The newest first. */
    List<RunSummary> runs() {
        return history.status().runs();
    }

    String metrics() {
        return registry.scrape();
    }

    /** Empty if the store answers. */
    String storeProblem() {
        return storeCheck.problem();
    }
}
