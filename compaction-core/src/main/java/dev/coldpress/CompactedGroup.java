package dev.coldpress;

import dev.coldpress.port.ObjectKey;
import java.time.Duration;
import java.util.Map;

/**
 * A group of small files that became one.
 *
 * @param outputBytes size of the merged file
 * @param tiers how its column chunks were made: tier name to number; empty if {@code recovered}
 * @param mergeTime reading, merging and uploading; zero if {@code recovered}
 * @param duplicateWindow from the first publish of the round to its last delete: for so long readers could see rows
 *     twice; zero if {@code recovered}
 * @param recovered an earlier run had published it and was stopped; this one finished the decision
 */
public record CompactedGroup(
        ObjectKey output,
        int sourceFiles,
        long sourceBytes,
        long rowCount,
        long outputBytes,
        Map<String, Integer> tiers,
        Duration mergeTime,
        Duration duplicateWindow,
        boolean recovered) {

    public CompactedGroup {
        tiers = Map.copyOf(tiers);
    }
}
