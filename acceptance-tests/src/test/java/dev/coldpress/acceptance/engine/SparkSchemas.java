package dev.coldpress.acceptance.engine;

import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Drops the annotations that Spark does not know (UUID, TIME, FLOAT16, INTERVAL and newer ones) from primitive columns.
 * Spark refuses a whole file because of one such column, but reads the column as its physical type when asked to.
 */
final class SparkSchemas {

    private static final Set<Class<?>> KNOWN_TO_SPARK = Set.of(
            LogicalTypeAnnotation.StringLogicalTypeAnnotation.class,
            LogicalTypeAnnotation.EnumLogicalTypeAnnotation.class,
            LogicalTypeAnnotation.JsonLogicalTypeAnnotation.class,
            LogicalTypeAnnotation.BsonLogicalTypeAnnotation.class,
            LogicalTypeAnnotation.DecimalLogicalTypeAnnotation.class,
            LogicalTypeAnnotation.DateLogicalTypeAnnotation.class,
            LogicalTypeAnnotation.IntLogicalTypeAnnotation.class,
            LogicalTypeAnnotation.TimestampLogicalTypeAnnotation.class);

    private SparkSchemas() {}

    static MessageType readable(MessageType schema) {
        return new MessageType(schema.getName(), readableFields(schema));
    }

    private static List<Type> readableFields(GroupType group) {
        return group.getFields().stream().map(SparkSchemas::readable).toList();
    }

    private static Type readable(Type type) {
        if (!type.isPrimitive()) {
            return type.asGroupType().withNewFields(readableFields(type.asGroupType()));
        }
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        if (annotation == null || KNOWN_TO_SPARK.contains(annotation.getClass())) {
            return type;
        }
        PrimitiveType primitive = type.asPrimitiveType();
        return Types.primitive(primitive.getPrimitiveTypeName(), type.getRepetition())
                .length(primitive.getTypeLength())
                .named(type.getName());
    }
}
