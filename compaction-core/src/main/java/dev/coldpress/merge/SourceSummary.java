package dev.coldpress.merge;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.ColumnSummary;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.RowGroupSummary;
import dev.coldpress.port.parquet.SortColumn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What of a source's footer is needed to plan its merge. Small, so that ten thousand of them fit into memory.
 *
 * @param uncompressedBytes of its pages, if the footer is right
 * @param largestColumnBytes see {@link ParquetFooter#largestColumnBytes}
 * @param keyValueMetadata without the lineage
 * @param footerHash see {@link ParquetFooter#hash}
 * @param lineage the files whose rows an output holds; empty for every other file
 * @param orderedDictionaries see {@link ParquetFooter#orderedDictionaries}
 * @param sorting see {@link ParquetFooter#sorting}
 * @param nestedWithNulls the columns with fields of their own in which there may be a null, by the footer's null counts
 */
public record SourceSummary(
        ObjectRef ref,
        long rowCount,
        long uncompressedBytes,
        long largestColumnBytes,
        ParquetSchema schema,
        Map<String, String> keyValueMetadata,
        String createdBy,
        long footerHash,
        Lineage lineage,
        Map<List<String>, String> orderedDictionaries,
        List<SortColumn> sorting,
        Set<String> nestedWithNulls) {

    public SourceSummary {
        keyValueMetadata = Map.copyOf(keyValueMetadata);
        orderedDictionaries = Map.copyOf(orderedDictionaries);
        sorting = List.copyOf(sorting);
        nestedWithNulls = Set.copyOf(nestedWithNulls);
    }

    public static SourceSummary of(ObjectRef ref, ParquetFooter footer) {
        Map<String, String> metadata = new HashMap<>(footer.keyValueMetadata());
        Lineage lineage = Lineage.of(ref.key(), footer);
        metadata.remove(Lineage.KEY_OF_VERSIONS);
        metadata.remove(Lineage.KEY);
        return new SourceSummary(
                ref,
                footer.rowCount(),
                footer.rowGroups().stream()
                        .mapToLong(RowGroupSummary::uncompressedBytes)
                        .sum(),
                footer.largestColumnBytes(),
                footer.schema(),
                metadata,
                footer.createdBy(),
                footer.hash(),
                lineage,
                footer.orderedDictionaries(),
                footer.sorting(),
                nestedWithNulls(footer));
    }

    private static Set<String> nestedWithNulls(ParquetFooter footer) {
        Set<String> names = new HashSet<>();
        for (ColumnSummary leaf : footer.columns()) {
            boolean mayHaveNulls =
                    leaf.nullCount().isEmpty() || leaf.nullCount().getAsLong() > 0;
            if (mayHaveNulls && leaf.path().size() > 1) {
                names.add(leaf.path().get(0));
            }
        }
        return names;
    }

    /** The same file under the lineage that an output of it alone would have. */
    Lineage lineageOrSelf(OptionalLong contentHash) {
        return lineage.isEmpty()
                ? Lineage.ofFile(ref.key(), Lineage.digest(ref, rowCount, footerHash, contentHash))
                : lineage;
    }

    /**
     * Whether it says of its rows what the other one says, but for their number. It may say so and this not notice:
     * only the very same objects are compared, which the summaries of a partition share.
     */
    @SuppressWarnings("ReferenceEquality") // a comparison of all columns for each file costs as much as what it saves
    boolean isOfKind(SourceSummary other) {
        return schema == other.schema
                && keyValueMetadata == other.keyValueMetadata
                && orderedDictionaries == other.orderedDictionaries
                && nestedWithNulls == other.nestedWithNulls
                && createdBy.equals(other.createdBy);
    }

    /** Whether it is an output that says whose rows it holds. */
    public boolean isOutput() {
        return !lineage.isEmpty();
    }

    /** How many files the lineages of two outputs both name. */
    public int filesInCommonWith(SourceSummary other) {
        return lineage.common(other.lineage);
    }

    /** For how many files this one counts in the lineage of an output. */
    public int filesInLineage() {
        return Math.max(1, lineage.size());
    }
}
