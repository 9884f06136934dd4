package dev.coldpress.metadata;

import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowField.Dictionary;
import dev.coldpress.port.parquet.NestedNode;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one file says of a column in Arrow's types.
 *
 * @param node the column in the file
 * @param field what its Arrow schema says, or if it has none, what readers make of the Parquet type
 * @param isRead whether the file has an Arrow schema
 */
record ArrowClaim(SchemaNode node, ArrowField field, boolean isRead) {

    /** Of a column in a file without an Arrow schema. */
    static ArrowClaim byDefault(SchemaNode node) {
        return new ArrowClaim(node, ArrowDefaults.field(node), false);
    }

    /** Whether the field is stored as the column is: as many levels, and struct fields of the same names. */
    boolean fits() {
        if (node.isLeaf() && !isList()) {
            return field.children().isEmpty();
        }
        List<SchemaNode> nodes = nodes();
        if (field.dictionary().isPresent()
                || !ArrowDefaults.isOfOneKind(field, ArrowDefaults.field(node))
                || nodes.size() != field.children().size()) {
            return false;
        }
        for (int i = 0; i < nodes.size(); i++) {
            boolean isNamed = !isStruct()
                    || field.children().get(i).name().equals(nodes.get(i).name());
            if (!isNamed || !child(i).fits()) {
                return false;
            }
        }
        return true;
    }

    boolean isList() {
        return NestedNode.elementOf(node).isPresent();
    }

    boolean isStruct() {
        return !node.isLeaf() && !isList() && NestedNode.entryOf(node).isEmpty();
    }

    /**
     * Whether a null in place of the column is a null in place of a list of a fixed length: it is one, or is in a
     * struct.
     */
    boolean hasFixedLength() {
        return field.typeName().equals(ArrowDefaults.FIXED_SIZE_LIST)
                || (isStruct() && IntStream.range(0, nodes().size()).anyMatch(i -> child(i).hasFixedLength()));
    }

    /** The Parquet fields of {@link ArrowField#children}. */
    private List<SchemaNode> nodes() {
        return nodes(node);
    }

    static List<SchemaNode> nodes(SchemaNode node) {
        return NestedNode.elementOf(node)
                .or(() -> NestedNode.entryOf(node))
                .map(nested -> List.of(nested.node()))
                .orElse(node.children());
    }

    private ArrowClaim child(int index) {
        return new ArrowClaim(nodes().get(index), field.children().get(index), isRead);
    }

    /** What is said of a field of the struct; empty if the file has not got it. */
    Optional<ArrowClaim> child(String name) {
        List<SchemaNode> nodes = nodes();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).name().equals(name)) {
                return Optional.of(child(i));
            }
        }
        return Optional.empty();
    }

    /** What is said of the elements of the list, or the entries of the map. */
    ArrowClaim only() {
        return child(0);
    }

    /** The type with the name of its extension in front of it, as {@link ArrowDefaults#faithful} has it. */
    String label() {
        String extension = field.metadata().getOrDefault(ArrowField.EXTENSION_NAME, "");
        return extension.isEmpty() ? field.type() : extension + " " + field.type();
    }

    /** The metadata that belong to the type. */
    Map<String, String> extension() {
        String name = field.metadata().get(ArrowField.EXTENSION_NAME);
        String parameters = field.metadata().get(ArrowField.EXTENSION_PARAMETERS);
        if (name == null) {
            return Map.of();
        }
        return parameters == null
                ? Map.of(ArrowField.EXTENSION_NAME, name)
                : Map.of(ArrowField.EXTENSION_NAME, name, ArrowField.EXTENSION_PARAMETERS, parameters);
    }

    /** The entries of an ordered dictionary, as far as they are known; empty for any other column. */
    String entries() {
        return field.isOrdered() ? field.dictionary().map(Dictionary::entries).orElse("") : "";
    }
}
