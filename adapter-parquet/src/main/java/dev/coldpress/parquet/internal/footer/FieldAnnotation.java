package dev.coldpress.parquet.internal.footer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;

/**
 * How a schema element states the type of its field, word for word. Two annotations may mean the same by the format,
 * while readers take them for two types: DuckDB gives a timestamp a zone for its logical type, and none for its
 * converted type.
 *
 * @param scale and {@code precision}: of a decimal
 */
record FieldAnnotation(
        @Nullable ConvertedType converted,
        @Nullable LogicalType logical,
        @Nullable Integer scale,
        @Nullable Integer precision) {

    static FieldAnnotation of(SchemaElement element) {
        return new FieldAnnotation(
                element.getConverted_type(),
                element.getLogicalType(),
                element.isSetScale() ? element.getScale() : null,
                element.isSetPrecision() ? element.getPrecision() : null);
    }

    /** Of all fields by their paths; the root, whose annotation means nothing, is left out. */
    static Map<List<String>, FieldAnnotation> all(List<SchemaElement> elements) {
        Map<List<String>, FieldAnnotation> annotations = new HashMap<>();
        paths(elements).forEach((path, element) -> annotations.put(path, of(element)));
        return annotations;
    }

    /** The elements of a schema that is whole by their paths, without the root. */
    static Map<List<String>, SchemaElement> paths(List<SchemaElement> elements) {
        Map<List<String>, SchemaElement> byPath = new HashMap<>();
        addChildren(elements, 0, List.of(), byPath);
        return byPath;
    }

    /** Returns the index behind the last descendant. */
    private static int addChildren(
            List<SchemaElement> elements, int parent, List<String> path, Map<List<String>, SchemaElement> into) {
        int next = parent + 1;
        for (int i = 0; i < elements.get(parent).getNum_children(); i++) {
            SchemaElement child = elements.get(next);
            List<String> childPath = new ArrayList<>(path);
            childPath.add(child.getName());
            into.put(List.copyOf(childPath), child);
            next = child.isSetType() ? next + 1 : addChildren(elements, next, childPath, into);
        }
        return next;
    }

    /** Takes the place of what the element says of its type. */
    void writeTo(SchemaElement element) {
        element.setConverted_type(converted);
        element.setLogicalType(logical);
        element.unsetScale();
        element.unsetPrecision();
        if (scale != null) {
            element.setScale(scale);
        }
        if (precision != null) {
            element.setPrecision(precision);
        }
    }

    // Written out because what Java makes for records takes long at its first call.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldAnnotation that
                && converted == that.converted
                && Objects.equals(logical, that.logical)
                && Objects.equals(scale, that.scale)
                && Objects.equals(precision, that.precision);
    }

    @Override
    public int hashCode() {
        return Objects.hash(converted, logical, scale, precision);
    }
}
