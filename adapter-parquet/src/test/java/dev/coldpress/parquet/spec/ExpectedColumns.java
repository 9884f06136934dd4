package dev.coldpress.parquet.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * What a column of a merged file must hold: the entries of its sources behind each other, by name. A source without the
 * column contributes nulls, as many as the innermost parent that it does have asks for.
 */
final class ExpectedColumns {

    private final MessageType output;
    private final List<FileAnatomy> sources;

    ExpectedColumns(MessageType output, List<FileAnatomy> sources) {
        this.output = output;
        this.sources = sources;
    }

    List<ColumnEntry> column(int index) {
        String[] path = output.getColumns().get(index).getPath();
        List<ColumnEntry> entries = new ArrayList<>();
        for (FileAnatomy source : sources) {
            entries.addAll(fromSource(path, source));
        }
        return entries;
    }

    private List<ColumnEntry> fromSource(String[] path, FileAnatomy source) {
        List<Type> sourceNodes = commonNodes(source.schema(), path);
        int[] levels = translatedLevels(sourceNodes, nodes(output, path, sourceNodes.size()));
        List<ColumnEntry> entries = new ArrayList<>();
        if (sourceNodes.isEmpty()) {
            for (long row = 0; row < source.metadata().getNum_rows(); row++) {
                entries.add(new ColumnEntry(0, 0, null));
            }
            return entries;
        }
        boolean missing = sourceNodes.size() < path.length;
        int maxRepetition = count(sourceNodes, Repetition.REPEATED);
        int maxDefinition = levels.length - 1;
        for (ColumnEntry entry : ColumnEntries.ofColumn(source, leafBelow(source.schema(), path, sourceNodes.size()))) {
            if (entry.repetitionLevel() <= maxRepetition) {
                int level = levels[Math.min(entry.definitionLevel(), maxDefinition)];
                entries.add(new ColumnEntry(entry.repetitionLevel(), level, missing ? null : entry.value()));
            }
        }
        return entries;
    }

    /** The nodes along the path, as far as the schema has them. */
    private static List<Type> commonNodes(MessageType schema, String[] path) {
        int depth = 0;
        GroupType group = schema;
        while (depth < path.length && group.containsField(path[depth])) {
            Type child = group.getType(path[depth++]);
            if (child.isPrimitive()) {
                break;
            }
            group = child.asGroupType();
        }
        return nodes(schema, path, depth);
    }

    private static List<Type> nodes(MessageType schema, String[] path, int depth) {
        List<Type> nodes = new ArrayList<>();
        for (int i = 1; i <= depth; i++) {
            nodes.add(schema.getType(Arrays.copyOf(path, i)));
        }
        return nodes;
    }

    /** At a source's definition level stands the output's: levels count the nodes that need not be there. */
    private static int[] translatedLevels(List<Type> source, List<Type> output) {
        List<Integer> levels = new ArrayList<>();
        int outputLevel = 0;
        for (int i = 0; i < source.size(); i++) {
            if (!source.get(i).isRepetition(Repetition.REQUIRED)) {
                levels.add(outputLevel);
            }
            outputLevel += output.get(i).isRepetition(Repetition.REQUIRED) ? 0 : 1;
        }
        levels.add(outputLevel);
        return levels.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int count(List<Type> nodes, Repetition repetition) {
        return Math.toIntExact(
                nodes.stream().filter(node -> node.isRepetition(repetition)).count());
    }

    /** Any leaf below a node knows how often the node occurs. */
    private static int leafBelow(MessageType schema, String[] path, int depth) {
        String[] prefix = Arrays.copyOf(path, depth);
        List<ColumnDescriptor> columns = schema.getColumns();
        for (int i = 0; i < columns.size(); i++) {
            String[] candidate = columns.get(i).getPath();
            if (candidate.length >= depth && Arrays.equals(prefix, Arrays.copyOf(candidate, depth))) {
                return i;
            }
        }
        throw new AssertionError("No leaf below " + Arrays.toString(prefix) + " in " + schema);
    }
}
