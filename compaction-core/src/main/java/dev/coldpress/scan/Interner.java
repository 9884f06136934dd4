package dev.coldpress.scan;

import dev.coldpress.merge.SourceSummary;
import java.util.HashMap;
import java.util.Map;

/** Lets the summaries of ten thousand files share what they have in common: the schema, and the metadata's strings. */
final class Interner {

    private final Map<Object, Object> known = new HashMap<>();

    SourceSummary intern(SourceSummary summary) {
        Map<String, String> metadata = new HashMap<>();
        summary.keyValueMetadata().forEach((key, value) -> metadata.put(same(key), same(value)));
        return new SourceSummary(
                summary.ref(),
                summary.rowCount(),
                summary.uncompressedBytes(),
                summary.largestColumnBytes(),
                same(summary.schema()),
                same(Map.copyOf(metadata)),
                same(summary.createdBy()),
                summary.footerHash(),
                summary.lineage(),
                same(summary.orderedDictionaries()),
                same(summary.sorting()),
                same(summary.nestedWithNulls()));
    }

    @SuppressWarnings(
            "unchecked") // an equal object of another class cannot be: equals of these types compares the class
    private <T> T same(T value) {
        return (T) known.computeIfAbsent(value, any -> any);
    }
}
