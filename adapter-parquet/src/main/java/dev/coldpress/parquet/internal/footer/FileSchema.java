package dev.coldpress.parquet.internal.footer;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.port.parquet.ParquetSchema;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.SchemaElement;

/**
 * The schema of a file in all the forms that merging needs.
 *
 * @param elements as the footer has it
 * @param annotations of all fields by their paths
 */
public record FileSchema(
        List<SchemaElement> elements,
        ParquetSchema schema,
        List<LeafColumn> leaves,
        Map<List<String>, FieldAnnotation> annotations) {

    /** @throws ContentException if the schema is broken or has something that cannot be carried over */
    static FileSchema of(List<SchemaElement> elements) {
        ParquetSchema schema = SchemaReader.read(elements);
        requireOneType(elements, SchemaWriter.elements(schema));
        return new FileSchema(elements, schema, LeafColumn.of(schema), FieldAnnotation.all(elements));
    }

    /** Readers disagree on which of the two annotations of a field counts if they are not the same type. */
    private static void requireOneType(List<SchemaElement> elements, List<SchemaElement> understood) {
        for (int i = 1; i < elements.size(); i++) {
            SchemaElement written = elements.get(i);
            boolean hasBoth = written.isSetLogicalType() && written.isSetConverted_type();
            if (hasBoth
                    && (!written.getLogicalType().equals(understood.get(i).getLogicalType())
                            || written.getConverted_type() != understood.get(i).getConverted_type())) {
                throw ContentException.unsupported("the field " + written.getName() + " is a "
                        + written.getLogicalType().getSetField() + " by its logical type and a "
                        + written.getConverted_type()
                        + " by its converted type, and readers disagree on which of them counts");
            }
        }
    }
}
