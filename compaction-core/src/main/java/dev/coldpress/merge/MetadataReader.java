package dev.coldpress.merge;

import dev.coldpress.metadata.ArrowSchemas;
import dev.coldpress.metadata.AvroSchema;
import dev.coldpress.metadata.FileColumns;
import dev.coldpress.metadata.FileDescription;
import dev.coldpress.metadata.GeoMetadata;
import dev.coldpress.metadata.PandasMetadata;
import dev.coldpress.metadata.SparkSchema;
import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.MetadataNotation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads what metadata say of files, each text once, and writes what is true of many. For one thread. */
final class MetadataReader {

    /** The keys whose values are read. */
    static final Set<String> KEYS =
            Set.of(ArrowSchema.KEY, PandasMetadata.KEY, GeoMetadata.KEY, SparkSchema.KEY, AvroSchema.KEY);

    private final MetadataNotation notation;
    private final Map<String, Optional<ArrowSchema>> arrowSchemas = new HashMap<>();
    private final Map<String, Optional<JsonValue>> jsonValues = new HashMap<>();

    MetadataReader(MetadataNotation notation) {
        this.notation = notation;
    }

    FileDescription read(SourceSummary source) {
        FileColumns file = FileColumns.of(source.schema(), source.rowCount(), arrow(source));
        return new FileDescription(
                file,
                json(source, PandasMetadata.KEY, value -> PandasMetadata.read(value, file)),
                json(source, GeoMetadata.KEY, value -> GeoMetadata.read(value, file)),
                json(source, SparkSchema.KEY, SparkSchema::read),
                json(source, AvroSchema.KEY, AvroSchema::read));
    }

    private Optional<ArrowSchema> arrow(SourceSummary source) {
        return Optional.ofNullable(source.keyValueMetadata().get(ArrowSchema.KEY))
                .flatMap(value -> arrowSchemas.computeIfAbsent(value, this::readArrow))
                .filter(arrow -> ArrowSchemas.fits(source.schema(), arrow))
                .map(arrow -> ArrowSchemas.withEntries(source.schema(), arrow, source.orderedDictionaries()));
    }

    /** Most writers repeat the metadata of the file in the schema. What is read there is not kept in two versions. */
    private Optional<ArrowSchema> readArrow(String value) {
        return notation.readArrowSchema(value).map(arrow -> {
            Map<String, String> metadata = new HashMap<>(arrow.metadata());
            metadata.keySet().removeAll(KEYS);
            return new ArrowSchema(arrow.fields(), metadata);
        });
    }

    private <T> Optional<T> json(SourceSummary source, String key, Function<JsonValue, Optional<T>> read) {
        return Optional.ofNullable(source.keyValueMetadata().get(key))
                .flatMap(value -> jsonValues.computeIfAbsent(value, notation::readJson))
                .flatMap(read);
    }

    /** The keys that are there and are not in the form in which their writers write them, with their values. */
    static Map<String, String> unread(SourceSummary source, FileDescription description) {
        Map<String, String> unread = new TreeMap<>(source.keyValueMetadata());
        unread.keySet().retainAll(KEYS);
        unread.keySet().removeAll(known(description));
        return unread;
    }

    private static Set<String> known(FileDescription description) {
        Map<String, Optional<?>> values = Map.of(
                ArrowSchema.KEY, description.arrow(),
                PandasMetadata.KEY, description.pandas(),
                GeoMetadata.KEY, description.geo(),
                SparkSchema.KEY, description.spark(),
                AvroSchema.KEY, description.avro());
        Map<String, Optional<?>> known = new HashMap<>(values);
        known.values().removeIf(Optional::isEmpty);
        return known.keySet();
    }

    /**
     * The key-value pairs that say this. Arrow C++ takes those of the Arrow schema for the file's, and does not look at
     * the file's own where there is one; so both have them.
     */
    Map<String, String> write(FileDescription description) {
        Map<String, String> pairs = new TreeMap<>();
        description.pandas().ifPresent(pandas -> pairs.put(PandasMetadata.KEY, notation.writeJson(pandas.write())));
        description
                .geo()
                .filter(geo -> !geo.columns().isEmpty())
                .ifPresent(geo -> pairs.put(GeoMetadata.KEY, notation.writeJson(geo.write())));
        description.spark().ifPresent(spark -> pairs.put(SparkSchema.KEY, notation.writeJson(spark.struct())));
        description.avro().ifPresent(avro -> pairs.put(AvroSchema.KEY, notation.writeJson(avro.record())));
        description.arrow().ifPresent(arrow -> {
            Map<String, String> metadata = new HashMap<>(arrow.metadata());
            metadata.putAll(pairs);
            pairs.put(ArrowSchema.KEY, notation.writeArrowSchema(new ArrowSchema(arrow.fields(), metadata)));
        });
        return pairs;
    }
}
