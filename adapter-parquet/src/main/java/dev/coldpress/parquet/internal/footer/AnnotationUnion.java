package dev.coldpress.parquet.internal.footer;

import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;

/** How the fields of an output are annotated: word for word as in its sources, where all of them use the same words. */
public final class AnnotationUnion {

    private final Map<List<String>, SchemaNode> targets = new HashMap<>();

    /** Empty if two sources differ. */
    private final Map<List<String>, Optional<FieldAnnotation>> annotations = new HashMap<>();

    private @Nullable FileSchema last;

    public AnnotationUnion(ParquetSchema output) {
        output.fields().forEach(field -> addTargets(field, List.of()));
    }

    private void addTargets(SchemaNode node, List<String> parent) {
        List<String> path = child(parent, node);
        targets.put(path, node);
        node.children().forEach(child -> addTargets(child, path));
    }

    private static List<String> child(List<String> parent, SchemaNode node) {
        List<String> path = new ArrayList<>(parent);
        path.add(node.name());
        return List.copyOf(path);
    }

    /** Takes the schema of a source into account. Neighbours nearly always have the very same. */
    @SuppressWarnings("ReferenceEquality") // of the same footers FileKinds makes the same object
    public void add(FileSchema source) {
        if (source != last) {
            last = source;
            source.schema().fields().forEach(field -> add(field, List.of(), source));
        }
    }

    /**
     * A field that has another type in the output, as a column of nulls may have, says nothing of how that is called.
     */
    private void add(SchemaNode node, List<String> parent, FileSchema source) {
        List<String> path = child(parent, node);
        SchemaNode target = targets.get(path);
        if (target == null || !target.logicalType().equals(node.logicalType())) {
            return;
        }
        Optional<FieldAnnotation> annotation =
                Optional.ofNullable(source.annotations().get(path));
        annotations.merge(path, annotation, (first, second) -> first.equals(second) ? first : Optional.empty());
        node.children().forEach(child -> add(child, path, source));
    }

    /** Annotates elements, which are so far annotated as parquet-java does. */
    public void writeTo(List<SchemaElement> elements) {
        FieldAnnotation.paths(elements)
                .forEach((path, element) -> annotations
                        .getOrDefault(path, Optional.empty())
                        .ifPresent(annotation -> annotation.writeTo(element)));
    }

    /** The fields whose elements are annotated in other words than all sources have for them. */
    public List<String> contradictions(List<SchemaElement> elements) {
        List<String> contradictions = new ArrayList<>();
        FieldAnnotation.all(elements)
                .forEach((path, written) -> annotations
                        .getOrDefault(path, Optional.empty())
                        .filter(annotation -> !annotation.equals(written))
                        .ifPresent(annotation -> contradictions.add(
                                String.join(".", path) + ": " + annotation + ", written as " + written)));
        return contradictions;
    }
}
