package dev.coldpress.parquet.internal.footer;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** The schema of a footer as the port's. */
final class SchemaReader {

    private final Iterator<SchemaElement> elements;

    private SchemaReader(List<SchemaElement> elements) {
        this.elements = elements.iterator();
    }

    /**
     * Converted types become the logical types that parquet-java takes them for.
     *
     * @throws ContentException if the schema is broken or has something that cannot be carried over
     */
    static ParquetSchema read(List<SchemaElement> elements) {
        SchemaCheck.check(elements);
        MessageType schema = convert(elements);
        SchemaReader reader = new SchemaReader(elements);
        reader.elements.next();
        return new ParquetSchema(reader.nodes(schema));
    }

    private static MessageType convert(List<SchemaElement> elements) {
        try {
            return convertUnchecked(elements);
        } catch (RuntimeException e) {
            for (SchemaElement element : elements.subList(1, elements.size())) {
                requireFittingAnnotation(element);
            }
            throw ContentException.unsupported("the schema is not one that parquet-java reads");
        }
    }

    private static MessageType convertUnchecked(List<SchemaElement> elements) {
        FileMetaData schemaOnly = new FileMetaData(1, elements, 0, List.of());
        try {
            return new ParquetMetadataConverter()
                    .fromParquetMetadata(schemaOnly)
                    .getFileMetaData()
                    .getSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks at one field apart from the others. */
    private static void requireFittingAnnotation(SchemaElement element) {
        SchemaElement root = new SchemaElement("root");
        root.setNum_children(1);
        List<SchemaElement> alone = new ArrayList<>(List.of(root, element));
        if (!element.isSetType()) {
            SchemaElement group = new SchemaElement(element);
            group.setNum_children(1);
            SchemaElement leaf = new SchemaElement("leaf");
            leaf.setType(org.apache.parquet.format.Type.INT32);
            leaf.setRepetition_type(FieldRepetitionType.OPTIONAL);
            alone = List.of(root, group, leaf);
        }
        try {
            convertUnchecked(alone);
        } catch (RuntimeException e) {
            throw ContentException.unsupported("the field " + element.getName()
                    + " has a type that the format does not allow: " + describe(element));
        }
    }

    /** In the words of the format. */
    private static String describe(SchemaElement element) {
        StringBuilder text =
                new StringBuilder(element.isSetType() ? element.getType().name() : "a group");
        if (element.isSetType_length()) {
            text.append(" of ").append(element.getType_length()).append(" bytes");
        }
        if (element.isSetLogicalType()) {
            text.append(", logical type ").append(element.getLogicalType().getSetField());
        }
        if (element.isSetConverted_type()) {
            text.append(", converted type ").append(element.getConverted_type());
        }
        if (element.isSetPrecision() || element.isSetScale()) {
            text.append(", precision ")
                    .append(element.getPrecision())
                    .append(", scale ")
                    .append(element.getScale());
        }
        return text.toString();
    }

    private List<SchemaNode> nodes(GroupType group) {
        Set<String> names = new HashSet<>();
        List<SchemaNode> nodes = new ArrayList<>();
        for (Type field : group.getFields()) {
            if (!names.add(field.getName())) {
                throw ContentException.unsupported("two fields of one group have the name " + field.getName());
            }
            nodes.add(node(field, elements.next()));
        }
        return nodes;
    }

    private SchemaNode node(Type type, SchemaElement element) {
        OptionalInt id = type.getId() == null
                ? OptionalInt.empty()
                : OptionalInt.of(type.getId().intValue());
        Repetition repetition = Repetition.valueOf(type.getRepetition().name());
        String logical = LogicalTypeText.format(type.getLogicalTypeAnnotation(), element.getLogicalType());
        if (!type.isPrimitive()) {
            return new SchemaNode(type.getName(), repetition, id, logical, null, 0, nodes(type.asGroupType()));
        }
        PrimitiveType primitive = type.asPrimitiveType();
        PhysicalType physical = physical(primitive.getPrimitiveTypeName());
        int length = physical == PhysicalType.FIXED_LEN_BYTE_ARRAY ? primitive.getTypeLength() : 0;
        return new SchemaNode(type.getName(), repetition, id, logical, physical, length, List.of());
    }

    private static PhysicalType physical(PrimitiveTypeName name) {
        return name == PrimitiveTypeName.BINARY ? PhysicalType.BYTE_ARRAY : PhysicalType.valueOf(name.name());
    }

    /** What {@link ParquetMetadataConverter} would silently drop, or follow without end. */
    private static final class SchemaCheck {

        /** Deeper than anything that a person designed, and shallow enough for recursion and for one byte of level. */
        private static final int MAX_DEPTH = 100;

        private static final int MAX_ELEMENTS = 100_000;

        private final List<SchemaElement> elements;
        private int next;

        private SchemaCheck(List<SchemaElement> elements) {
            this.elements = elements;
        }

        static void check(List<SchemaElement> elements) {
            if (elements.isEmpty() || elements.size() > MAX_ELEMENTS) {
                throw ContentException.corrupt("a schema of " + elements.size() + " elements");
            }
            if (elements.get(0).isSetLogicalType()) {
                requireKnownLogicalType(elements.get(0));
            }
            SchemaCheck check = new SchemaCheck(elements);
            check.group(0);
            if (check.next != elements.size()) {
                throw ContentException.corrupt("the schema has elements that belong to no group");
            }
        }

        private void group(int depth) {
            SchemaElement group = elements.get(next++);
            if (depth > MAX_DEPTH) {
                throw ContentException.unsupported("the schema is nested deeper than " + MAX_DEPTH + " levels");
            }
            if (group.getNum_children() <= 0) {
                throw ContentException.unsupported("the group " + group.getName() + " has no fields");
            }
            for (int i = 0; i < group.getNum_children(); i++) {
                field(depth + 1);
            }
        }

        private void field(int depth) {
            if (next >= elements.size()) {
                throw ContentException.corrupt("the schema ends inside a group");
            }
            SchemaElement element = elements.get(next);
            if (element.getRepetition_type() == null) {
                throw ContentException.unsupported("unknown repetition of the field " + element.getName());
            }
            if (element.isSetLogicalType()) {
                requireKnownLogicalType(element);
            }
            if (element.isSetNum_children() && element.getType() == null) {
                group(depth);
                return;
            }
            if (element.getType() == null) {
                throw ContentException.unsupported("unknown physical type of the field " + element.getName());
            }
            next++;
        }

        /**
         * A union variant or enum value that this version of the format does not have is read as one that is not set.
         */
        private static void requireKnownLogicalType(SchemaElement element) {
            var type = element.getLogicalType();
            boolean known = type.isSet();
            if (type.isSetTIME()) {
                known = type.getTIME().getUnit().isSet();
            } else if (type.isSetTIMESTAMP()) {
                known = type.getTIMESTAMP().getUnit().isSet();
            }
            if (!known) {
                throw ContentException.unsupported("unknown logical type of the field " + element.getName());
            }
        }
    }
}
