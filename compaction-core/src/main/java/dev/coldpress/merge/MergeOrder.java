package dev.coldpress.merge;

import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the order of the rows of an output. */
final class MergeOrder {

    private MergeOrder() {}

    /**
     * The columns by which the rows of these sources are merged; empty if the sources are laid behind each other.
     *
     * @param schema of the output
     */
    static List<SortColumn> of(SortOrder wanted, List<SourceSummary> sources, ParquetSchema schema) {
        List<SortColumn> columns = wanted.keeps() ? declaredByAll(sources) : wanted.columns();
        List<SortColumn> usable = new ArrayList<>();
        for (SortColumn column : columns) {
            Optional<String> obstacle = obstacle(schema, column.column());
            if (obstacle.isPresent() && wanted.keeps()) {
                break;
            }
            if (obstacle.isEmpty() && find(schema.fields(), column.column()) != null) {
                usable.add(column);
            }
        }
        return List.copyOf(usable);
    }

    private static List<SortColumn> declaredByAll(List<SourceSummary> sources) {
        @Nullable List<SortColumn> common = null;
        for (SourceSummary source : sources) {
            if (source.rowCount() > 0) {
                common = common == null ? source.sorting() : commonPrefix(common, source.sorting());
            }
        }
        return common == null ? List.of() : common;
    }

    private static List<SortColumn> commonPrefix(List<SortColumn> a, List<SortColumn> b) {
        int length = 0;
        while (length < Math.min(a.size(), b.size()) && a.get(length).equals(b.get(length))) {
            length++;
        }
        return a.subList(0, length);
    }

    /** Why a file of this schema cannot be sorted as wanted; empty if it can. A column that it lacks is no reason. */
    static Optional<Skip> against(SortOrder wanted, ParquetSchema schema) {
        return wanted.columns().stream()
                .flatMap(column -> obstacle(schema, column.column()).stream())
                .findFirst()
                .map(detail -> new Skip(SkipReason.UNSUPPORTED, detail));
    }

    private static Optional<String> obstacle(ParquetSchema schema, String column) {
        List<SchemaNode> path = find(schema.fields(), column);
        if (path == null) {
            return Optional.empty();
        }
        SchemaNode last = path.get(path.size() - 1);
        if (path.stream().anyMatch(node -> node.repetition() == Repetition.REPEATED)) {
            return cannot(column, "it has several values in a row");
        }
        if (!last.isLeaf()) {
            return cannot(column, "it is " + last.typeName() + ", and not a column with values");
        }
        boolean isOrdered = last.physicalType() != PhysicalType.INT96
                && !last.logicalType().startsWith("INTERVAL")
                && !last.logicalType().startsWith("GEO");
        return isOrdered ? Optional.empty() : cannot(column, "the format defines no order for " + last.typeName());
    }

    private static Optional<String> cannot(String column, String why) {
        return Optional.of("sort names the column " + column + ", by which rows cannot be sorted: " + why);
    }

    /** The fields from the root to the one of this name; null if there is none. */
    private static @Nullable List<SchemaNode> find(List<SchemaNode> fields, String name) {
        for (SchemaNode field : fields) {
            if (field.name().equals(name)) {
                return List.of(field);
            }
            if (name.startsWith(field.name() + ".")) {
                List<SchemaNode> below =
                        find(field.children(), name.substring(field.name().length() + 1));
                if (below != null) {
                    List<SchemaNode> path = new ArrayList<>(List.of(field));
                    path.addAll(below);
                    return path;
                }
            }
        }
        return null;
    }
}
