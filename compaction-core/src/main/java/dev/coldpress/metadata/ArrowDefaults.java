package dev.coldpress.metadata;

import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.NestedNode;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Arrow types that say no more than a Parquet type does. Readers (Arrow C++, arrow-rs, Polars) make one of them of
 * a column without an Arrow schema, and writers store each of them as that Parquet type.
 */
public final class ArrowDefaults {

    /** The name of the type of lists of a fixed length. */
    public static final String FIXED_SIZE_LIST = "fixed_size_list";

    private static final Set<String> LISTS = Set.of("list", "large_list", "list_view", "large_list_view");
    private static final List<String> TEXTS = List.of("large_utf8", "utf8", "utf8_view");
    private static final List<String> BYTES = List.of("large_binary", "binary", "binary_view");
    private static final List<String> NAMES_OF_UTC = List.of("UTC", "+00:00", "Etc/UTC", "Z");
    private static final int MAX_DECIMAL_128_DIGITS = 38;

    private ArrowDefaults() {}

    /** Whether both are lists of any length, both are maps, or both are structs. */
    static boolean isOfOneKind(ArrowField a, ArrowField b) {
        return kind(a).equals(kind(b));
    }

    private static String kind(ArrowField field) {
        String name = field.typeName();
        return LISTS.contains(name) || name.equals(FIXED_SIZE_LIST) ? "list" : name;
    }

    /** Whether the type is a list of any length. */
    static boolean isList(String type) {
        return LISTS.contains(type);
    }

    /** The field for a column of which no Arrow schema speaks. */
    static ArrowField field(SchemaNode node) {
        return field(node, node.name(), node.repetition() == Repetition.OPTIONAL);
    }

    private static ArrowField field(SchemaNode node, String name, boolean nullable) {
        Optional<NestedNode> element = NestedNode.elementOf(node);
        if (element.isPresent()) {
            return group(name, nullable, "list", List.of(field(element.get().node())));
        }
        Optional<NestedNode> entry = NestedNode.entryOf(node);
        if (entry.isPresent()) {
            return group(name, nullable, "map(false)", List.of(field(entry.get().node())));
        }
        if (!node.isLeaf()) {
            List<ArrowField> fields =
                    node.children().stream().map(ArrowDefaults::field).toList();
            return group(name, nullable, "struct", fields);
        }
        return ArrowField.leaf(name, nullable, type(node));
    }

    private static ArrowField group(String name, boolean nullable, String type, List<ArrowField> children) {
        return new ArrowField(name, nullable, type, Optional.empty(), children, Map.of());
    }

    /** As Polars reads it, since Polars believes an Arrow schema; the others look at the Parquet type as well. */
    private static String type(SchemaNode leaf) {
        return switch (logicalName(leaf)) {
            case "STRING" -> "utf8";
            case "INTEGER" -> "int(" + parameters(leaf) + ")";
            case "DECIMAL", "DATE", "TIME", "TIMESTAMP", "UNKNOWN" ->
                faithful(leaf).get(0);
            default -> physical(leaf);
        };
    }

    /**
     * All types that say no more of a column than its Parquet type does, the one to prefer first: that which holds
     * most, and that which tells most of the Parquet type. Extension types have their name in front.
     */
    static List<String> faithful(SchemaNode leaf) {
        return switch (logicalName(leaf)) {
            case "STRING" -> TEXTS;
            case "JSON" -> concat(extended("arrow.json", TEXTS), concat(TEXTS, BYTES));
            case "ENUM" -> concat(TEXTS, BYTES);
            case "GEOMETRY", "GEOGRAPHY" -> concat(extended("geoarrow.wkb", BYTES), BYTES);
            case "UUID" -> concat(extended("arrow.uuid", List.of(physical(leaf))), List.of(physical(leaf)));
            case "FLOAT16" -> List.of("float(half)", physical(leaf));
            case "INTEGER" -> List.of("int(" + parameters(leaf) + ")");
            case "DATE" -> List.of("date(day)");
            case "TIME" -> times("time", unit(leaf), List.of(""));
            case "TIMESTAMP" -> times("timestamp", unit(leaf), isUtc(leaf) ? NAMES_OF_UTC : List.of(""));
            case "DECIMAL" -> decimals(parameters(leaf));
            case "UNKNOWN" -> List.of("null");
            default -> leaf.physicalType() == PhysicalType.BYTE_ARRAY ? BYTES : List.of(physical(leaf));
        };
    }

    private static String physical(SchemaNode leaf) {
        PhysicalType physical = leaf.physicalType();
        if (physical == null) {
            throw new IllegalArgumentException("Not a leaf: " + leaf.name());
        }
        return switch (physical) {
            case BOOLEAN -> "bool";
            case INT32 -> "int(32,true)";
            case INT64 -> "int(64,true)";
            case INT96 -> "timestamp(ns)";
            case FLOAT -> "float(single)";
            case DOUBLE -> "float(double)";
            case BYTE_ARRAY -> "binary";
            case FIXED_LEN_BYTE_ARRAY -> "fixed_size_binary(" + leaf.typeLength() + ")";
        };
    }

    private static List<String> extended(String extension, List<String> types) {
        return types.stream().map(type -> extension + " " + type).toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Parquet has no seconds: writers store them as milliseconds. */
    private static List<String> times(String name, String unit, List<String> zones) {
        Stream<String> units = unit.equals("ms") ? Stream.of("ms", "s") : Stream.of(unit);
        return units.flatMap(of -> zones.stream().map(zone -> zone.isEmpty() ? of : of + "," + zone))
                .map(parameters -> name + "(" + parameters + ")")
                .toList();
    }

    private static List<String> decimals(String digits) {
        int precision = Integer.parseInt(digits.substring(0, digits.indexOf(',')));
        Stream<Integer> widths = precision > MAX_DECIMAL_128_DIGITS ? Stream.of(256) : Stream.of(128, 256, 64, 32);
        return widths.map(bits -> "decimal(" + bits + "," + digits + ")").collect(Collectors.toList());
    }

    private static String unit(SchemaNode leaf) {
        String parameters = parameters(leaf);
        return switch (parameters.substring(0, parameters.indexOf(','))) {
            case "MILLIS" -> "ms";
            case "MICROS" -> "us";
            case "NANOS" -> "ns";
            default -> throw new IllegalArgumentException("A unit of time: " + leaf.logicalType());
        };
    }

    private static boolean isUtc(SchemaNode leaf) {
        return parameters(leaf).endsWith(",true");
    }

    private static String logicalName(SchemaNode node) {
        int open = node.logicalType().indexOf('(');
        return open < 0
                ? node.logicalType()
                : node.logicalType().substring(0, open).toUpperCase(Locale.ROOT);
    }

    private static String parameters(SchemaNode node) {
        String type = node.logicalType();
        return type.substring(type.indexOf('(') + 1, type.length() - 1);
    }
}
