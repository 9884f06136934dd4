package dev.coldpress.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.ValueRange;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import dev.coldpress.port.parquet.ValueRange.Nulls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RangeOverlapTest {

    private static ColumnRanges column(ValueRange... rowGroups) {
        return column(PhysicalType.INT64, rowGroups);
    }

    private static ColumnRanges column(PhysicalType type, ValueRange... rowGroups) {
        SchemaNode leaf = new SchemaNode("k", Repetition.OPTIONAL, OptionalInt.empty(), "", type, 0, List.of());
        return new ColumnRanges("k", leaf, List.of(rowGroups));
    }

    private static ValueRange range(int least, int greatest) {
        Bounds bounds = new Bounds(new byte[] {(byte) least}, new byte[] {(byte) greatest});
        return new ValueRange(10, Nulls.NONE, Optional.of(bounds));
    }

    private static ColumnOverlap overlap(ColumnRanges... files) {
        RangeOverlap overlap = new RangeOverlap();
        for (ColumnRanges file : files) {
            overlap.add(List.of(file));
        }
        return overlap.overlaps().get(0);
    }

    @Property(tries = 300)
    void theShareIsThatOfAllPairs(@ForAll @Size(max = 12) List<@IntRange(max = 255) Integer> edges) {
        List<int[]> ranges = new ArrayList<>();
        for (int i = 0; i + 1 < edges.size(); i += 2) {
            ranges.add(new int[] {Math.min(edges.get(i), edges.get(i + 1)), Math.max(edges.get(i), edges.get(i + 1))});
        }
        int pairs = 0;
        int overlapping = 0;
        for (int a = 0; a < ranges.size(); a++) {
            for (int b = 0; b < a; b++) {
                pairs++;
                boolean isApart = ranges.get(a)[1] < ranges.get(b)[0] || ranges.get(b)[1] < ranges.get(a)[0];
                overlapping += isApart ? 0 : 1;
            }
        }
        ColumnRanges[] files =
                ranges.stream().map(range -> column(range(range[0], range[1]))).toArray(ColumnRanges[]::new);
        OptionalDouble expected = pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) overlapping / pairs);
        if (files.length > 0) {
            assertThat(overlap(files).ofFiles()).isEqualTo(expected);
            assertThat(overlap(files).ofRowGroups()).isEqualTo(expected);
            assertThat(overlap(column(ranges.stream()
                                    .map(range -> range(range[0], range[1]))
                                    .toArray(ValueRange[]::new)))
                            .ofRowGroups())
                    .isEqualTo(expected);
        }
    }

    @Example
    void aFileReachesFromItsLeastToItsGreatestValue() {
        ColumnOverlap overlap = overlap(column(range(1, 2), range(8, 9)), column(range(4, 5)));
        assertThat(overlap.ofFiles()).hasValue(1);
        assertThat(overlap.ofRowGroups()).hasValue(0);
    }

    @Example
    void aRowGroupOfNullsHasNoRange() {
        ValueRange nulls = new ValueRange(10, Nulls.ALL, Optional.empty());
        assertThat(overlap(column(range(1, 2)), column(nulls), column(range(2, 3)))
                        .ofFiles())
                .hasValue(1);
        assertThat(overlap(column(range(1, 2)), column(nulls)).ofFiles()).isEmpty();
    }

    @Example
    void nothingIsToldWithoutStatisticsOrOfTwoTypes() {
        ValueRange unknown = new ValueRange(10, Nulls.SOME, Optional.empty());
        assertThat(overlap(column(range(1, 2)), column(unknown), column(range(2, 3)))
                        .ofFiles())
                .isEmpty();
        assertThat(overlap(column(range(1, 2)), column(PhysicalType.INT32, range(1, 2)))
                        .ofFiles())
                .isEmpty();
    }
}
