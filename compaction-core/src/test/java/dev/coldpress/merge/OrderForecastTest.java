package dev.coldpress.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.ValueRange;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import dev.coldpress.port.parquet.ValueRange.Nulls;
import dev.coldpress.port.parquet.Widening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files have 100 rows in each row group, of one column {@code k}, and another one that nobody sorts by first. */
class OrderForecastTest {

    private static final SortColumn BY_K = new SortColumn("k", false, false);
    private static final SortColumn BY_L = new SortColumn("l", false, false);
    private static final SortColumn DOWN = new SortColumn("k", true, false);

    private final List<SourceSummary> sources = new ArrayList<>();
    private final List<List<ColumnRanges>> ranges = new ArrayList<>();

    private static SchemaNode leaf(String name) {
        return new SchemaNode(name, Repetition.OPTIONAL, OptionalInt.empty(), "", PhysicalType.INT64, 0, List.of());
    }

    private void add(List<SortColumn> declared, ValueRange... rowGroups) {
        sources.add(new SourceSummary(
                new ObjectRef(ObjectKey.of("p/" + sources.size()), new ObjectVersion("v"), 1),
                100L * rowGroups.length,
                1,
                1,
                new ParquetSchema(List.of(leaf("k"), leaf("l"))),
                Map.of(),
                "",
                0,
                Lineage.union(List.of()),
                Map.of(),
                declared,
                Set.of()));
        ranges.add(List.of(new ColumnRanges("k", leaf("k"), List.of(rowGroups))));
    }

    private static ValueRange range(int least, int greatest) {
        return range(least, greatest, Nulls.NONE);
    }

    private static ValueRange range(int least, int greatest, Nulls nulls) {
        Bounds bounds = new Bounds(new byte[] {(byte) least}, new byte[] {(byte) greatest});
        return new ValueRange(100, nulls, Optional.of(bounds));
    }

    private OrderForecast forecast(SortOrder wanted) {
        return OrderForecast.of(wanted, Widening.NONE, sources, ranges, new NothingRead());
    }

    @Test
    void whatFollowsEachOtherStays() {
        add(List.of(BY_K), range(1, 2), range(3, 4));
        add(List.of(BY_K), range(4, 6));
        assertThat(forecast(SortOrder.KEEP)).isEqualTo(new OrderForecast(List.of(BY_K), 2, 2, 300, 0));
    }

    @Test
    void whatOverlapsMayMove() {
        add(List.of(BY_K), range(1, 2), range(3, 6));
        add(List.of(BY_K), range(5, 7), range(8, 9));
        assertThat(forecast(SortOrder.KEEP).mayMove()).isEqualTo(200);
    }

    @Test
    void whatIsOutOfSequenceMayMove() {
        add(List.of(BY_K), range(5, 6));
        add(List.of(BY_K), range(1, 2));
        assertThat(forecast(SortOrder.KEEP).mayMove()).isEqualTo(200);
    }

    @Test
    void descendingRangesFollowEachOtherDownwards() {
        add(List.of(DOWN), range(5, 6));
        add(List.of(DOWN), range(1, 2));
        assertThat(forecast(SortOrder.KEEP).mayMove()).isZero();
    }

    @Test
    void equalEdgesMayBeInAnyOrderByTheOtherColumns() {
        add(List.of(BY_K, BY_L), range(1, 2));
        add(List.of(BY_K, BY_L), range(2, 3));
        assertThat(forecast(SortOrder.by(List.of(BY_K))).mayMove()).isZero();
        assertThat(forecast(SortOrder.by(List.of(BY_K, BY_L))).mayMove()).isEqualTo(200);
    }

    @Test
    void nullsLieBehindAllValues() {
        add(List.of(BY_K), range(1, 2, Nulls.SOME));
        add(List.of(BY_K), range(3, 4));
        assertThat(forecast(SortOrder.KEEP).mayMove()).isEqualTo(200);
    }

    @Test
    void sourcesThatDoNotSayToBeSortedMayMove() {
        add(List.of(), range(1, 2));
        add(List.of(BY_K), range(3, 4));
        assertThat(forecast(SortOrder.by(List.of(BY_K)))).isEqualTo(new OrderForecast(List.of(BY_K), 2, 1, 200, 100));
        assertThat(forecast(SortOrder.KEEP)).isEqualTo(new OrderForecast(List.of(), 2, 1, 200, 0));
    }

    @Test
    void rowsOfWhichNothingIsKnownMayMoveAndAllOthersWithThem() {
        add(List.of(BY_K), range(1, 2));
        add(List.of(BY_K), new ValueRange(100, Nulls.SOME, Optional.empty()));
        assertThat(forecast(SortOrder.KEEP).shareThatMayMove()).isEqualTo(1);
    }
}
