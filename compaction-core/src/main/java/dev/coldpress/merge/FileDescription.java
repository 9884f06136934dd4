package dev.coldpress.merge;

import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a file's schema and metadata say of its rows, so far as Coldpress reads it: of a source, or of an output with the rows
 * of several. What is empty is not in the file, or not in the form in which its writers write it.
 *
 * @param columns of the schema, by name
 */
record FileDescription(
        ParquetSchema schema,
        Map<String, SchemaNode> columns,
        long rowCount,
        Optional<ArrowSchema> arrow,
        Optional<PandasMetadata> pandas,
        Optional<GeoMetadata> geo,
        Optional<SparkSchema> spark,
        Optional<AvroSchema> avro) {

    /** A description without the keys that describe more than Arrow's types. */
    static FileDescription of(ParquetSchema schema, long rowCount, Optional<ArrowSchema> arrow) {
        Map<String, SchemaNode> columns = new HashMap<>();
        schema.fields().forEach(field -> columns.put(field.name(), field));
        return new FileDescription(
                schema,
                columns,
                rowCount,
                arrow,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    FileDescription with(
            Optional<PandasMetadata> pandas,
            Optional<GeoMetadata> geo,
            Optional<SparkSchema> spark,
            Optional<AvroSchema> avro) {
        return new FileDescription(schema, columns, rowCount, arrow, pandas, geo, spark, avro);
    }

    /**
     * The description of a file with the rows of this one and those of another one behind them. Of a file with itself, it is
     * one that stays true whatever rows of its kind come after.
     *
     * @param united the schema of both
     * @throws MetadataConflictException if no description is true of both
     */
    FileDescription unite(FileDescription other, ParquetSchema united) {
        FileDescription both = of(
                united,
                Math.addExact(rowCount, other.rowCount),
                ArrowSchemas.unite(united, schema, arrow, other.schema, other.arrow));
        return both.with(
                PandasMetadata.unite(this, other, both),
                GeoMetadata.unite(this, other),
                SparkSchema.unite(this, other, both),
                AvroSchema.unite(this, other, both));
    }

    /** The same of a file with further rows, to which nothing else belongs that depends on their number. */
    FileDescription withMoreRows(long rows) {
        return new FileDescription(schema, columns, Math.addExact(rowCount, rows), arrow, pandas, geo, spark, avro);
    }

    /** The column of this name; empty if there is none. */
    Optional<SchemaNode> field(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /** Whether the Arrow schema says that a column is a dictionary whose order has a meaning. */
    boolean isOrdered(String column) {
        return arrow.stream()
                .flatMap(known -> known.fields().stream())
                .anyMatch(field -> field.name().equals(column) && field.isOrdered());
    }
}
