package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.SizeStatistics;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** What the statistics of an output's column chunk must say, computed from its entries. */
final class StatisticsRules {

    /** A longer bound may be cut, or both be left out for its sake. */
    static final int MAX_EXACT_BYTES = 64;

    private final ColumnDescriptor column;
    private final ValueOrder order;
    private final List<ColumnEntry> entries;

    StatisticsRules(ColumnDescriptor column, List<ColumnEntry> entries) {
        this.column = column;
        this.order = new ValueOrder(column.getPrimitiveType());
        this.entries = entries;
    }

    /** The values that are there, unordered columns and such with NaN excluded: those have no bounds. */
    static List<Object> boundedValues(ValueOrder order, Collection<ColumnEntry> entries) {
        List<Object> values = presentValues(entries);
        return order.isDefined() && values.stream().noneMatch(order::isNaN) ? values : List.of();
    }

    private static List<Object> presentValues(Collection<ColumnEntry> entries) {
        return entries.stream().map(ColumnEntry::value).filter(Objects::nonNull).toList();
    }

    static long nullCount(Collection<ColumnEntry> entries) {
        return entries.stream().filter(entry -> entry.value() == null).count();
    }

    void check(ColumnMetaData metadata) {
        Statistics statistics = metadata.getStatistics();
        assertThat(statistics).as("statistics").isNotNull();
        assertThat(statistics.isSetNull_count()).as("null_count is set").isTrue();
        assertThat(statistics.getNull_count()).as("null_count").isEqualTo(nullCount(entries));
        assertThat(statistics.isSetDistinct_count()).as("distinct_count").isFalse();
        if (statistics.isSetNan_count()) {
            long nans = presentValues(entries).stream().filter(order::isNaN).count();
            assertThat(statistics.getNan_count()).as("nan_count").isEqualTo(nans);
        }
        List<Object> values = boundedValues(order, entries);
        if (values.isEmpty()) {
            assertThat(statistics.isSetMin_value() || statistics.isSetMax_value())
                    .as("a bound without an ordered value, or beside NaN")
                    .isFalse();
            assertThat(statistics.isSetMin() || statistics.isSetMax())
                    .as("a deprecated bound")
                    .isFalse();
        } else {
            checkBounds(statistics, values);
        }
        checkSizes(metadata.getSize_statistics());
    }

    private void checkBounds(Statistics statistics, List<Object> values) {
        Object min = values.stream().min(order::compare).orElseThrow();
        Object max = values.stream().max(order::compare).orElseThrow();
        boolean minExact = !statistics.isSetIs_min_value_exact() || statistics.isIs_min_value_exact();
        boolean maxExact = !statistics.isSetIs_max_value_exact() || statistics.isIs_max_value_exact();
        if (!statistics.isSetMin_value() && !statistics.isSetMax_value() && (isLong(min) || isLong(max))) {
            return;
        }
        checkBound("min_value", statistics.getMin_value(), min, minExact, -1);
        checkBound("max_value", statistics.getMax_value(), max, maxExact, 1);
    }

    /** @param side -1 if the bound may lie below the value, 1 if above */
    private void checkBound(String name, byte @Nullable [] bound, Object extreme, boolean exact, int side) {
        boolean longValue =
                order.isTruncatable() && extreme instanceof ByteBuffer bytes && bytes.remaining() > MAX_EXACT_BYTES;
        if (bound == null) {
            assertThat(longValue).as(name + " is not set, for " + extreme).isTrue();
            return;
        }
        Object told = order.fromStatistic(Objects.requireNonNull(bound));
        int comparison = Integer.signum(order.compare(told, extreme));
        if (!isLong(extreme) && exact) {
            assertThat(comparison).as(name + " " + told + " against " + extreme).isZero();
        }
        assertThat(comparison)
                .as(name + " " + told + " is on the wrong side of " + extreme)
                .isIn(0, side);
        checkZero(name, told, side);
    }

    private boolean isLong(Object value) {
        return order.isTruncatable() && value instanceof ByteBuffer bytes && bytes.remaining() > MAX_EXACT_BYTES;
    }

    /** Readers that compare bits must not miss the other zero: a minimum of zero is negative, a maximum positive. */
    private void checkZero(String name, Object told, int side) {
        if (order.isFloating() && order.key(told).equals(0.0)) {
            boolean negative = told instanceof Integer i
                    ? i < 0
                    : told instanceof Long l ? l < 0 : ValueOrder.bytes((ByteBuffer) told)[1] < 0;
            assertThat(negative).as("the sign of a zero as " + name).isEqualTo(side < 0);
        }
    }

    private void checkSizes(@Nullable SizeStatistics sizes) {
        assertThat(sizes).as("size_statistics").isNotNull();
        if (sizes == null) {
            return;
        }
        if (sizes.isSetUnencoded_byte_array_data_bytes()) {
            assertThat(sizes.getUnencoded_byte_array_data_bytes())
                    .as("unencoded_byte_array_data_bytes")
                    .isEqualTo(byteArrayBytes(entries));
        }
        if (sizes.isSetDefinition_level_histogram() && sizes.getDefinition_level_histogramSize() > 0) {
            assertThat(sizes.getDefinition_level_histogram())
                    .as("definition_level_histogram")
                    .isEqualTo(definitionHistogram(column, entries));
        }
        if (sizes.isSetRepetition_level_histogram() && sizes.getRepetition_level_histogramSize() > 0) {
            assertThat(sizes.getRepetition_level_histogram())
                    .as("repetition_level_histogram")
                    .isEqualTo(repetitionHistogram(column, entries));
        }
    }

    private static long byteArrayBytes(Collection<ColumnEntry> entries) {
        return presentValues(entries).stream()
                .mapToLong(value -> ((ByteBuffer) value).remaining())
                .sum();
    }

    static List<Long> definitionHistogram(ColumnDescriptor column, Collection<ColumnEntry> entries) {
        return histogram(column.getMaxDefinitionLevel(), entries.stream().mapToLong(ColumnEntry::definitionLevel));
    }

    static List<Long> repetitionHistogram(ColumnDescriptor column, Collection<ColumnEntry> entries) {
        return histogram(column.getMaxRepetitionLevel(), entries.stream().mapToLong(ColumnEntry::repetitionLevel));
    }

    private static List<Long> histogram(int maxLevel, LongStream levels) {
        long[] counts = new long[maxLevel + 1];
        levels.forEach(level -> counts[Math.toIntExact(level)]++);
        return LongStream.of(counts).boxed().toList();
    }
}
