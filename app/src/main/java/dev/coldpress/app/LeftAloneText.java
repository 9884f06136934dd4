package dev.coldpress.app;

import dev.coldpress.FileLeftAlone;
import dev.coldpress.app.print.Amounts;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How tables say why something is left alone. */
final class LeftAloneText {

    private LeftAloneText() {}

    /** To be put behind a partition's path. */
    static String of(Skip skip) {
        return "  " + skip.reason().label() + ": " + reason(skip);
    }

    static String of(FileLeftAlone file) {
        return "left alone: " + file.key() + of(file.skip());
    }

    private static String reason(Skip skip) {
        return skip.detail().isEmpty() ? skip.reason().explanation() : skip.detail();
    }

    /** To be put behind a sentence; empty if nothing was left alone. */
    static String counts(Map<SkipReason, Integer> partitions, long files) {
        String text = "";
        if (!partitions.isEmpty()) {
            long sum =
                    partitions.values().stream().mapToLong(Integer::longValue).sum();
            String reasons = new TreeMap<>(partitions)
                    .entrySet().stream()
                            .map(one -> Amounts.count(one.getValue()) + " "
                                    + one.getKey().label())
                            .collect(Collectors.joining(", "));
            text += "; " + Amounts.count(sum, "partition") + " left alone (" + reasons + ")";
        }
        return files == 0 ? text : text + "; " + Amounts.count(files, "file") + " left alone";
    }
}
