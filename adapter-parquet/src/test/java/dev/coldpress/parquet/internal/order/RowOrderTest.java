package dev.coldpress.parquet.internal.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.SortColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class RowOrderTest {

    private static final LeafColumn LEAF = TestColumns.leaf(PhysicalType.INT32, "", 0);
    private static final SortColumn ASCENDING = new SortColumn("k", false, false);

    private static RowOrder.Found find(List<List<Integer>> sources) {
        List<byte @Nullable []> values = new ArrayList<>();
        int[] firstRows = new int[sources.size() + 1];
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).forEach(value -> values.add(TestColumns.number((int) value)));
            firstRows[i + 1] = values.size();
        }
        return RowOrder.find(List.of(TestColumns.rows(LEAF, values, false)), List.of(ASCENDING), firstRows, 10);
    }

    private static List<Integer> rows(RowOrder order) {
        return IntStream.range(0, order.size()).map(order::row).boxed().toList();
    }

    private static List<Integer> rows(RowOrder.Found found, int count) {
        return found.isInPlace()
                ? IntStream.range(0, count).boxed().toList()
                : found.parts().stream().flatMap(part -> rows(part).stream()).toList();
    }

    /** The rows in the order of their values, equal ones as they are. */
    private static List<Integer> sorted(List<Integer> values) {
        return IntStream.range(0, values.size())
                .boxed()
                .sorted(Comparator.comparing(values::get))
                .toList();
    }

    @Property(tries = 300)
    void isWhatAStableSortOfAllRowsGives(
            @ForAll @IntRange(min = 1, max = 40) int count,
            @ForAll @IntRange(min = 1, max = 2000) int different,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<List<Integer>> sources = new ArrayList<>();
        int unsorted = 0;
        for (int i = 0; i < count; i++) {
            List<Integer> source = new ArrayList<>(
                    random.ints(1 + random.nextInt(60), 0, different).boxed().toList());
            if (random.nextInt(3) > 0) {
                source.sort(Comparator.naturalOrder());
            }
            unsorted += source.stream().sorted().toList().equals(source) ? 0 : 1;
            sources.add(source);
        }
        List<Integer> all = sources.stream().flatMap(List::stream).toList();

        RowOrder.Found found = find(sources);

        assertThat(rows(found, all.size())).isEqualTo(sorted(all));
        assertThat(found.unsorted()).hasSize(unsorted);
    }

    @Property(tries = 100)
    void partsAreTheWholeOrderCutWhereKeysChange(
            @ForAll @IntRange(min = 1, max = 30) int different, @ForAll long seed) {
        Random random = new Random(seed);
        List<Integer> source =
                random.ints(1 + random.nextInt(200), 0, different).boxed().toList();
        RowOrder.Found found = find(List.of(source));
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < found.parts().size(); i++) {
            List<Integer> part = rows(found.parts().get(i));
            assertThat(part.size()).isBetween(Math.min(10, source.size()), 22);
            boolean isCutLate = i > 0 && found.parts().get(i - 1).size() > 11;
            if (i > 0 && !isCutLate) {
                assertThat(source.get(part.get(0))).isNotEqualTo(source.get(all.get(all.size() - 1)));
            }
            all.addAll(part);
        }
        assertThat(found.isInPlace() ? rows(found, source.size()) : all).isEqualTo(sorted(source));
    }

    @Example
    void sourcesBehindEachOtherAreInPlace() {
        RowOrder.Found found = find(List.of(List.of(1, 2, 3), List.of(3, 4), List.of(4, 4, 9)));
        assertThat(found.isInPlace()).isTrue();
        assertThat(found.movedRows()).isZero();
    }

    @Example
    void rowsThatComeBeforeOthersMove() {
        RowOrder.Found found = find(List.of(List.of(1, 5, 6, 7), List.of(2, 3)));
        assertThat(rows(found, 6)).containsExactly(0, 4, 5, 1, 2, 3);
        assertThat(found.movedRows()).isEqualTo(5);
    }

    @Example
    void anOrderThatIsNoneIsNoticed() {
        List<byte @Nullable []> values = new ArrayList<>();
        List.of(1, 2, 2, 3).forEach(value -> values.add(TestColumns.number((int) value)));
        RowKeys keys = new RowKeys(List.of(new KeyColumn(TestColumns.rows(LEAF, values, false), ASCENDING)));
        assertThatThrownBy(() -> requireOrdered(keys, 0, 2, 1, 3)).hasMessageContaining("Row 1 was put behind row 2");
        assertThatThrownBy(() -> requireOrdered(keys, 0, 1, 3)).hasMessageContaining("3 different rows of 4");
        assertThatThrownBy(() -> requireOrdered(keys, 0, 1, 1, 2)).hasMessageContaining("which it has to come before");
        requireOrdered(keys, 0, 1, 2, 3);
    }

    private static void requireOrdered(RowKeys keys, int... sorted) {
        RowOrder.requireOrdered(sorted, keys, 4);
    }
}
