package dev.coldpress.parquet.internal.mapping;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.Widening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How each column of the output is made from a source of one schema. Columns are matched by their path. */
public final class SchemaMapping {

    private final List<LeafColumn> sources;
    private final List<LeafColumn> targets;
    private final Map<List<String>, Integer> sourceIndex = new HashMap<>();
    private final List<ColumnMapping> columns = new ArrayList<>();

    /**
     * The mapping of a schema to the output's.
     *
     * @throws IllegalArgumentException if the output cannot hold all that a source of this schema has
     */
    public SchemaMapping(List<LeafColumn> sources, List<LeafColumn> targets) {
        this.sources = sources;
        this.targets = targets;
        for (int i = 0; i < sources.size(); i++) {
            sourceIndex.put(sources.get(i).path(), i);
        }
        targets.forEach(target -> columns.add(map(target)));
        requireAllMapped(targets);
    }

    /** Whether the output has rows of such a source in columns that the source's pages say nothing of. */
    public boolean invents() {
        return columns.stream().anyMatch(ColumnMapping.Absent.class::isInstance);
    }

    /**
     * Whether the output has the same columns in the same order with the same levels, so that a row group fits as it
     * is.
     */
    public boolean isIdentity() {
        for (int i = 0; i < columns.size(); i++) {
            boolean same = columns.get(i) instanceof ColumnMapping.Present present
                    && present.source() == i
                    && sources.get(i).node().hasTypeOf(targets.get(i).node())
                    && present.definitions().length == sources.get(i).maxDefinition() + 1
                    && present.definitions()[sources.get(i).maxDefinition()]
                            == sources.get(i).maxDefinition();
            if (!same) {
                return false;
            }
        }
        return true;
    }

    public ColumnMapping column(int target) {
        return columns.get(target);
    }

    private ColumnMapping map(LeafColumn target) {
        List<String> path = target.path();
        for (int depth = path.size(); depth > 0; depth--) {
            List<String> group = path.subList(0, depth);
            Integer same = sourceIndex.get(group);
            if (same != null) {
                return depth == path.size() && !isNulls(same, target.node())
                        ? present(same, target)
                        : nulls(same, target, depth);
            }
            int sibling = depth < path.size() ? leafBelow(group) : -1;
            if (sibling >= 0) {
                return derived(sibling, depth, target);
            }
        }
        requireMayBeMissing(target, 0);
        return new ColumnMapping.Absent();
    }

    private boolean isNulls(int source, SchemaNode target) {
        return sources.get(source).node().isNullType() && !target.isNullType();
    }

    private ColumnMapping present(int index, LeafColumn target) {
        LeafColumn source = sources.get(index);
        requireCompatible(source.nodes(), target.nodes(), target);
        return new ColumnMapping.Present(
                index, ColumnMapping.definitionMap(source.nodes(), target.nodes()), WiderValues.of(source, target));
    }

    private ColumnMapping nulls(int index, LeafColumn target, int depth) {
        List<SchemaNode> source = sources.get(index).nodes();
        SchemaNode typed = target.nodes().get(depth - 1);
        if (!isNulls(index, typed)) {
            throw mismatch(
                    target,
                    "has the type " + source.get(depth - 1).typeName() + " in a source and " + typed.typeName()
                            + " in the output");
        }
        requireCompatible(source.subList(0, depth - 1), target.nodes().subList(0, depth - 1), target);
        requireRepetition(source.get(depth - 1), typed, target);
        return new ColumnMapping.Nulls(index, ColumnMapping.definitionMap(source, target.nodes()));
    }

    private ColumnMapping derived(int sibling, int depth, LeafColumn target) {
        List<SchemaNode> source = sources.get(sibling).nodes().subList(0, depth);
        List<SchemaNode> group = target.nodes().subList(0, depth);
        requireCompatible(source, group, target);
        requireMayBeMissing(target, depth);
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
            requireRepetition(source.get(i), target.get(i), column);
        }
    }

    private static void requireRepetition(SchemaNode source, SchemaNode target, LeafColumn column) {
        Repetition from = source.repetition();
        Repetition to = target.repetition();
        boolean widened = from == Repetition.REQUIRED && to == Repetition.OPTIONAL;
        if (from != to && !widened) {
            throw mismatch(column, source.name() + " is " + from + " in a source and " + to + " in the output");
        }
    }

    private static void requireSameMeaning(SchemaNode source, SchemaNode target, LeafColumn column) {
        if (!source.hasTypeOf(target) && !Widening.fits(source, target)) {
            throw mismatch(
                    column,
                    source.name() + " has the type " + source.typeName() + " in a source and " + target.typeName()
                            + " in the output");
        }
        if (!source.fieldId().equals(target.fieldId())) {
            throw mismatch(
                    column,
                    source.name() + " has " + fieldId(source) + " in a source and " + fieldId(target)
                            + " in the output");
        }
    }

    private static String fieldId(SchemaNode node) {
        return node.fieldId().isPresent() ? "the field id " + node.fieldId().getAsInt() : "no field id";
    }

    /** What is repeated can be empty, and not null as it is for every reader of a file that lacks it. */
    private static void requireMayBeMissing(LeafColumn target, int depth) {
        SchemaNode missing = target.nodes().get(depth);
        if (missing.repetition() != Repetition.OPTIONAL) {
            throw mismatch(
                    target, missing.name() + " is missing in a source and " + missing.repetition() + " in the output");
        }
    }

    private void requireAllMapped(List<LeafColumn> targets) {
        Set<List<String>> paths = new HashSet<>();
        for (LeafColumn target : targets) {
            for (int depth = 1; depth <= target.nodes().size(); depth++) {
                paths.add(target.path().subList(0, depth));
            }
        }
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
