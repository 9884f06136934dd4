package dev.coldpress.parquet;

import dev.coldpress.port.parquet.ParquetSchema;
import java.util.BitSet;
import java.util.List;
import org.apache.parquet.format.SchemaElement;

/**
 * The schema of a file in all the forms that merging needs.
 *
 * @param elements as the footer has it
 * @param bareTimes the leaves of which {@link SchemaReader#bareTimes} speaks
 */
record FileSchema(List<SchemaElement> elements, ParquetSchema schema, List<LeafColumn> leaves, BitSet bareTimes) {

    /** @throws ContentException if the schema is broken or has something that cannot be carried over */
    static FileSchema of(List<SchemaElement> elements) {
        ParquetSchema schema = SchemaReader.read(elements);
        return new FileSchema(elements, schema, LeafColumn.of(schema), SchemaReader.bareTimes(elements));
    }
}
