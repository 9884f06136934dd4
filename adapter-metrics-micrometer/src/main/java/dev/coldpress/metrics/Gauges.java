package dev.coldpress.metrics;

import dev.coldpress.report.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The metrics of the table that tell the state after the last run. Set by one thread, read by any. */
final class Gauges {

    private final MeterRegistry registry;
    private final Map<String, Double> values = new ConcurrentHashMap<>();
    private volatile @Nullable Backlog backlog;

    Gauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param labelValue empty if the metric has no label */
    void prepare(Metric metric, String labelValue) {
        String key = key(metric, labelValue);
        Gauge.Builder<Gauges> gauge = Gauge.builder(metric.id(), this, all -> all.value(key))
                .description(metric.meaning())
                // Nothing else may hold this object, and a registry by itself holds it weakly.
                .strongReference(true);
        if (!metric.labels().isEmpty()) {
            gauge.tag(metric.labels(), labelValue);
        }
        register(gauge, metric);
    }

    void prepareAge(Metric metric) {
        register(
                Gauge.builder(metric.id(), this, Gauges::ageSeconds)
                        .description(metric.meaning())
                        .strongReference(true),
                metric);
    }

    private void register(Gauge.Builder<Gauges> gauge, Metric metric) {
        if (!metric.unit().isEmpty()) {
            gauge.baseUnit(metric.unit());
        }
        gauge.register(registry);
    }

    void set(Metric metric, String labelValue, long value) {
        set(metric, labelValue, (double) value);
    }

    void set(Metric metric, String labelValue, double value) {
        values.put(key(metric, labelValue), value);
    }

    /** Its oldest file is what grows older. */
    void setAge(Backlog latest) {
        backlog = latest;
    }

    private double value(String key) {
        return values.getOrDefault(key, Double.NaN);
    }

    /** It grows between runs, by the registry's own clock. */
    private double ageSeconds() {
        Backlog latest = backlog;
        if (latest == null) {
            return Double.NaN;
        }
        Instant now = Instant.ofEpochMilli(registry.config().clock().wallTime());
        return latest.oldest()
                .map(instant -> Math.max(0, Duration.between(instant, now).toMillis() / 1000.0))
                .orElse(0.0);
    }

    private static String key(Metric metric, String labelValue) {
        return metric.id() + " " + labelValue;
    }
}
