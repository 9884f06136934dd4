package dev.coldpress.merge;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.ParquetSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What of a source's footer is needed to plan its merge. Small, so that ten thousand of them fit into memory.
 *
 * @param keyValueMetadata without the lineage
 * @param footerHash see {@link ParquetFooter#hash}
 * @param lineage the files whose rows an output holds; empty for every other file
 * @param orderedDictionaries see {@link ParquetFooter#orderedDictionaries}
 */
public record SourceSummary(
        ObjectRef ref,
        long rowCount,
        ParquetSchema schema,
        Map<String, String> keyValueMetadata,
        String createdBy,
        long footerHash,
        Lineage lineage,
        Map<List<String>, String> orderedDictionaries) {

    public SourceSummary {
        keyValueMetadata = Map.copyOf(keyValueMetadata);
        orderedDictionaries = Map.copyOf(orderedDictionaries);
    }

    public static SourceSummary of(ObjectRef ref, ParquetFooter footer) {
        Map<String, String> metadata = new HashMap<>(footer.keyValueMetadata());
        Lineage lineage = Lineage.of(ref.key(), footer);
        metadata.remove(Lineage.KEY_OF_VERSIONS);
        metadata.remove(Lineage.KEY);
        return new SourceSummary(
                ref,
                footer.rowCount(),
                footer.schema(),
                metadata,
                footer.createdBy(),
                footer.hash(),
                lineage,
                footer.orderedDictionaries());
    }

    /** The same file under the lineage that an output of it alone would have. */
    Lineage lineageOrSelf(OptionalLong contentHash) {
        return lineage.isEmpty()
                ? Lineage.ofFile(ref.key(), Lineage.digest(ref, rowCount, footerHash, contentHash))
                : lineage;
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
