package dev.coldpress.acceptance.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.SortOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link PruningCheck}. */
class PruningTest {

    @TempDir
    private Path folder;

    @Test
    void readersReadLessOfSortedOutputs() throws Exception {
        PrunedLake lake = PrunedLake.ofAllUsers(folder, 13, 20_000, PrunedLake.ONE_OUTPUT);
        for (RowFilter filter : List.of(RowFilter.ofOneUser(), RowFilter.ofOneMinute())) {
            String column = filter.name().contains("user_id") ? "user_id" : "ts";
            FilterCost sources = FilterCost.of(lake.sources(), filter);
            List<Path> plain = lake.merged(SortOrder.NONE);
            FilterCost merged = FilterCost.of(plain, filter);
            long plainBytes = FilterCost.bytesOf(plain);
            List<Path> sorted = lake.merged(PrunedLake.by(column));
            FilterCost pruned = FilterCost.of(sorted, filter);

            assertThat(sources.rows()).isPositive();
            assertThat(merged.rows()).isEqualTo(sources.rows());
            assertThat(pruned.rows()).isEqualTo(sources.rows());
            assertThat(pruned.rowGroups()).isLessThan(FilterCost.rowGroupsOf(sorted));
            assertThat(pruned.candidates()).isLessThan(merged.candidates() / 2);
            assertThat(pruned.parquetJavaBytes()).isLessThan(merged.parquetJavaBytes() / 2);
            assertThat(pruned.duckDbBytes()).isLessThan(merged.duckDbBytes()).isLessThan(plainBytes);
        }
    }
}
