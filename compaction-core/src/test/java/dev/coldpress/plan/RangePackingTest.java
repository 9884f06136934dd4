package dev.coldpress.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ValueRange;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** Files whose values lie apart come into outputs whose values lie apart. */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class RangePackingTest {

    private static final long MB = 1L << 20;

    /** Twelve files, and three or two outputs. */
    private static final PlanLimits LIMITS =
            PlanLimits.builder().targetFileSizeBytes(100 * MB).build();

    private final Map<ObjectKey, Bounds> ranges = new HashMap<>();

    /** The numbers of the files in each output, which are their places in key order. */
    private List<List<Integer>> packed(int[]... leastAndGreatest) {
        List<DataFile> files = TestFiles.ofSizes(new long[leastAndGreatest.length]).stream()
                .map(file -> TestFiles.file(file.key().name(), 30 * MB, "c"))
                .toList();
        for (int i = 0; i < leastAndGreatest.length; i++) {
            int[] range = leastAndGreatest[i];
            if (range.length == 2) {
                ranges.put(files.get(i).key(), new Bounds(new byte[] {(byte) range[0]}, new byte[] {(byte) range[1]}));
            }
        }
        return RangePacking.pack(files, LIMITS, ranges).stream()
                .map(bin -> bin.stream().map(files::indexOf).toList())
                .toList();
    }

    private static int[] range(int least, int greatest) {
        return new int[] {least, greatest};
    }

    private static int[] unknown() {
        return new int[0];
    }

    @Example
    void filesThatTakeTurnsAreToldApart() {
        int[] low = range(0, 9);
        int[] high = range(200, 255);

        assertThat(packed(high, low, high, low, low, high, low, high))
                .containsExactly(List.of(1, 3, 4, 6), List.of(0, 2, 5, 7));
    }

    @Example
    void aFewValuesInCommonDoNotMatter() {
        int[] low = range(0, 100);
        int[] high = range(101, 255);
        int[] late = range(90, 120);

        assertThat(packed(high, low, high, low, late, high, low, high))
                .containsExactly(List.of(1, 3, 4, 6), List.of(0, 2, 5, 7));
    }

    @Example
    void filesWithAllValuesStayInKeyOrder() {
        assertThat(packed(
                        range(7, 250),
                        range(6, 251),
                        range(5, 252),
                        range(4, 253),
                        range(3, 254),
                        range(2, 255),
                        range(1, 255),
                        range(0, 255)))
                .containsExactly(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7));
    }

    @Example
    void filesThatAreApartInKeyOrderStayThere() {
        assertThat(packed(
                        range(70, 79),
                        range(60, 69),
                        range(50, 59),
                        range(40, 49),
                        range(30, 39),
                        range(20, 29),
                        range(10, 19),
                        range(0, 9)))
                .containsExactly(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7));
    }

    @Example
    void aFileOfWhichNothingIsKnownComesLast() {
        int[] low = range(0, 9);
        int[] high = range(200, 255);

        assertThat(packed(unknown(), high, low, high, low, high, low, low))
                .containsExactly(List.of(2, 4, 6, 7), List.of(0, 1, 3, 5));
    }

    @Example
    void withoutRangesFilesStayInKeyOrder() {
        assertThat(packed(unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown()))
                .containsExactly(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7));
    }

    @Property
    void outputsOfFilesThatAreApartAreApart(@ForAll("apart") Planning planning) {
        List<List<DataFile>> bins = byRange(planning);

        assertThat(meetings(planning, bins)).isZero();
    }

    @Property
    void fileForFileNoMoreOutputsHaveItsValuesThanInKeyOrder(@ForAll("any") Planning planning) {
        assertThat(meetings(planning, byRange(planning)))
                .isLessThanOrEqualTo(meetings(planning, BinPacking.pack(sorted(planning), planning.limits())));
    }

    @Property
    void everyFileIsInOneBinAndBinsAreInKeyOrder(@ForAll("any") Planning planning) {
        List<List<DataFile>> bins = byRange(planning);

        assertThat(bins.stream().flatMap(List::stream).toList()).containsExactlyInAnyOrderElementsOf(sorted(planning));
        assertThat(bins)
                .allSatisfy(bin ->
                        assertThat(bin).isSortedAccordingTo((a, b) -> a.key().compareTo(b.key())));
    }

    @Provide
    Arbitrary<Planning> any() {
        return Plannings.any();
    }

    @Provide
    Arbitrary<Planning> apart() {
        return Plannings.any().map(planning -> {
            List<DataFile> files = sorted(planning);
            Collections.shuffle(files, new Random(files.hashCode()));
            return new Planning(
                    planning.limits(),
                    planning.files(),
                    planning.longQuiet(),
                    Plannings.Spread.APART.ranges(files, new Random(files.size())));
        });
    }

    private static List<DataFile> sorted(Planning planning) {
        List<DataFile> small = new ArrayList<>(planning.files());
        small.removeIf(file -> !planning.limits().isSmall(file.sizeBytes()));
        small.sort((a, b) -> a.key().compareTo(b.key()));
        return small;
    }

    private static List<List<DataFile>> byRange(Planning planning) {
        return RangePacking.pack(sorted(planning), planning.limits(), planning.ranges());
    }

    /** Counted pair by pair. */
    private static long meetings(Planning planning, List<List<DataFile>> bins) {
        long meetings = 0;
        for (List<DataFile> bin : bins) {
            Bounds inside = bin.stream()
                    .map(file -> planning.ranges().get(file.key()))
                    .filter(Objects::nonNull)
                    .reduce(Bounds::unite)
                    .orElse(null);
            for (DataFile file : sorted(planning)) {
                Bounds range = planning.ranges().get(file.key());
                meetings += inside != null && range != null && !bin.contains(file) && meet(inside, range) ? 1 : 0;
            }
        }
        return meetings;
    }

    private static boolean meet(Bounds a, Bounds b) {
        return ValueRange.compare(a.least(), b.greatest()) <= 0 && ValueRange.compare(b.least(), a.greatest()) <= 0;
    }
}
