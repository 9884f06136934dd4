package dev.coldpress.app.run;

import dev.coldpress.app.print.ProgressBar.Forecast;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.settings.JobOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of a plan a run will merge within its limits. For one thread. */
final class RunForecast {

    private final CompactionSettings settings;
    private final List<Planned> partitions = new ArrayList<>();
    private final Map<KeyPrefix, Long> bytesByPartition = new HashMap<>();

    RunForecast(CompactionSettings settings) {
        this.settings = settings;
    }

    void add(PlannedPartition planned) {
        long bytes = planned.groups().stream().mapToLong(FileGroup::sizeBytes).sum();
        if (bytes > 0) {
            Instant start = settings.layout()
                    .match(planned.partition())
                    .map(path -> path.window().start())
                    .orElse(Instant.MIN);
            partitions.add(new Planned(start, bytes));
            bytesByPartition.put(planned.partition(), bytes);
        }
    }

    /**
     * How many of the bytes that were expected of a partition its run did not merge: files that do not fit together,
     * for example.
     */
    long notMerged(PartitionReport report) {
        long merged = report.compacted().stream()
                .mapToLong(CompactedGroup::sourceBytes)
                .sum();
        return Math.max(0, bytesByPartition.getOrDefault(report.partition(), 0L) - merged);
    }

    /** In the order of the run, up to the group that reaches a limit. */
    Forecast forecast() {
        Comparator<Planned> oldestFirst = Comparator.comparing(Planned::start);
        partitions.sort(settings.jobOrder() == JobOrder.OLDEST ? oldestFirst : oldestFirst.reversed());
        long sum = 0;
        for (Planned one : partitions.subList(0, Math.min(partitions.size(), settings.maxPartitionsPerRun()))) {
            if (sum >= settings.maxBytesPerRun()) {
                break;
            }
            sum = Math.addExact(sum, one.bytes);
        }
        return new Forecast(sum, settings.maxTimePerRun());
    }

    private record Planned(Instant start, long bytes) {}
}
