package dev.coldpress.port.parquet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param rowGroupBytes cut a row group at the first source row group that would make the compressed bytes exceed this
 * @param pageBytes uncompressed bytes of a data page, about
 * @param pageRows rows of a data page, at most, about; up to 16 times as many where a page of so many rows would have less than
 *     64 KB when it is compressed
 * @param memoryBudgetBytes what the merge may hold at once
 * @param verifyContent read every written column chunk again and compare an order-sensitive hash of its levels and values
 *     with that of the sources
 * @param maxGrowth refuse a source with which a column chunk of more than a megabyte would take more than so many times the
 *     bytes of its sources: a few bytes can stand for gigabytes; at least 1
 * @param bloomFilters which columns of the output have them
 * @param lateMetadata the rest of the output's key-value metadata, by its row groups; to be asked once all of them are written,
 *     on the thread that called {@link ParquetCodec#merge}, and from then on the same whenever it is asked
 */
public record MergeSpec(
        ParquetSchema schema,
        Map<String, String> keyValueMetadata,
        String createdBy,
        Optional<Compression> compression,
        long rowGroupBytes,
        int pageBytes,
        int pageRows,
        long memoryBudgetBytes,
        boolean verifyContent,
        int maxGrowth,
        BloomFilters bloomFilters,
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
    }

    /** All of whose metadata is known beforehand, with the Bloom filters of the sources. */
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
                rowGroupBytes,
                pageBytes,
                pageRows,
                memoryBudgetBytes,
                verifyContent,
                maxGrowth,
                BloomFilters.KEEP,
                rowGroups -> Map.of());
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
