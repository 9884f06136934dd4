package dev.coldpress.parquet;

import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The schema of a footer as the port's. */
final class SchemaReader {

    private SchemaReader() {}

    /**
     * Converted types become the logical types that parquet-java takes them for.
     *
     * @throws ContentException if the schema is broken or has something that cannot be carried over
     */
    static ParquetSchema read(List<SchemaElement> elements) {
        SchemaCheck.check(elements);
        return new ParquetSchema(nodes(convert(elements)));
    }

    /**
     * The leaves with a time or timestamp of the old kind, which has a converted type and no logical type. The format says
     * that they are in UTC, but some readers (DuckDB) take them for local, so merging such files must not say more than they
     * do.
     */
    static BitSet bareTimes(List<SchemaElement> elements) {
        BitSet bare = new BitSet();
        int leaf = 0;
        for (SchemaElement element : elements) {
            if (element.getType() != null) {
                bare.set(leaf++, !element.isSetLogicalType() && isTime(element.getConverted_type()));
            }
        }
        return bare;
    }

    private static boolean isTime(@Nullable ConvertedType type) {
        return type == ConvertedType.TIME_MILLIS
                || type == ConvertedType.TIME_MICROS
                || type == ConvertedType.TIMESTAMP_MILLIS
                || type == ConvertedType.TIMESTAMP_MICROS;
    }

    private static MessageType convert(List<SchemaElement> elements) {
        FileMetaData schemaOnly = new FileMetaData(1, elements, 0, List.of());
        try {
            return new ParquetMetadataConverter()
                    .fromParquetMetadata(schemaOnly)
                    .getFileMetaData()
                    .getSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw ContentException.unsupported("parquet-java does not accept the schema: " + e.getMessage());
        }
    }

    private static List<SchemaNode> nodes(GroupType group) {
        Set<String> names = new HashSet<>();
        for (Type field : group.getFields()) {
            if (!names.add(field.getName())) {
                throw ContentException.unsupported("two fields of one group have the name " + field.getName());
            }
        }
        return group.getFields().stream().map(SchemaReader::node).toList();
    }

    private static SchemaNode node(Type type) {
        OptionalInt id = type.getId() == null
                ? OptionalInt.empty()
                : OptionalInt.of(type.getId().intValue());
        Repetition repetition = Repetition.valueOf(type.getRepetition().name());
        String logical = LogicalTypeText.format(type.getLogicalTypeAnnotation());
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

        /** A union variant or enum value that this version of the format does not have is read as one that is not set. */
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
