package dev.coldpress.port.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a list or a map holds, found behind the groups that Parquet needs to say so (LogicalTypes.md of parquet-format,
 * "Nested Types", with its rules for old lists).
 *
 * @param path the names from the list or map down to the node; empty for a repeated field that is no LIST, which is its
 *     own element
 * @param node of one element, or of one entry of a map; never repeated
 */
public record NestedNode(List<String> path, SchemaNode node) {

    public NestedNode {
        path = List.copyOf(path);
    }

    /** The element of a list; empty if the field is no list. */
    public static Optional<NestedNode> elementOf(SchemaNode field) {
        if (field.repetition() == Repetition.REPEATED) {
            return Optional.of(new NestedNode(List.of(), single(field)));
        }
        if (!field.logicalType().equals("LIST") || !hasOneRepeatedChild(field)) {
            return Optional.empty();
        }
        SchemaNode repeated = field.children().get(0);
        if (isElement(repeated, field.name())) {
            return Optional.of(new NestedNode(List.of(repeated.name()), single(repeated)));
        }
        SchemaNode element = repeated.children().get(0);
        return Optional.of(new NestedNode(List.of(repeated.name(), element.name()), element));
    }

    private static boolean isElement(SchemaNode repeated, String list) {
        return repeated.isLeaf()
                || repeated.children().size() > 1
                || repeated.children().get(0).repetition() == Repetition.REPEATED
                || repeated.name().equals("array")
                || repeated.name().equals(list + "_tuple");
    }

    /** The entry of a map, a group of key and value; empty if the field is no map. */
    public static Optional<NestedNode> entryOf(SchemaNode field) {
        boolean named = field.logicalType().equals("MAP") || field.logicalType().equals("MAP_KEY_VALUE");
        if (field.repetition() == Repetition.REPEATED || !named || !hasOneRepeatedChild(field)) {
            return Optional.empty();
        }
        SchemaNode entry = field.children().get(0);
        return entry.children().size() == 2
                ? Optional.of(new NestedNode(List.of(entry.name()), single(entry)))
                : Optional.empty();
    }

    private static boolean hasOneRepeatedChild(SchemaNode field) {
        return field.children().size() == 1 && field.children().get(0).repetition() == Repetition.REPEATED;
    }

    private static SchemaNode single(SchemaNode repeated) {
        return repeated.withRepetition(Repetition.REQUIRED);
    }

    /** The path of the node, behind that of the list or map. */
    public List<String> pathBehind(List<String> path) {
        List<String> whole = new ArrayList<>(path);
        whole.addAll(this.path);
        return whole;
    }
}
