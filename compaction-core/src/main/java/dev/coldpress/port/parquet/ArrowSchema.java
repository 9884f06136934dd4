package dev.coldpress.port.parquet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What Arrow-based writers store under the key {@code ARROW:schema}: the types that the columns had in memory, of which
 * Parquet's are a coarser image. Readers match the fields with the columns of the file by position (Arrow C++), or take
 * them for the file's columns (Polars), so they are as many, in the same order.
 *
 * @param metadata key-value pairs of the schema itself, of which most writers repeat those of the file
 */
public record ArrowSchema(List<ArrowField> fields, Map<String, String> metadata) {

    /** The key under which a Parquet file has it. */
    public static final String KEY = "ARROW:schema";

    public ArrowSchema {
        fields = List.copyOf(fields);
        metadata = Map.copyOf(metadata);
    }

    /**
     * The fields that are stored as leaf columns, by the path of the column.
     *
     * @param schema of the file; fields that are not stored as it says are left out
     */
    public Map<List<String>, ArrowField> leaves(ParquetSchema schema) {
        Map<List<String>, ArrowField> leaves = new HashMap<>();
        withLeaves(schema, (path, field) -> {
            leaves.put(path, field);
            return field;
        });
        return leaves;
    }

    /**
     * The same with each field replaced that is stored as a leaf column.
     *
     * @param schema of the file; fields that are not stored as it says stay
     * @param replacement takes the column's path and the field
     */
    public ArrowSchema withLeaves(ParquetSchema schema, BiFunction<List<String>, ArrowField, ArrowField> replacement) {
        return new ArrowSchema(replace(schema.fields(), List.of(), fields, replacement), metadata);
    }

    private static List<ArrowField> replace(
            List<SchemaNode> nodes,
            List<String> path,
            List<ArrowField> fields,
            BiFunction<List<String>, ArrowField, ArrowField> replacement) {
        if (nodes.size() != fields.size()) {
            return fields;
        }
        List<ArrowField> replaced = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            List<String> column = new ArrayList<>(path);
            column.add(nodes.get(i).name());
            replaced.add(replace(nodes.get(i), column, fields.get(i), replacement));
        }
        return replaced;
    }

    private static ArrowField replace(
            SchemaNode node,
            List<String> path,
            ArrowField field,
            BiFunction<List<String>, ArrowField, ArrowField> replacement) {
        Optional<NestedNode> nested = NestedNode.elementOf(node).or(() -> NestedNode.entryOf(node));
        if (nested.isPresent()) {
            boolean fits = field.children().size() == 1;
            return fits
                    ? field.withChildren(List.of(replace(
                            nested.get().node(),
                            nested.get().pathBehind(path),
                            field.children().get(0),
                            replacement)))
                    : field;
        }
        if (!node.isLeaf()) {
            return field.withChildren(replace(node.children(), path, field.children(), replacement));
        }
        return field.children().isEmpty() ? replacement.apply(path, field) : field;
    }
}
