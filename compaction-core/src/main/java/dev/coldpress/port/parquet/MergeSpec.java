package dev.coldpress.port.parquet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How to merge.
 *
 * @param schema of the output: every source's columns are in it, with the same types, in any order; a column that a
 *     source lacks, or has required where this says optional, is optional here
 * @param keyValueMetadata the output's, as far as it is known before the sources are read
 * @param createdBy the output's, in the form {@code <application> version <semver> (build <hash>)}
 * @param compression what to compress with; empty keeps, per column, what its first source has
 * @param compressionLevel of the codec, for what is compressed newly; empty for its usual level. See
 *     {@link Compression#levels}
 * @param rowGroupBytes cut a row group at the first source row group that would make the compressed bytes exceed this
 * @param pageBytes uncompressed bytes of a data page, about
 * @param pageRows the approximate largest number of rows of a data page; up to 16 times as many if a page would
 *     otherwise have less than 64 KB after compression
 * @param memoryBudgetBytes what the merge may hold at once
 * @param verifyContent read every written column chunk again and compare an order-sensitive hash of its levels and
 *     values with that of the sources
 * @param maxGrowth how many times as large as in its sources a column chunk of more than a megabyte may become, 1 or
 *     more; a source that would make it larger is refused, because a few bytes can stand for gigabytes
 * @param bloomFilters which columns of the output have them
 * @param sort the columns by which the rows are ordered, each of which the schema has, outside of lists, and with a
 *     type that has an order; empty for the order of the sources
 * @param lateMetadata gives the rest of the output's key-value metadata for its row groups. The codec calls it after
 *     all row groups are written, on the thread that called {@link ParquetCodec#merge}. Later calls return the same
 */
public record MergeSpec(
        ParquetSchema schema,
        Map<String, String> keyValueMetadata,
        String createdBy,
        Optional<Compression> compression,
        OptionalInt compressionLevel,
        long rowGroupBytes,
        int pageBytes,
        int pageRows,
        long memoryBudgetBytes,
        boolean verifyContent,
        int maxGrowth,
        BloomFilters bloomFilters,
        List<SortColumn> sort,
        Function<List<RowGroupSummary>, Map<String, String>> lateMetadata) {

    /** Row groups of up to 128 MB suit the read splits of Spark, Iceberg and Trino. */
    public static final long DEFAULT_ROW_GROUP_BYTES = 128L << 20;

    /** As parquet-java and Iceberg write them. */
    public static final int DEFAULT_PAGE_BYTES = 1 << 20;

    /** As parquet-java writes them. */
    public static final int DEFAULT_PAGE_ROWS = 20_000;

    /** Far more than honest files need: what is encoded badly by their writer becomes smaller. */
    public static final int DEFAULT_MAX_GROWTH = 10;

    public MergeSpec {
        if (maxGrowth < 1) {
            throw new IllegalArgumentException("An output may at least be as large as its sources: " + maxGrowth);
        }
        keyValueMetadata = Map.copyOf(keyValueMetadata);
        sort = List.copyOf(sort);
    }

    /** A merge whose metadata is known beforehand, and which keeps the Bloom filters and the order of the sources. */
    public MergeSpec(
            ParquetSchema schema,
            Map<String, String> keyValueMetadata,
            String createdBy,
            Optional<Compression> compression,
            long rowGroupBytes,
            int pageBytes,
            int pageRows,
            long memoryBudgetBytes,
            boolean verifyContent,
            int maxGrowth) {
        this(
                schema,
                keyValueMetadata,
                createdBy,
                compression,
                OptionalInt.empty(),
                rowGroupBytes,
                pageBytes,
                pageRows,
                memoryBudgetBytes,
                verifyContent,
                maxGrowth,
                BloomFilters.KEEP,
                List.of(),
                rowGroups -> Map.of());
    }

    /** The same merge into another order. */
    public MergeSpec withSort(List<SortColumn> columns) {
        return with(compressionLevel, columns);
    }

    /** The same merge with a level of its codec. */
    public MergeSpec withCompressionLevel(int level) {
        return with(OptionalInt.of(level), sort);
    }

    private MergeSpec with(OptionalInt level, List<SortColumn> columns) {
        return new MergeSpec(
                schema,
                keyValueMetadata,
                createdBy,
                compression,
                level,
                rowGroupBytes,
                pageBytes,
                pageRows,
                memoryBudgetBytes,
                verifyContent,
                maxGrowth,
                bloomFilters,
                columns,
                lateMetadata);
    }

    /**
     * The output's whole key-value metadata, ordered by key.
     *
     * @param rowGroups all that the output has, as its footer will tell of them
     */
    public SortedMap<String, String> completeMetadata(List<RowGroupSummary> rowGroups) {
        SortedMap<String, String> complete = new TreeMap<>(keyValueMetadata);
        complete.putAll(lateMetadata.apply(rowGroups));
        return complete;
    }
}
