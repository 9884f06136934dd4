package dev.coldpress.app.report;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.KeyPrefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How tables say why something is left alone. */
public final class LeftAloneText {

    private LeftAloneText() {}

    /** To be put behind a partition's path. */
    public static String of(Skip skip) {
        return "  " + skip.reason().label() + ": " + reason(skip);
    }

    public static String of(SkippedFile file) {
        return "left alone: " + file.key() + of(file.skip());
    }

    public static String of(KeyPrefix partition, EntriesLeftAlone entries) {
        return "left alone: " + partition.shown() + "  " + entries.reason().label() + ": "
                + Amounts.count(entries.count()) + " (" + entries.text() + ")";
    }

    private static String reason(Skip skip) {
        return skip.detail().isEmpty() ? skip.reason().explanation() : skip.detail();
    }

    /**
     * A line for partitions and one for files, each only if some were left alone.
     *
     * @param entries files that were set aside, and what is no data file
     */
    public static List<String> counts(Map<SkipReason, Integer> partitions, Map<SkipReason, Long> entries) {
        return Stream.of(counts(partitions, "partition"), counts(entries, "file"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> counts(Map<SkipReason, ? extends Number> counts, String what) {
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        long sum = counts.values().stream().mapToLong(Number::longValue).sum();
        String reasons = new TreeMap<>(counts)
                .entrySet().stream()
                        .map(one -> Amounts.count(one.getValue().longValue()) + " "
                                + one.getKey().label())
                        .collect(Collectors.joining(", "));
        return Optional.of(Amounts.count(sum, what) + " left alone (" + reasons + ")");
    }
}
