package dev.coldpress.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** By which columns an output is sorted. */
class MergeOrderTest {

    private static final ParquetSchema SCHEMA = new ParquetSchema(List.of(
            leaf("ts", PhysicalType.INT64, "TIMESTAMP(MICROS,true)", Repetition.REQUIRED),
            leaf("user", PhysicalType.BYTE_ARRAY, "STRING", Repetition.OPTIONAL),
            leaf("old", PhysicalType.INT96, "", Repetition.OPTIONAL),
            leaf("span", PhysicalType.FIXED_LEN_BYTE_ARRAY, "INTERVAL", Repetition.OPTIONAL),
            leaf("place", PhysicalType.BYTE_ARRAY, "GEOMETRY", Repetition.OPTIONAL),
            leaf("tags", PhysicalType.INT32, "", Repetition.REPEATED),
            group("device", leaf("id", PhysicalType.INT64, "", Repetition.OPTIONAL)),
            leaf("device.id", PhysicalType.INT96, "", Repetition.OPTIONAL)));

    private static SchemaNode leaf(String name, PhysicalType type, String logical, Repetition repetition) {
        int length = type == PhysicalType.FIXED_LEN_BYTE_ARRAY ? 12 : 0;
        return new SchemaNode(name, repetition, OptionalInt.empty(), logical, type, length, List.of());
    }

    private static SchemaNode group(String name, SchemaNode... children) {
        return new SchemaNode(name, Repetition.OPTIONAL, OptionalInt.empty(), "", null, 0, List.of(children));
    }

    private static SortColumn by(String column) {
        return new SortColumn(column, false, false);
    }

    private static SourceSummary source(long rows, SortColumn... declared) {
        return new SourceSummary(
                new ObjectRef(ObjectKey.of("p/a"), new ObjectVersion("v"), 1),
                rows,
                1,
                1,
                SCHEMA,
                Map.of(),
                "",
                0,
                Lineage.union(List.of()),
                Map.of(),
                List.of(declared),
                Set.of());
    }

    private static List<SortColumn> of(SortOrder wanted, SourceSummary... sources) {
        return MergeOrder.of(wanted, List.of(sources), SCHEMA);
    }

    private static SortOrder sortedBy(String... columns) {
        return SortOrder.by(Arrays.stream(columns).map(MergeOrderTest::by).toList());
    }

    @Test
    void anOrderThatAllSourcesDeclareIsKept() {
        SourceSummary byBoth = source(1, by("user"), by("ts"));
        assertThat(of(SortOrder.KEEP, byBoth, byBoth)).containsExactly(by("user"), by("ts"));
        assertThat(of(SortOrder.KEEP, byBoth, source(1, by("user")))).containsExactly(by("user"));
        assertThat(of(SortOrder.KEEP, byBoth, source(1, by("user"), new SortColumn("ts", true, false))))
                .containsExactly(by("user"));
        assertThat(of(SortOrder.KEEP, byBoth, source(1))).isEmpty();
        assertThat(of(SortOrder.KEEP, byBoth, source(1, new SortColumn("user", false, true))))
                .isEmpty();
        assertThat(of(SortOrder.KEEP, source(0), byBoth)).containsExactly(by("user"), by("ts"));
        assertThat(of(SortOrder.NONE, byBoth, byBoth)).isEmpty();
    }

    @Test
    void aDeclaredOrderCountsUpToAColumnThatHasNone() {
        SourceSummary source = source(1, by("user"), by("old"), by("ts"));
        assertThat(of(SortOrder.KEEP, source, source)).containsExactly(by("user"));
    }

    @Test
    void aColumnThatNoFileHasIsPassedOver() {
        assertThat(of(sortedBy("lacking", "ts"), source(1))).containsExactly(by("ts"));
        assertThat(of(sortedBy("lacking"), source(1))).isEmpty();
        assertThat(MergeOrder.against(sortedBy("lacking"), SCHEMA)).isEmpty();
    }

    @Test
    void aColumnThatRowsCannotBeSortedByIsNamed() {
        for (String column : List.of("old", "span", "place", "tags", "device")) {
            assertThat(MergeOrder.against(sortedBy("ts", column), SCHEMA)).hasValueSatisfying(skip -> {
                assertThat(skip.reason()).isEqualTo(SkipReason.UNSUPPORTED);
                assertThat(skip.detail())
                        .startsWith("sort names the column " + column + ", by which rows cannot be sorted: ");
            });
        }
        assertThat(MergeOrder.against(sortedBy("ts", "user", "device.id"), SCHEMA))
                .isEmpty();
        assertThat(MergeOrder.against(SortOrder.KEEP, SCHEMA)).isEmpty();
    }

    @Test
    void aColumnOccursOnce() {
        assertThatThrownBy(() -> sortedBy("ts", "ts"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column ts occurs twice");
    }
}
