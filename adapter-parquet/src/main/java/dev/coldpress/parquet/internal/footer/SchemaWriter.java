package dev.coldpress.parquet.internal.footer;

import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** The port's schemas as parquet-java's and as the format's. */
public final class SchemaWriter {

    private SchemaWriter() {}

    /**
     * The elements of a footer, annotated with both the logical and the converted type. The root is called
     * {@code schema}.
     */
    public static List<SchemaElement> elements(ParquetSchema schema) {
        MessageType message = new MessageType(
                "schema", schema.fields().stream().map(SchemaWriter::type).toList());
        ParquetMetadata metadata = new ParquetMetadata(new FileMetaData(message, Map.of(), "coldpress"), List.of());
        List<SchemaElement> elements =
                new ParquetMetadataConverter().toParquetMetadata(1, metadata).getSchema();
        Iterator<SchemaElement> fields = elements.iterator();
        fields.next();
        schema.fields().forEach(field -> correct(field, fields));
        return elements;
    }

    private static void correct(SchemaNode node, Iterator<SchemaElement> elements) {
        LogicalTypeText.correct(elements.next(), node.logicalType());
        node.children().forEach(child -> correct(child, elements));
    }

    private static Type type(SchemaNode node) {
        if (node.isLeaf()) {
            return primitive(node);
        }
        Types.GroupBuilder<GroupType> group = Types.buildGroup(repetition(node));
        LogicalTypeAnnotation logical = LogicalTypeText.parse(node.logicalType());
        if (logical != null) {
            group.as(logical);
        }
        node.fieldId().ifPresent(group::id);
        node.children().forEach(child -> group.addField(type(child)));
        return group.named(node.name());
    }

    static PrimitiveType primitive(SchemaNode leaf) {
        PrimitiveTypeName name = name(leaf);
        Types.PrimitiveBuilder<PrimitiveType> primitive = Types.primitive(name, repetition(leaf));
        if (leaf.typeLength() > 0) {
            primitive.length(leaf.typeLength());
        }
        LogicalTypeAnnotation logical = LogicalTypeText.parse(leaf.logicalType());
        if (logical != null) {
            primitive.as(logical);
        }
        if (isFloat(name, logical)) {
            // parquet-java would default to the IEEE 754 order, at which many readers give up.
            primitive.columnOrder(ColumnOrder.typeDefined());
        }
        leaf.fieldId().ifPresent(primitive::id);
        return primitive.named(leaf.name());
    }

    private static boolean isFloat(PrimitiveTypeName name, @Nullable LogicalTypeAnnotation logical) {
        return name == PrimitiveTypeName.FLOAT
                || name == PrimitiveTypeName.DOUBLE
                || logical instanceof LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
    }

    private static PrimitiveTypeName name(SchemaNode leaf) {
        PhysicalType physical = leaf.physicalType();
        if (physical == null) {
            throw new IllegalArgumentException("Not a leaf: " + leaf.name());
        }
        return physical == PhysicalType.BYTE_ARRAY
                ? PrimitiveTypeName.BINARY
                : PrimitiveTypeName.valueOf(physical.name());
    }

    private static Repetition repetition(SchemaNode node) {
        return Repetition.valueOf(node.repetition().name());
    }
}
