package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.plan.RangeOverlap;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedOrder;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.testkit.codec.BytesSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What sources say of their order is a claim, and what outputs say is true. */
class SortClaimsTest {

    /** So many that a row group of them is copied. */
    private static final int MANY_ROWS = 140_000;

    private static final List<SortColumn> BY_KEY = List.of(new SortColumn("k", false, false));

    private static final ParquetCodec CODEC = new ParquetJavaCodec();

    private static byte[] sorted;
    private static byte[] unsorted;

    @BeforeAll
    static void write() {
        unsorted = KeyFiles.backwards(2_000);
        sorted = merge(List.of(sample(2_000, 2)), BY_KEY, 64L << 20).bytes();
    }

    private static byte[] sample(int rows, long seed) {
        return ParquetSamples.write(
                KeyFiles.SCHEMA,
                new SampleShape(
                        rows,
                        rows,
                        CompressionCodecName.UNCOMPRESSED,
                        ParquetProperties.builder()
                                .withDictionaryEncoding(false)
                                .build(),
                        Map.of()),
                seed);
    }

    private static MergeCase.Result merge(List<byte[]> files, List<SortColumn> order, long budgetBytes) {
        MergeSpec spec = new MergeSpec(
                        MergeCase.unionSchema(CODEC, files),
                        Map.of(),
                        "coldpress version 0.1.0 (build 0)",
                        Optional.empty(),
                        MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                        MergeSpec.DEFAULT_PAGE_BYTES,
                        MergeSpec.DEFAULT_PAGE_ROWS,
                        budgetBytes,
                        false,
                        MergeSpec.DEFAULT_MAX_GROWTH)
                .withSort(order);
        return new MergeCase(files, spec, true).merge(CODEC);
    }

    /** The file with another text than it has, as for its order. */
    private static byte[] claiming(byte[] file, SortingColumn... columns) throws IOException {
        FileMetaData footer = FileAnatomy.of(file).metadata();
        footer.getRow_groups().forEach(group -> group.setSorting_columns(List.of(columns)));
        return FileRewriter.withFooter(file, footer);
    }

    private static List<SortColumn> declared(byte[] file) {
        return CODEC.readFooter(BytesSource.of("a.parquet", file)).sorting();
    }

    private static List<Long> keys(FileAnatomy file) {
        List<Long> keys = new ArrayList<>();
        ColumnEntries.ofColumn(file, 1).forEach(entry -> keys.add((Long) Objects.requireNonNull(entry.value())));
        return keys;
    }

    private static void requireSorted(byte[] file) {
        assertThat(keys(FileAnatomy.of(file))).isSorted();
        assertThat(declared(file)).isEqualTo(BY_KEY);
    }

    @Test
    void aDeclaredOrderIsReadUpToWhereRowGroupsAgreeOnColumnsOfTheFile() throws IOException {
        assertThat(declared(sorted)).isEqualTo(BY_KEY);
        assertThat(declared(unsorted)).isEmpty();
        assertThat(declared(claiming(
                        unsorted,
                        new SortingColumn(2, true, true),
                        new SortingColumn(0, false, false),
                        new SortingColumn(3, false, false),
                        new SortingColumn(1, false, false))))
                .containsExactly(new SortColumn("d", true, true), new SortColumn("text", false, false));
        assertThat(declared(claiming(unsorted, new SortingColumn(-1, false, false))))
                .isEmpty();
    }

    @Test
    void aSourceThatIsNotInTheOrderThatItClaimsIsSorted() throws IOException {
        byte[] lying = claiming(unsorted, new SortingColumn(1, false, false));
        MergeCase.Result result = merge(List.of(sorted, lying), BY_KEY, 64L << 20);
        requireSorted(result.bytes());
        MergedOrder order = result.merged().order().orElseThrow();
        assertThat(order.unsortedSources()).isEqualTo(1);
        assertThat(order.wrongClaims()).isEqualTo(1);
        assertThat(order.rows()).isEqualTo(4_000);
        assertThat(order.movedRows()).isBetween(1L, 4_000L);
    }

    @Test
    void aSourceThatClaimsNothingIsNoLiar() {
        MergedOrder order = merge(List.of(sorted, unsorted), BY_KEY, 64L << 20)
                .merged()
                .order()
                .orElseThrow();
        assertThat(order.unsortedSources()).isEqualTo(1);
        assertThat(order.wrongClaims()).isZero();
    }

    @Test
    void whatIsInOrderMovesNoRowAndTakesTheCheapTiers() {
        MergeCase.Result result = merge(List.of(sorted), BY_KEY, 64L << 20);
        requireSorted(result.bytes());
        assertThat(result.merged().tiers()).doesNotContainKey("gather");
        assertThat(result.merged().order().orElseThrow().movedRows()).isZero();
    }

    @Test
    void sourcesThatDoNotOverlapArePutInOrderOfTheirKeys() {
        List<byte[]> parts = parts(sorted, 500);
        MergeCase.Result result =
                merge(List.of(parts.get(2), parts.get(0), parts.get(3), parts.get(1)), BY_KEY, 64L << 20);
        requireSorted(result.bytes());
        assertThat(result.merged().order().orElseThrow().unsortedSources()).isZero();
    }

    /** Files of so many keys of a file each. */
    private static List<byte[]> parts(byte[] file, int rows) {
        List<Long> keys = keys(FileAnatomy.of(file));
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += rows) {
            parts.add(KeyFiles.write(keys.subList(from, from + rows)));
        }
        return parts;
    }

    @Test
    void sortedRowGroupsThatAreLargeAreCopiedIfTheyDoNotOverlap() {
        byte[] low = KeyFiles.write(0, MANY_ROWS);
        byte[] high = KeyFiles.write(MANY_ROWS, MANY_ROWS);
        MergeCase.Result result = merge(List.of(high, low), BY_KEY, 64L << 20);
        requireSorted(result.bytes());
        assertThat(result.merged().tiers()).containsOnlyKeys("compose");

        byte[] between = KeyFiles.write(MANY_ROWS / 2, MANY_ROWS);
        MergeCase.Result overlapping = merge(List.of(low, between), BY_KEY, 256L << 20);
        requireSorted(overlapping.bytes());
        assertThat(overlapping.merged().tiers()).containsOnlyKeys("gather");
    }

    @Test
    void aLargeRowGroupThatIsNotInOrderIsNotCopied() throws IOException {
        byte[] lying = claiming(KeyFiles.backwards(MANY_ROWS), new SortingColumn(1, false, false));
        MergeCase.Result result = merge(List.of(lying), BY_KEY, 256L << 20);
        requireSorted(result.bytes());
        assertThat(result.merged().order().orElseThrow().wrongClaims()).isEqualTo(1);
    }

    @Test
    void aLargeOutputHasRowGroupsWithoutAValueInCommon() {
        byte[] backwards = KeyFiles.backwards(2 * MANY_ROWS);
        MergeCase.Result result = merge(List.of(backwards), BY_KEY, 512L << 20);
        requireSorted(result.bytes());
        assertThat(CODEC.readFooter(BytesSource.of("a.parquet", result.bytes())).rowGroups())
                .hasSize(2);
        assertThat(overlap(result.bytes(), "k")).hasValue(0);
        assertThat(overlap(result.bytes(), "d")).hasValue(1);
        assertThat(overlap(backwards, "k")).isEmpty();
    }

    private static OptionalDouble overlap(byte[] file, String column) {
        RangeOverlap overlaps = new RangeOverlap();
        overlaps.add(CODEC.ranges(BytesSource.of("a.parquet", file)));
        return overlaps.overlaps().stream()
                .filter(overlap -> overlap.column().equals(column))
                .findFirst()
                .orElseThrow()
                .ofRowGroups();
    }

    @Test
    void whatDoesNotFitIntoMemoryStaysAsItIsAndSaysNothingOfItsOrder() {
        MergeCase.Result result = merge(List.of(sample(200_000, 3)), BY_KEY, 20L << 20);
        assertThat(result.merged().order().orElseThrow().rowGroupsNotSorted()).isEqualTo(1);
        assertThat(declared(result.bytes())).isEmpty();
    }
}
