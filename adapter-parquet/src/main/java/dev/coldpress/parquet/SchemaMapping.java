package dev.coldpress.parquet;

import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How each column of the output is made from a source of one schema. Columns are matched by their path. */
final class SchemaMapping {

    private final List<LeafColumn> sources;
    private final Map<List<String>, Integer> sourceIndex = new HashMap<>();
    private final List<ColumnMapping> columns = new ArrayList<>();

    /** @throws IllegalArgumentException if the output cannot hold all that a source of this schema has */
    SchemaMapping(List<LeafColumn> sources, List<LeafColumn> targets) {
        this.sources = sources;
        for (int i = 0; i < sources.size(); i++) {
            sourceIndex.put(sources.get(i).path(), i);
        }
        targets.forEach(target -> columns.add(map(target)));
        requireAllMapped(targets);
    }

    /** Whether the output has rows of such a source in columns that the source's pages say nothing of. */
    boolean invents() {
        return columns.stream().anyMatch(ColumnMapping.Absent.class::isInstance);
    }

    /** Whether the output has the same columns in the same order with the same levels, so that a row group fits as it is. */
    boolean isIdentity() {
        for (int i = 0; i < columns.size(); i++) {
            boolean same = columns.get(i) instanceof ColumnMapping.Present present
                    && present.source() == i
                    && present.definitions().length == sources.get(i).maxDefinition() + 1
                    && present.definitions()[sources.get(i).maxDefinition()]
                            == sources.get(i).maxDefinition();
            if (!same) {
                return false;
            }
        }
        return true;
    }

    ColumnMapping column(int target) {
        return columns.get(target);
    }

    private ColumnMapping map(LeafColumn target) {
        Integer same = sourceIndex.get(target.path());
        if (same != null) {
            return present(same, target);
        }
        for (int depth = target.nodes().size() - 1; depth > 0; depth--) {
            int sibling = leafBelow(target.path().subList(0, depth));
            if (sibling >= 0) {
                return derived(sibling, depth, target);
            }
        }
        requireOptional(target, 0);
        return new ColumnMapping.Absent();
    }

    private ColumnMapping present(int index, LeafColumn target) {
        LeafColumn source = sources.get(index);
        if (source.physicalType() != target.physicalType()
                || source.node().typeLength() != target.node().typeLength()) {
            throw mismatch(
                    target, "has the type " + source.type() + " in a source and " + target.type() + " in the output");
        }
        requireCompatible(source.nodes(), target.nodes(), target);
        return new ColumnMapping.Present(index, ColumnMapping.definitionMap(source.nodes(), target.nodes()));
    }

    private ColumnMapping derived(int sibling, int depth, LeafColumn target) {
        List<SchemaNode> source = sources.get(sibling).nodes().subList(0, depth);
        List<SchemaNode> group = target.nodes().subList(0, depth);
        requireCompatible(source, group, target);
        requireOptional(target, depth);
        return new ColumnMapping.Derived(
                sibling, LeafColumn.repeatedAmong(source), ColumnMapping.definitionMap(source, group));
    }

    private int leafBelow(List<String> group) {
        int depth = group.size();
        for (int i = 0; i < sources.size(); i++) {
            List<String> path = sources.get(i).path();
            if (path.size() > depth && path.subList(0, depth).equals(group)) {
                return i;
            }
        }
        return -1;
    }

    private static void requireCompatible(List<SchemaNode> source, List<SchemaNode> target, LeafColumn column) {
        for (int i = 0; i < source.size(); i++) {
            requireSameMeaning(source.get(i), target.get(i), column);
            Repetition from = source.get(i).repetition();
            Repetition to = target.get(i).repetition();
            boolean widened = from == Repetition.REQUIRED && to == Repetition.OPTIONAL;
            if (from != to && !widened) {
                throw mismatch(
                        column, source.get(i).name() + " is " + from + " in a source and " + to + " in the output");
            }
        }
    }

    private static void requireSameMeaning(SchemaNode source, SchemaNode target, LeafColumn column) {
        if (!source.logicalType().equals(target.logicalType())
                || !source.fieldId().equals(target.fieldId())) {
            throw mismatch(
                    column,
                    source.name() + " has the logical type '" + source.logicalType() + "' and the field id "
                            + source.fieldId() + " in a source, '" + target.logicalType() + "' and " + target.fieldId()
                            + " in the output");
        }
    }

    private static void requireOptional(LeafColumn target, int depth) {
        SchemaNode missing = target.nodes().get(depth);
        if (missing.repetition() == Repetition.REQUIRED) {
            throw mismatch(target, missing.name() + " is missing in a source and required in the output");
        }
    }

    private void requireAllMapped(List<LeafColumn> targets) {
        Set<List<String>> paths = targets.stream().map(LeafColumn::path).collect(Collectors.toSet());
        for (LeafColumn source : sources) {
            if (!paths.contains(source.path())) {
                throw mismatch(source, "is in a source and not in the output");
            }
        }
    }

    private static IllegalArgumentException mismatch(LeafColumn column, String what) {
        return new IllegalArgumentException(
                "Column " + column.dottedPath() + ": " + what + "; plan such sources into different groups");
    }
}
