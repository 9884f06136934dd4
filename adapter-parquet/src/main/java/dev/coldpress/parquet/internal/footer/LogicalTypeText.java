package dev.coldpress.parquet.internal.footer;

import dev.coldpress.port.parquet.SchemaNode;
import org.apache.parquet.column.schema.EdgeInterpolationAlgorithm;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.GeographyType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * Logical types as the text that {@link SchemaNode#logicalType} carries: parquet-java's own notation, which is also how
 * messages name them. Two types that it makes no difference between have texts of their own, as readers do.
 */
final class LogicalTypeText {

    private LogicalTypeText() {}

    /** A variant that does not say which version of the specification it follows. */
    private static final String UNVERSIONED_VARIANT = "VARIANT";

    /**
     * The converted type INTERVAL beside the logical type UNKNOWN, as parquet-mr 1.12 and 1.13 wrote it. Readers of
     * logical types take it for a column of nulls.
     */
    private static final String INTERVAL_OR_UNKNOWN = "INTERVAL(UNKNOWN)";

    static String format(@Nullable LogicalTypeAnnotation type) {
        // Of these four, parquet-java puts the text together with code that Java first has to make.
        if (type instanceof TimestampLogicalTypeAnnotation timestamp) {
            return "TIMESTAMP(" + timestamp.getUnit() + "," + timestamp.isAdjustedToUTC() + ")";
        }
        if (type instanceof TimeLogicalTypeAnnotation time) {
            return "TIME(" + time.getUnit() + "," + time.isAdjustedToUTC() + ")";
        }
        if (type instanceof DecimalLogicalTypeAnnotation decimal) {
            return "DECIMAL(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
        }
        if (type instanceof IntLogicalTypeAnnotation integer) {
            return "INTEGER(" + integer.getBitWidth() + "," + integer.isSigned() + ")";
        }
        return type == null ? "" : type.toString();
    }

    /** @param written the logical type of the same field as its schema element has it */
    static String format(@Nullable LogicalTypeAnnotation type, @Nullable LogicalType written) {
        if (written != null && written.isSetVARIANT() && !written.getVARIANT().isSetSpecification_version()) {
            return UNVERSIONED_VARIANT;
        }
        if (type instanceof IntervalLogicalTypeAnnotation && written != null && written.isSetUNKNOWN()) {
            return INTERVAL_OR_UNKNOWN;
        }
        return format(type);
    }

    /** Whether the type of such a text is the one of columns that have nothing but nulls. */
    static boolean isUnknown(String text) {
        return text.equals("UNKNOWN");
    }

    /** Gives the element of a field the logical type of the text where parquet-java gives it another. */
    static void correct(SchemaElement element, String text) {
        if (text.equals(UNVERSIONED_VARIANT)) {
            element.getLogicalType().getVARIANT().unsetSpecification_version();
        }
        if (element.getConverted_type() == ConvertedType.INTERVAL && !text.equals(INTERVAL_OR_UNKNOWN)) {
            element.unsetLogicalType();
        }
        if (element.isSetLogicalType() && element.getLogicalType().isSetGEOGRAPHY()) {
            // parquet-java reads a geography without a reference system as one with the default, so this says it no
            // louder.
            GeographyType geography = element.getLogicalType().getGEOGRAPHY();
            if (LogicalTypeAnnotation.DEFAULT_CRS.equals(geography.getCrs())) {
                geography.unsetCrs();
            }
        }
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
            case "VARIANT" -> LogicalTypeAnnotation.variantType(parameters.isEmpty() ? 1 : Byte.parseByte(parameters));
            case "GEOMETRY" -> LogicalTypeAnnotation.geometryType(emptyToNull(parameters));
            default -> parseTwo(name, parameters);
        };
    }

    /**
     * Types with two parameters. The last comma parts them: a coordinate reference system may have commas of its own.
     */
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
