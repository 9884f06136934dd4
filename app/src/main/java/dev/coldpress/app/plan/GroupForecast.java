package dev.coldpress.app.plan;

import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.StoredFile;
import dev.coldpress.merge.OrderForecast;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.SourceGoneException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the merge of a group will do, according to the footers of its sources.
 *
 * @param tiers column chunks of the sources by the cheapest tier that takes them if their rows do not move
 */
record GroupForecast(SortOrder wanted, OrderForecast order, Map<String, Integer> tiers) {

    /**
     * Reads the footers of the group. Empty if a file is not there any more, or if the group repairs rows that are
     * there twice.
     */
    static Optional<GroupForecast> of(Lake lake, FileGroup group) {
        try {
            return group.superseded().isEmpty() ? Optional.of(read(lake, group)) : Optional.empty();
        } catch (ParquetFileException | SourceGoneException e) {
            return Optional.empty();
        }
    }

    private static GroupForecast read(Lake lake, FileGroup group) {
        List<SourceSummary> sources = new ArrayList<>();
        List<List<ColumnRanges>> ranges = new ArrayList<>();
        List<ColumnTier> tiers = new ArrayList<>();
        for (DataFile file : group.files()) {
            StoredFile stored = new StoredFile(lake.store(), file.ref());
            sources.add(SourceSummary.of(file.ref(), lake.codec().readFooter(stored)));
            ranges.add(lake.codec().ranges(stored));
            tiers.addAll(lake.codec().explain(stored));
        }
        SortOrder wanted = lake.settings().sort();
        return new GroupForecast(
                wanted,
                OrderForecast.of(
                        wanted,
                        lake.settings().widen(),
                        sources,
                        ranges,
                        lake.codec().notation()),
                ColumnTier.count(tiers));
    }
}
