package dev.coldpress.merge;

import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The part of a file's metadata that changes what its values mean to a reader. Only files in which it is equal may share an
 * output. The keys and their effects: Spark's {@code DataSourceUtils} (calendar rebase, by version and legacy marks), Hive's
 * {@code writer.*}, Arrow's {@code ARROW:schema} (types that Parquet has not, such as durations and zone names), GeoParquet's
 * {@code geo}.
 *
 * @param keys what was found, ordered by key
 */
record ValueSemantics(Map<String, String> keys) {

    private static final List<String> KEYS = List.of(
            MetadataMerge.GEO,
            MetadataMerge.SPARK_VERSION,
            "org.apache.spark.legacyDateTime",
            "org.apache.spark.legacyINT96",
            "org.apache.spark.timeZone",
            "writer.date.proleptic",
            "writer.time.zone",
            "writer.zone.conversion.legacy",
            "writer.model.name",
            "ARROW:schema");

    static ValueSemantics of(SourceSummary source) {
        Map<String, String> found = new TreeMap<>();
        for (String key : KEYS) {
            String value = source.keyValueMetadata().get(key);
            if (value != null) {
                found.put(key, MetadataMerge.comparable(key, value));
            }
        }
        if (source.schema().fields().stream().anyMatch(ValueSemantics::hasInt96)) {
            // Readers shift INT96 timestamps by the writer's name, so neither mixing nor renaming writers is safe.
            found.put("created_by", source.createdBy());
        }
        return new ValueSemantics(found);
    }

    /** Whether a file with this marks its INT96 columns' meaning by its created_by. */
    static boolean hasInt96(SchemaNode node) {
        return node.physicalType() == PhysicalType.INT96
                || node.children().stream().anyMatch(ValueSemantics::hasInt96);
    }

    /** The first key in which the two differ, for people. */
    String differenceTo(ValueSemantics other) {
        Map<String, String> all = new TreeMap<>(keys);
        all.putAll(other.keys);
        return all.keySet().stream()
                .filter(key -> !Objects.equals(keys.get(key), other.keys.get(key)))
                .findFirst()
                .orElse("");
    }
}
