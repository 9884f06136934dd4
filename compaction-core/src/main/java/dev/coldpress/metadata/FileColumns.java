package dev.coldpress.metadata;

import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The columns and the number of rows of a file: of a source, or of an output with the rows of several.
 *
 * @param columns of the schema, by name
 * @param arrow empty if the file has none, or one that does not fit the schema
 */
public record FileColumns(
        ParquetSchema schema, Map<String, SchemaNode> columns, long rowCount, Optional<ArrowSchema> arrow) {

    public static FileColumns of(ParquetSchema schema, long rowCount, Optional<ArrowSchema> arrow) {
        Map<String, SchemaNode> columns = new HashMap<>();
        schema.fields().forEach(field -> columns.put(field.name(), field));
        return new FileColumns(schema, columns, rowCount, arrow);
    }

    /** The columns of a file with the rows of this one and those of another one. */
    FileColumns unite(FileColumns other, ParquetSchema united) {
        return of(
                united,
                Math.addExact(rowCount, other.rowCount),
                ArrowSchemas.unite(united, schema, arrow, other.schema, other.arrow));
    }

    FileColumns withMoreRows(long rows) {
        return new FileColumns(schema, columns, Math.addExact(rowCount, rows), arrow);
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
