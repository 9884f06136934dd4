package dev.coldpress.merge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Makes the key-value metadata of an output: what the sources say of their rows, united; of all other keys what all
 * sources agree on; and where the rows come from. A key in which sources differ is left out; those that change the
 * meaning of values cannot differ here, see {@link ValueSemantics}.
 */
final class MetadataMerge {

    static final String PLAN = "coldpress.plan";
    static final String SOURCES = "coldpress.sources";
    static final String SOURCE_KEYS = "coldpress.source.keys";
    static final String ORIGINAL_CREATED_BY = "original.created.by";

    private static final Set<String> OWN = Set.of(PLAN, SOURCES, SOURCE_KEYS, ORIGINAL_CREATED_BY);

    /** Names of more sources than this would make the footer longer than it is worth. */
    private static final int MAX_SOURCE_KEYS = 100;

    static final int MAX_ORIGINAL_WRITERS = 20;

    private MetadataMerge() {}

    /** @param described what {@link SourceUnion#write} makes of the sources */
    static Map<String, String> merge(List<SourceSummary> sources, UUID planId, Map<String, String> described) {
        Map<String, String> merged = common(sources);
        OWN.forEach(merged::remove);
        MetadataReader.KEYS.forEach(merged::remove);
        merged.putAll(described);
        merged.put(PLAN, planId.toString());
        merged.put(SOURCES, String.valueOf(sources.size()));
        if (sources.size() <= MAX_SOURCE_KEYS) {
            merged.put(
                    SOURCE_KEYS,
                    String.join(
                            "\n",
                            sources.stream().map(s -> s.ref().key().name()).toList()));
        }
        merged.put(ORIGINAL_CREATED_BY, String.join("\n", writers(sources)));
        return merged;
    }

    /** The keys of sources that the output has not got, because they differ or say what is no longer true. */
    static Set<String> leftOut(List<SourceSummary> sources, Map<String, String> merged) {
        Set<String> leftOut = new TreeSet<>();
        sources.forEach(source -> leftOut.addAll(source.keyValueMetadata().keySet()));
        leftOut.removeAll(merged.keySet());
        leftOut.removeAll(OWN);
        return leftOut;
    }

    /** What all sources have. */
    private static Map<String, String> common(List<SourceSummary> sources) {
        Map<String, String> common = new TreeMap<>(sources.get(0).keyValueMetadata());
        for (SourceSummary source : sources) {
            common.entrySet().retainAll(source.keyValueMetadata().entrySet());
        }
        sources.stream()
                .flatMap(source -> Optional.ofNullable(source.keyValueMetadata().get(SparkCalendar.KEY)).stream())
                .findFirst()
                .ifPresent(version -> common.put(SparkCalendar.KEY, version));
        return common;
    }

    /** Who wrote the rows of a file: its writer, or those of its sources. */
    static List<String> writers(SourceSummary source) {
        String original = source.keyValueMetadata().get(ORIGINAL_CREATED_BY);
        return List.of((original == null ? source.createdBy() : original).split("\n"));
    }

    private static List<String> writers(List<SourceSummary> sources) {
        Set<String> writers = new LinkedHashSet<>();
        sources.forEach(source -> writers.addAll(writers(source)));
        List<String> kept = new ArrayList<>(writers);
        return kept.subList(0, Math.min(kept.size(), MAX_ORIGINAL_WRITERS));
    }
}
