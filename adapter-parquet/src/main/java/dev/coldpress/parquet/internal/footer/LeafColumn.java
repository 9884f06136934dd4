package dev.coldpress.parquet.internal.footer;

import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A column: a leaf of a schema, with the nodes that lead to it.
 *
 * @param nodes from the field of the root down to the leaf itself
 * @param type with its logical type and the order that its statistics follow
 * @param bits the column as its values are decoded: floats as the integers of their bits, because parquet-java's
 *     dictionaries of floats know only one NaN
 */
public record LeafColumn(
        List<SchemaNode> nodes, PrimitiveType type, ColumnDescriptor bits, int maxRepetition, int maxDefinition) {

    public LeafColumn {
        nodes = List.copyOf(nodes);
    }

    /** All leaves, in the order of the schema. */
    public static List<LeafColumn> of(ParquetSchema schema) {
        List<LeafColumn> leaves = new ArrayList<>();
        addLeaves(schema.fields(), List.of(), leaves);
        return List.copyOf(leaves);
    }

    private static void addLeaves(List<SchemaNode> fields, List<SchemaNode> parents, List<LeafColumn> into) {
        for (SchemaNode field : fields) {
            List<SchemaNode> nodes = new ArrayList<>(parents);
            nodes.add(field);
            if (field.isLeaf()) {
                into.add(leaf(nodes));
            } else {
                addLeaves(field.children(), nodes, into);
            }
        }
    }

    private static LeafColumn leaf(List<SchemaNode> nodes) {
        PrimitiveType type = SchemaWriter.primitive(nodes.get(nodes.size() - 1));
        int maxRepetition = repeatedAmong(nodes);
        int maxDefinition = optionalAmong(nodes);
        String[] path = nodes.stream().map(SchemaNode::name).toArray(String[]::new);
        ColumnDescriptor bits = new ColumnDescriptor(path, bits(type), maxRepetition, maxDefinition);
        return new LeafColumn(nodes, type, bits, maxRepetition, maxDefinition);
    }

    private static PrimitiveType bits(PrimitiveType type) {
        PrimitiveTypeName name = switch (type.getPrimitiveTypeName()) {
            case FLOAT -> PrimitiveTypeName.INT32;
            case DOUBLE -> PrimitiveTypeName.INT64;
            default -> type.getPrimitiveTypeName();
        };
        return new PrimitiveType(type.getRepetition(), name, type.getTypeLength(), type.getName());
    }

    /** How many of the nodes are repeated: the repetition level that they add up to. */
    public static int repeatedAmong(List<SchemaNode> nodes) {
        return (int) nodes.stream()
                .filter(node -> node.repetition() == Repetition.REPEATED)
                .count();
    }

    /** How many of the nodes may be absent: the definition level that they add up to. */
    public static int optionalAmong(List<SchemaNode> nodes) {
        return (int) nodes.stream()
                .filter(node -> node.repetition() != Repetition.REQUIRED)
                .count();
    }

    public List<String> path() {
        return List.of(bits.getPath());
    }

    public String dottedPath() {
        return String.join(".", path());
    }

    public SchemaNode node() {
        return nodes.get(nodes.size() - 1);
    }

    public PhysicalType physicalType() {
        PhysicalType physical = node().physicalType();
        if (physical == null) {
            throw new IllegalStateException("A leaf without a physical type: " + dottedPath());
        }
        return physical;
    }

    /** Whether the format has it that the values are UTF-8. */
    public boolean isText() {
        return switch (node().logicalType()) {
            case "STRING", "ENUM", "JSON" -> physicalType() == PhysicalType.BYTE_ARRAY;
            default -> false;
        };
    }
}
