package dev.coldpress.metadata;

import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.JsonValue.Items;
import dev.coldpress.port.parquet.JsonValue.Members;
import dev.coldpress.port.parquet.JsonValue.Name;
import dev.coldpress.port.parquet.JsonValue.Text;
import dev.coldpress.port.parquet.NestedNode;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Spark types of Parquet columns, as Spark 3.5 finds them with its default settings
 * (ParquetToSparkSchemaConverter).
 */
final class SparkTypes {

    private static final List<String> INTEGERS = List.of("byte", "short", "integer", "long");
    private static final List<String> FLOATS = List.of("float", "double");
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}),(-?\\d{1,2})\\)");

    private SparkTypes() {}

    /** The type in Spark's JSON; empty for a column that Spark cannot read. */
    static Optional<JsonValue> of(SchemaNode node) {
        Optional<NestedNode> element = NestedNode.elementOf(node);
        if (element.isPresent()) {
            SchemaNode one = element.get().node();
            return of(one).map(type -> array(type, one.repetition() == Repetition.OPTIONAL));
        }
        Optional<NestedNode> entry = NestedNode.entryOf(node);
        if (entry.isPresent()) {
            return map(entry.get().node());
        }
        if (!node.isLeaf()) {
            return struct(node.children());
        }
        return Optional.of(leaf(node)).filter(type -> !type.isEmpty()).map(Text::new);
    }

    private static JsonValue array(JsonValue element, boolean containsNull) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("type", new Text("array"));
        members.put("elementType", element);
        members.put("containsNull", bool(containsNull));
        return new Members(members);
    }

    private static Optional<JsonValue> map(SchemaNode entry) {
        SchemaNode value = entry.children().get(1);
        return of(entry.children().get(0))
                .flatMap(keyType -> of(value).map(valueType -> {
                    Map<String, JsonValue> members = new LinkedHashMap<>();
                    members.put("type", new Text("map"));
                    members.put("keyType", keyType);
                    members.put("valueType", valueType);
                    members.put("valueContainsNull", bool(value.repetition() == Repetition.OPTIONAL));
                    return new Members(members);
                }));
    }

    private static Optional<JsonValue> struct(List<SchemaNode> nodes) {
        List<JsonValue> fields = new ArrayList<>();
        for (SchemaNode node : nodes) {
            Optional<JsonValue> type = of(node);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            fields.add(field(node.name(), type.get(), node.repetition() == Repetition.OPTIONAL, new Members(Map.of())));
        }
        return Optional.of(struct(new Items(fields)));
    }

    static Members struct(Items fields) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("type", new Text("struct"));
        members.put("fields", fields);
        return new Members(members);
    }

    static Members field(String name, JsonValue type, boolean nullable, JsonValue metadata) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("name", new Text(name));
        members.put("type", type);
        members.put("nullable", bool(nullable));
        members.put("metadata", metadata);
        return new Members(members);
    }

    static JsonValue bool(boolean value) {
        return value ? Name.TRUE : Name.FALSE;
    }

    /**
     * The wider of two types of numbers, in which a column is whose Parquet types were {@linkplain
     * dev.coldpress.port.parquet.Widening widened}; empty for other types.
     */
    static Optional<Text> wider(JsonValue a, JsonValue b) {
        if (!(a instanceof Text first && b instanceof Text second)) {
            return Optional.empty();
        }
        for (List<String> widening : List.of(INTEGERS, FLOATS)) {
            int place = widening.indexOf(first.value());
            int other = widening.indexOf(second.value());
            if (place >= 0 && other >= 0) {
                return Optional.of(place > other ? first : second);
            }
        }
        Matcher digits = DECIMAL.matcher(first.value());
        Matcher others = DECIMAL.matcher(second.value());
        if (!digits.matches() || !others.matches() || !digits.group(2).equals(others.group(2))) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(digits.group(1)) > Integer.parseInt(others.group(1)) ? first : second);
    }

    private static String leaf(SchemaNode leaf) {
        String type = leaf.logicalType();
        return switch (type) {
            case "" -> physical(leaf);
            case "INTEGER(8,true)" -> "byte";
            case "INTEGER(16,true)", "INTEGER(8,false)" -> "short";
            case "INTEGER(32,true)", "INTEGER(16,false)" -> "integer";
            case "INTEGER(64,true)", "INTEGER(32,false)" -> "long";
            case "INTEGER(64,false)" -> "decimal(20,0)";
            case "DATE" -> "date";
            case "TIMESTAMP(MILLIS,true)", "TIMESTAMP(MICROS,true)" -> "timestamp";
            case "TIMESTAMP(MILLIS,false)", "TIMESTAMP(MICROS,false)" -> "timestamp_ntz";
            case "STRING", "ENUM", "JSON" -> "string";
            case "BSON" -> "binary";
            default -> type.startsWith("DECIMAL(") ? "decimal" + type.substring(type.indexOf('(')) : "";
        };
    }

    private static String physical(SchemaNode leaf) {
        PhysicalType physical = leaf.physicalType();
        return physical == null
                ? ""
                : switch (physical) {
                    case BOOLEAN -> "boolean";
                    case INT32 -> "integer";
                    case INT64 -> "long";
                    case INT96 -> "timestamp";
                    case FLOAT -> "float";
                    case DOUBLE -> "double";
                    case BYTE_ARRAY -> "binary";
                    case FIXED_LEN_BYTE_ARRAY -> "";
                };
    }
}
