package dev.coldpress.acceptance.soak;

import dev.coldpress.acceptance.soak.Sink.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a compactor would write that merges a partition's files into one whenever something new is there: computed from
 * the arrivals, for runs at every full hour that leave alone what is hot or was written to in the last 15 minutes.
 */
final class MergeEverything {

    private static final Duration QUIET = Duration.ofMinutes(15);

    private MergeEverything() {}

    /** Counts a merged file as large as its sources together. */
    static long bytesWritten(List<Arrival> arrivals) {
        Map<String, List<Arrival>> partitions = arrivals.stream().collect(Collectors.groupingBy(Arrival::partition));
        return partitions.values().stream()
                .mapToLong(MergeEverything::ofPartition)
                .sum();
    }

    private static long ofPartition(List<Arrival> unsorted) {
        List<Arrival> arrivals =
                unsorted.stream().sorted(Comparator.comparing(Arrival::time)).toList();
        long bytes = 0;
        long written = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            bytes += arrivals.get(i).sizeBytes();
            Instant run = nextRun(arrivals.get(i));
            boolean isLast = i == arrivals.size() - 1;
            // Whatever comes within the quiet period before the run delays it, and is merged with the rest.
            if (i > 0 && (isLast || !arrivals.get(i + 1).time().isBefore(run))) {
                written += bytes;
            }
        }
        return written;
    }

    /** The first full hour at which the partition is cold and quiet, if nothing else arrives. */
    private static Instant nextRun(Arrival arrival) {
        Instant cold = arrival.hour().plus(Duration.ofHours(1));
        Instant quiet = arrival.time().plus(QUIET);
        Instant earliest = cold.isAfter(quiet) ? cold : quiet;
        Instant hour = earliest.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(earliest) ? hour : hour.plus(Duration.ofHours(1));
    }
}
