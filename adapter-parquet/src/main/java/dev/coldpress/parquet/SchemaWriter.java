package dev.coldpress.parquet;

import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.GeographyType;
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
final class SchemaWriter {

    private SchemaWriter() {}

    /**
     * The elements of a footer. The root is called {@code schema}.
     *
     * @param bareTimes leaves that get no logical type, only a converted one
     */
    static List<SchemaElement> elements(ParquetSchema schema, BitSet bareTimes) {
        MessageType message = new MessageType(
                "schema", schema.fields().stream().map(SchemaWriter::type).toList());
        ParquetMetadata metadata = new ParquetMetadata(new FileMetaData(message, Map.of(), "coldpress"), List.of());
        List<SchemaElement> elements =
                new ParquetMetadataConverter().toParquetMetadata(1, metadata).getSchema();
        elements.forEach(SchemaWriter::dropMisleadingLogicalType);
        elements.forEach(SchemaWriter::dropDefaultReferenceSystem);
        List<SchemaElement> leaves =
                elements.stream().filter(SchemaElement::isSetType).toList();
        bareTimes.stream().forEach(leaf -> leaves.get(leaf).unsetLogicalType());
        return elements;
    }

    /** parquet-java marks intervals with the logical type UNKNOWN, which to others means a column of nulls. */
    private static void dropMisleadingLogicalType(SchemaElement element) {
        if (element.getConverted_type() == ConvertedType.INTERVAL) {
            element.unsetLogicalType();
        }
    }

    /** parquet-java reads a geography without a reference system as one with the default, so this says it no louder. */
    private static void dropDefaultReferenceSystem(SchemaElement element) {
        if (element.isSetLogicalType() && element.getLogicalType().isSetGEOGRAPHY()) {
            GeographyType geography = element.getLogicalType().getGEOGRAPHY();
            if (LogicalTypeAnnotation.DEFAULT_CRS.equals(geography.getCrs())) {
                geography.unsetCrs();
            }
        }
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
