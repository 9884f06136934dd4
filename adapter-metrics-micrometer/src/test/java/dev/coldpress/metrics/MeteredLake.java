package dev.coldpress.metrics;

import dev.coldpress.Compactor;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;

/** A lake in memory, its compactors, and the Prometheus registry that listens to them. */
final class MeteredLake {

    /** What its compactors sign with, so that each takes what another left for its own. */
    static final String OWN_NAME = "host 1";

    static final KeyPrefix HOUR = KeyPrefix.of("app/year=2026/month=01/day=15/hour=10/");
    static final KeyPrefix NEXT_HOUR = KeyPrefix.of("app/year=2026/month=01/day=15/hour=11/");
    private static final Instant NOW = Instant.parse("2026-01-15T13:00:00Z");

    final ManualClock clock = new ManualClock(NOW);
    final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final CompactionMetrics metrics = new CompactionMetrics(registry);
    private final SeededIds ids = new SeededIds(42);
    /** With one thread, because some tests let the clock go on in a read. */
    CompactionSettings.Builder settings = CompactionSettings.builder()
            .targetFileSizeBytes(1024)
            .maxFileSizeBytes(4096)
            .parallelism(1);

    ParquetCodec codec = new RowCodec();

    /** So many files of three rows each, long quiet. */
    void addFiles(KeyPrefix partition, int files) {
        clock.set(NOW.minus(Duration.ofHours(1)));
        for (int i = 0; i < files; i++) {
            put(partition, "part-" + i + ".parquet", RowCodec.file("a" + i, "b" + i, "c" + i));
        }
        clock.set(NOW);
    }

    void put(KeyPrefix partition, String name, byte[] body) {
        clock.set(NOW.minus(Duration.ofHours(1)));
        store.add(partition.key(name), body);
        clock.set(NOW);
    }

    void compact() {
        compact(store);
    }

    void compact(FaultPlan faults) {
        compact(new FaultyObjectStore(store, faults));
    }

    void compact(ObjectStore through) {
        builder(through).build().compactAll();
    }

    Compactor.Builder builder(ObjectStore through) {
        return Compactor.builder(through, codec)
                .settings(settings.build())
                .name(OWN_NAME)
                .endedProcesses(OWN_NAME::equals)
                .clock(clock)
                .ids(ids)
                .pause(new RecordingPause())
                .listener(metrics);
    }

    /** What Prometheus would read of a series; fails if there is no such line. */
    double value(String series) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No series " + series + " in\n" + registry.scrape()));
    }

    /** The fault in each such call on a key below the prefix. */
    static FaultPlan each(StoreOperation operation, String prefix, Fault fault) {
        return (called, target) -> called == operation && target.startsWith(prefix) ? fault : Fault.NONE;
    }

    /** The fault in the first such call on a key below the prefix. */
    static FaultPlan first(StoreOperation operation, KeyPrefix prefix, Fault fault) {
        boolean[] over = {false};
        return (called, target) -> {
            if (over[0] || called != operation || !target.startsWith(prefix.path())) {
                return Fault.NONE;
            }
            over[0] = true;
            return fault;
        };
    }

    /** Something that happens in the world before the first such call. */
    static FaultPlan before(StoreOperation operation, KeyPrefix prefix, Runnable happens) {
        FaultPlan first = first(operation, prefix, Fault.FAIL_BEFORE);
        return (called, target) -> {
            if (first.next(called, target) != Fault.NONE) {
                happens.run();
            }
            return Fault.NONE;
        };
    }
}
