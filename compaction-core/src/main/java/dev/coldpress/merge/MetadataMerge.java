package dev.coldpress.merge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the key-value metadata of an output: what all sources agree on, less what only described the single file, plus
 * where the rows come from. A key in which sources differ is left out; those that change the meaning of values cannot differ
 * here, see {@link ValueSemantics}.
 */
final class MetadataMerge {

    static final String PLAN = "coldpress.plan";
    static final String SOURCES = "coldpress.sources";
    static final String SOURCE_KEYS = "coldpress.source.keys";
    static final String ORIGINAL_CREATED_BY = "original.created.by";
    static final String GEO = "geo";
    static final String SPARK_VERSION = "org.apache.spark.version";
    private static final String PANDAS = "pandas";

    private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d{1,4})\\.(\\d{1,3})");

    private static final Set<String> OWN = Set.of(PLAN, SOURCES, SOURCE_KEYS, ORIGINAL_CREATED_BY);

    /** Names of more sources than this would make the footer longer than it is worth. */
    private static final int MAX_SOURCE_KEYS = 100;

    private static final int MAX_ORIGINAL_WRITERS = 20;

    /** GeoParquet's bounding box is optional, and one file's box is wrong for another. */
    private static final Pattern BOUNDING_BOX =
            Pattern.compile("\"bbox\"\\s*:\\s*\\[[^\\]]*\\]\\s*,|,?\\s*\"bbox\"\\s*:\\s*\\[[^\\]]*\\]");

    /** A pandas RangeIndex ends at the file's own row count, so it never fits a merged file. */
    private static final Pattern PANDAS_RANGE = Pattern.compile("\"kind\"\\s*:\\s*\"range\"");

    private MetadataMerge() {}

    static Map<String, String> merge(List<SourceSummary> sources, UUID planId) {
        Map<String, String> merged = common(sources);
        OWN.forEach(merged::remove);
        merged.computeIfPresent(GEO, (key, value) -> withoutBoundingBox(value));
        if (PANDAS_RANGE.matcher(merged.getOrDefault(PANDAS, "")).find()) {
            merged.remove(PANDAS);
        }
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

    /** What all sources have, with the first one's value where values differ in nothing that matters. */
    private static Map<String, String> common(List<SourceSummary> sources) {
        Map<String, String> common = new TreeMap<>(sources.get(0).keyValueMetadata());
        for (SourceSummary source : sources) {
            common.entrySet().removeIf(entry -> !isSame(entry.getKey(), entry.getValue(), source));
        }
        return common;
    }

    private static boolean isSame(String key, String value, SourceSummary source) {
        String other = source.keyValueMetadata().get(key);
        return other != null && comparable(key, value).equals(comparable(key, other));
    }

    /** The part of a value that matters when two files are compared. */
    static String comparable(String key, String value) {
        return switch (key) {
            case GEO -> withoutBoundingBox(value);
            case SPARK_VERSION -> calendarOf(value);
            default -> value;
        };
    }

    private static String withoutBoundingBox(String geo) {
        return BOUNDING_BOX.matcher(geo).replaceAll("");
    }

    /**
     * Spark reads dates and timestamps before 1582, and INT96, by the version that wrote them; what it does changed in 3.0 and
     * in 3.1. A version that cannot be read stands for itself.
     */
    private static String calendarOf(String sparkVersion) {
        Matcher version = MAJOR_MINOR.matcher(sparkVersion);
        if (!version.lookingAt()) {
            return sparkVersion;
        }
        int number = Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2));
        if (number < 3000) {
            return "before 3.0";
        }
        return number < 3001 ? "3.0" : "3.1 or later";
    }

    private static List<String> writers(List<SourceSummary> sources) {
        Set<String> writers = new LinkedHashSet<>();
        for (SourceSummary source : sources) {
            String original = source.keyValueMetadata().get(ORIGINAL_CREATED_BY);
            writers.addAll(List.of((original == null ? source.createdBy() : original).split("\n")));
        }
        List<String> kept = new ArrayList<>(writers);
        return kept.subList(0, Math.min(kept.size(), MAX_ORIGINAL_WRITERS));
    }
}
