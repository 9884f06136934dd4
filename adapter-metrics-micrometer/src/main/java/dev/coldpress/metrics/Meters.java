package dev.coldpress.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The metrics of the table that only grow, in a registry. A registry gives the same meter for the same name and labels.
 */
record Meters(MeterRegistry registry) {

    /** Makes the counters of all label values, so that a rate is right from the first increment on. */
    void prepare(Metric metric, String... labelValues) {
        for (String value : labelValues) {
            count(metric, 0, value);
        }
    }

    void count(Metric metric, long amount, String... labelValues) {
        Counter.builder(metric.id())
                .description(metric.meaning())
                .tags(tags(metric, labelValues))
                .register(registry)
                .increment((double) amount);
    }

    Timer timer(Metric metric, String... labelValues) {
        return Timer.builder(metric.id())
                .description(metric.meaning())
                .tags(tags(metric, labelValues))
                .register(registry);
    }

    /** @param bounds of the histogram */
    Timer timer(Metric metric, Duration[] bounds) {
        return Timer.builder(metric.id())
                .description(metric.meaning())
                .serviceLevelObjectives(bounds)
                .register(registry);
    }

    /** @param bounds of the histogram */
    DistributionSummary distribution(Metric metric, double[] bounds) {
        return DistributionSummary.builder(metric.id())
                .description(metric.meaning())
                .baseUnit(metric.unit())
                .serviceLevelObjectives(bounds)
                .register(registry);
    }

    private static List<Tag> tags(Metric metric, String... values) {
        List<Tag> tags = new ArrayList<>();
        String[] names =
                metric.labels().isEmpty() ? new String[0] : metric.labels().split(", ", -1);
        for (int i = 0; i < names.length; i++) {
            tags.add(Tag.of(names[i], values[i]));
        }
        return tags;
    }
}
