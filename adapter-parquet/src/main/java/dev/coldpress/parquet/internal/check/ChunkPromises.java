package dev.coldpress.parquet.internal.check;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.footer.DictionaryEncodings;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.ChunkStatistics;
import dev.coldpress.parquet.internal.page.PageSpan;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.SizeStatistics;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * What the footer says of a column chunk beyond rows and nulls, held against its entries: readers pass over chunks, and
 * answer counts, by it. The rules are those of parquet.thrift ({@code Statistics}, {@code SizeStatistics},
 * {@code PageEncodingStats}).
 */
final class ChunkPromises {

    private final ColumnMetaData metadata;
    private final Optional<ValueBounds> bounds;
    private final long[] repetitions;
    private final long[] definitions;
    private long values;
    private long nans;
    private long contentBytes;

    /** @param isTypeOrder whether the file says that bounds are in the order of the type */
    ChunkPromises(LeafColumn leaf, ColumnMetaData metadata, boolean isTypeOrder) {
        this.metadata = metadata;
        this.bounds = isTypeOrder && ChunkStatistics.isOrdered(leaf.type()) ? bounds(leaf, metadata) : Optional.empty();
        this.repetitions = new long[leaf.maxRepetition() + 1];
        this.definitions = new long[leaf.maxDefinition() + 1];
    }

    private static Optional<ValueBounds> bounds(LeafColumn leaf, ColumnMetaData metadata) {
        Statistics statistics = metadata.getStatistics();
        if (statistics == null || !statistics.isSetMin_value() || !statistics.isSetMax_value()) {
            return Optional.empty();
        }
        return Optional.of(
                new ValueBounds(leaf, statistics.getMin_value(), statistics.getMax_value(), "the chunk's statistics"));
    }

    void addLevels(int repetition, int definition) {
        repetitions[repetition]++;
        definitions[definition]++;
    }

    /** @param length of a value of BYTE_ARRAY; 0 for others */
    void addValue(CurrentValue value, boolean isNaN, int length) {
        values++;
        contentBytes += length;
        if (isNaN) {
            nans++;
        } else if (bounds.isPresent()) {
            bounds.get().require(value);
        }
    }

    void requireKept(List<PageSpan> pages) {
        Statistics statistics = metadata.getStatistics();
        if (statistics != null) {
            bounds.ifPresent(both -> both.requireExact(
                    statistics.isIs_min_value_exact() && values > nans,
                    statistics.isIs_max_value_exact() && values > nans));
            require(
                    !statistics.isSetNan_count() || statistics.getNan_count() == nans,
                    "the footer counts " + statistics.getNan_count() + " NaN, and there are " + nans);
        }
        if (metadata.isSetSize_statistics()) {
            requireSizes(metadata.getSize_statistics());
        }
        requireEncodings(pages);
    }

    private void requireSizes(SizeStatistics sizes) {
        requireHistogram("repetition", sizes.getRepetition_level_histogram(), repetitions);
        requireHistogram("definition", sizes.getDefinition_level_histogram(), definitions);
        require(
                !sizes.isSetUnencoded_byte_array_data_bytes()
                        || sizes.getUnencoded_byte_array_data_bytes() == contentBytes,
                "the footer counts " + sizes.getUnencoded_byte_array_data_bytes() + " bytes of values, and there are "
                        + contentBytes);
    }

    private static void requireHistogram(String what, @Nullable List<Long> histogram, long[] counts) {
        if (histogram == null || histogram.isEmpty()) {
            return;
        }
        require(histogram.size() == counts.length, "the footer has " + histogram.size() + " " + what + " levels");
        for (int level = 0; level < counts.length; level++) {
            require(
                    histogram.get(level) == counts[level],
                    "the footer counts " + histogram.get(level) + " " + what + " levels of " + level
                            + ", and there are " + counts[level]);
        }
    }

    /** A reader that finds all pages to have ids passes over the chunk by its dictionary alone. */
    private void requireEncodings(List<PageSpan> pages) {
        if (!metadata.isSetEncoding_stats()) {
            return;
        }
        boolean hasOthers = pages.stream().anyMatch(page -> !DictionaryEncodings.areIds(page.encoding()));
        require(
                !hasOthers || !DictionaryEncodings.areIds(metadata.getEncoding_stats()),
                "the footer says that all pages use the dictionary, and one does not");
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw ContentException.corrupt(otherwise);
        }
    }
}
