package dev.coldpress.report;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.MergedOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group of small files that became one file. If a later group of the same run merged that file once more, both are
 * reported; {@link MergeTotals} counts their rows once.
 *
 * @param outputBytes size of the merged file
 * @param columnTiers how its column chunks were made; empty if {@code recovered}
 * @param order how its rows were sorted; empty if the sources lie behind each other, or if {@code recovered}
 * @param keysLeftOut metadata keys of the sources that the output lacks, because their values differ or are wrong for
 *     some rows; in order; empty if {@code recovered}
 * @param mergeTime reading, merging and uploading; zero if {@code recovered}
 * @param duplicateWindow the time from the first publish of the round to its last delete, in which readers could see
 *     rows twice; zero if {@code recovered}
 * @param recovered whether an earlier run published it and was stopped, and this one executed the decision
 * @param mergedAgain whether a later group of the same run has the output among its sources, so that it is gone
 */
public record CompactedGroup(
        ObjectKey output,
        int sourceFiles,
        long sourceBytes,
        long rowCount,
        long outputBytes,
        List<ColumnTier> columnTiers,
        Optional<MergedOrder> order,
        List<String> keysLeftOut,
        Duration mergeTime,
        Duration duplicateWindow,
        boolean recovered,
        boolean mergedAgain) {

    public CompactedGroup {
        columnTiers = List.copyOf(columnTiers);
        keysLeftOut = List.copyOf(keysLeftOut);
    }

    /** The same group, after a later one has merged its output. */
    public CompactedGroup asMergedAgain() {
        return new CompactedGroup(
                output,
                sourceFiles,
                sourceBytes,
                rowCount,
                outputBytes,
                columnTiers,
                order,
                keysLeftOut,
                mergeTime,
                duplicateWindow,
                recovered,
                true);
    }

    /** The column chunks by tier: its name to their number. */
    public Map<String, Integer> tiers() {
        return ColumnTier.count(columnTiers);
    }
}
