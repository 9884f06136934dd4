package dev.coldpress.parquet;

import dev.coldpress.port.parquet.SchemaNode;
import org.apache.parquet.column.schema.EdgeInterpolationAlgorithm;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Logical types as the text that {@link SchemaNode#logicalType} carries: parquet-java's own notation. */
final class LogicalTypeText {

    private LogicalTypeText() {}

    static String format(@Nullable LogicalTypeAnnotation type) {
        return type == null ? "" : type.toString();
    }

    /** @throws IllegalArgumentException if {@link #format} never writes such a text */
    static @Nullable LogicalTypeAnnotation parse(String text) {
        int open = text.indexOf('(');
        String name = open < 0 ? text : text.substring(0, open);
        String parameters = open < 0 ? "" : text.substring(open + 1, text.length() - 1);
        return switch (name) {
            case "" -> null;
            case "STRING" -> LogicalTypeAnnotation.stringType();
            case "MAP" -> LogicalTypeAnnotation.mapType();
            case "MAP_KEY_VALUE" -> MapKeyValueTypeAnnotation.getInstance();
            case "LIST" -> LogicalTypeAnnotation.listType();
            case "ENUM" -> LogicalTypeAnnotation.enumType();
            case "DATE" -> LogicalTypeAnnotation.dateType();
            case "JSON" -> LogicalTypeAnnotation.jsonType();
            case "BSON" -> LogicalTypeAnnotation.bsonType();
            case "UUID" -> LogicalTypeAnnotation.uuidType();
            case "FLOAT16" -> LogicalTypeAnnotation.float16Type();
            case "UNKNOWN" -> LogicalTypeAnnotation.unknownType();
            case "INTERVAL" -> IntervalLogicalTypeAnnotation.getInstance();
            case "VARIANT" -> LogicalTypeAnnotation.variantType(Byte.parseByte(parameters));
            case "GEOMETRY" -> LogicalTypeAnnotation.geometryType(emptyToNull(parameters));
            default -> parseTwo(name, parameters);
        };
    }

    /** Types with two parameters. The last comma parts them: a coordinate reference system may have commas of its own. */
    private static LogicalTypeAnnotation parseTwo(String name, String parameters) {
        int comma = parameters.lastIndexOf(',');
        String first = comma < 0 ? "" : parameters.substring(0, comma);
        String second = comma < 0 ? "" : parameters.substring(comma + 1);
        return switch (name) {
            case "DECIMAL" -> LogicalTypeAnnotation.decimalType(Integer.parseInt(second), Integer.parseInt(first));
            case "TIME" -> LogicalTypeAnnotation.timeType(Boolean.parseBoolean(second), TimeUnit.valueOf(first));
            case "TIMESTAMP" ->
                LogicalTypeAnnotation.timestampType(Boolean.parseBoolean(second), TimeUnit.valueOf(first));
            case "INTEGER" -> LogicalTypeAnnotation.intType(Integer.parseInt(first), Boolean.parseBoolean(second));
            case "GEOGRAPHY" ->
                LogicalTypeAnnotation.geographyType(
                        emptyToNull(first), second.isEmpty() ? null : EdgeInterpolationAlgorithm.valueOf(second));
            default -> throw new IllegalArgumentException("Not a logical type: " + name + "(" + parameters + ")");
        };
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
