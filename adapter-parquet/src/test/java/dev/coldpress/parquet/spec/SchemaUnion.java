package dev.coldpress.parquet.spec;

import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Union by name, as the design states it: what some files lack, or have optional, is optional in the output. */
final class SchemaUnion {

    private SchemaUnion() {}

    static ParquetSchema of(List<ParquetSchema> schemas) {
        return new ParquetSchema(
                union(schemas.stream().map(ParquetSchema::fields).toList()));
    }

    private static List<SchemaNode> union(List<List<SchemaNode>> groups) {
        Map<String, List<SchemaNode>> byName = new LinkedHashMap<>();
        for (List<SchemaNode> group : groups) {
            group.forEach(node -> byName.computeIfAbsent(node.name(), name -> new ArrayList<>())
                    .add(node));
        }
        List<SchemaNode> union = new ArrayList<>();
        byName.values().forEach(nodes -> union.add(merge(nodes, nodes.size() < groups.size())));
        return union;
    }

    private static SchemaNode merge(List<SchemaNode> nodes, boolean missingSomewhere) {
        SchemaNode first = nodes.get(0);
        boolean optional = missingSomewhere || nodes.stream().anyMatch(n -> n.repetition() == Repetition.OPTIONAL);
        SchemaNode merged = optional && first.repetition() == Repetition.REQUIRED
                ? first.withRepetition(Repetition.OPTIONAL)
                : first;
        return first.isLeaf()
                ? merged
                : merged.withChildren(
                        union(nodes.stream().map(SchemaNode::children).toList()));
    }
}
