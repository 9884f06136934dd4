package dev.coldpress.parquet.internal.mapping;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a column of the output is made from a source. */
public sealed interface ColumnMapping {

    /**
     * The source has the column.
     *
     * @param source its index among the source's leaves
     * @param definitions the output's definition level for each of the source's
     * @param wider how values of the source become those of the output; null if they are the same bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Present(int source, int[] definitions, @Nullable WiderValues wider) implements ColumnMapping {}

    /**
     * The source has a column of the null type where the output has another type, or a group: nulls, as many as it has
     * entries.
     *
     * @param source its index among the source's leaves
     * @param definitions the output's definition level for each of the source's but the highest, which only a value has
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Nulls(int source, int[] definitions) implements ColumnMapping {}

    /** The source has nothing of it: a null for each row. */
    record Absent() implements ColumnMapping {}

    /**
     * The source has a group in which the column is missing: a null for each time that the group, or what is missing of
     * it, occurs. A leaf of that group tells how often that is.
     *
     * @param sibling the index of such a leaf among the source's leaves
     * @param maxRepetition of the group: entries of the leaf with a higher level are within one occurrence
     * @param definitions the output's definition level for each of the source's up to that of the group
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Derived(int sibling, int maxRepetition, int[] definitions) implements ColumnMapping {

        public int definition(int siblingDefinition) {
            return definitions[Math.min(siblingDefinition, definitions.length - 1)];
        }
    }

    /**
     * The definition levels of {@code target} for those of {@code source}: the same path, but nodes that the source
     * requires may be optional in the target.
     */
    static int[] definitionMap(List<SchemaNode> source, List<SchemaNode> target) {
        int[] map = new int[LeafColumn.optionalAmong(source) + 1];
        for (int level = 0; level < map.length; level++) {
            int defined = definedNodes(source, level);
            map[level] = LeafColumn.optionalAmong(target.subList(0, defined));
        }
        return map;
    }

    /**
     * How many nodes of the path exist at a definition level: all up to the first optional one that is not counted in
     * it.
     */
    private static int definedNodes(List<SchemaNode> path, int level) {
        for (int i = 1; i <= path.size(); i++) {
            if (LeafColumn.optionalAmong(path.subList(0, i)) > level) {
                return i - 1;
            }
        }
        return path.size();
    }
}
