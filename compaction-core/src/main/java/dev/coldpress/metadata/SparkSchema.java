package dev.coldpress.metadata;

import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.JsonValue.Items;
import dev.coldpress.port.parquet.JsonValue.Members;
import dev.coldpress.port.parquet.JsonValue.Name;
import dev.coldpress.port.parquet.JsonValue.Text;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The schema that Spark stores as JSON and reads instead of Parquet's, so a column that is not in it is not there for
 * Spark.
 *
 * @param struct Spark's own type {@code struct}, with its fields
 */
public record SparkSchema(Members struct) {

    public static final String KEY = "org.apache.spark.sql.parquet.row.metadata";

    private static final String TYPE = "type";
    private static final String NAME = "name";
    private static final String FIELDS = "fields";
    private static final String NULLABLE = "nullable";
    private static final String METADATA = "metadata";

    /** Reads the value of the key; empty if it is not a struct as Spark writes it. */
    public static Optional<SparkSchema> read(JsonValue value) {
        boolean known = value instanceof Members struct
                && struct.text(TYPE).equals(Optional.of("struct"))
                && struct.items(FIELDS).stream().allMatch(SparkSchema::isField);
        return known ? Optional.of(new SparkSchema((Members) value)) : Optional.empty();
    }

    private static boolean isField(JsonValue value) {
        return value instanceof Members field
                && field.text(NAME).isPresent()
                && field.member(TYPE).isPresent();
    }

    /** The columns that Spark finds. */
    Set<String> names() {
        return fields(struct).keySet();
    }

    /**
     * The schema for Spark of a file with the rows of both. It leaves out columns for which Spark would not find a
     * type.
     *
     * @return empty if neither has it
     * @throws MetadataConflictException if a column has a type in Spark that differs from another file's
     */
    static Optional<SparkSchema> unite(Described<SparkSchema> a, Described<SparkSchema> b, FileColumns united) {
        if (a.metadata().isEmpty() && b.metadata().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Members> ofA =
                a.metadata().map(spark -> fields(spark.struct)).orElse(Map.of());
        Map<String, Members> ofB =
                b.metadata().map(spark -> fields(spark.struct)).orElse(Map.of());
        List<JsonValue> fields = new ArrayList<>();
        for (SchemaNode column : united.schema().fields()) {
            Optional<Members> first = field(column.name(), ofA, a.file());
            Optional<Members> second = field(column.name(), ofB, b.file());
            if (first.isEmpty() && second.isEmpty()) {
                continue;
            }
            Members field = field(
                    column.name(),
                    first.or(() -> second).orElseThrow(),
                    second.or(() -> first).orElseThrow());
            boolean missing =
                    a.field(column.name()).isEmpty() || b.field(column.name()).isEmpty();
            fields.add(missing ? nullable(field) : field);
        }
        return Optional.of(new SparkSchema(SparkTypes.struct(new Items(fields))));
    }

    private static Members nullable(Members field) {
        return field.with(NULLABLE, Name.TRUE);
    }

    /** The field of a column in the metadata of a file, or the one that Spark would find in Parquet. */
    private static Optional<Members> field(String name, Map<String, Members> described, FileColumns file) {
        return Optional.ofNullable(described.get(name))
                .or(() -> file.field(name)
                        .flatMap(node -> SparkTypes.of(node)
                                .map(type -> SparkTypes.field(name, type, !isRequired(node), Name.NULL))));
    }

    private static boolean isRequired(SchemaNode node) {
        return node.repetition() == Repetition.REQUIRED;
    }

    private static Map<String, Members> fields(Members struct) {
        Map<String, Members> fields = new LinkedHashMap<>();
        for (JsonValue value : struct.items(FIELDS)) {
            if (value instanceof Members field) {
                fields.put(field.text(NAME).orElse(""), field);
            }
        }
        return fields;
    }

    private static Members field(String column, Members a, Members b) {
        JsonValue type =
                type(column, a.member(TYPE).orElse(Name.NULL), b.member(TYPE).orElse(Name.NULL));
        boolean nullable = isTrue(a, NULLABLE) || isTrue(b, NULLABLE);
        return SparkTypes.field(a.text(NAME).orElse(""), type, nullable, metadata(a, b));
    }

    private static boolean isTrue(Members members, String name) {
        return members.member(name).equals(Optional.of(Name.TRUE));
    }

    /** Comments and the like; a file without Spark's schema has no say. */
    private static JsonValue metadata(Members a, Members b) {
        JsonValue first = a.member(METADATA).orElse(Name.NULL);
        JsonValue second = b.member(METADATA).orElse(Name.NULL);
        if (first instanceof Members members && second instanceof Members) {
            return members.retain(Optional.of(second));
        }
        JsonValue known = first == Name.NULL ? second : first;
        return known == Name.NULL ? new Members(Map.of()) : known;
    }

    private static JsonValue type(String column, JsonValue a, JsonValue b) {
        if (a.equals(b)) {
            return a;
        }
        if (a instanceof Members first
                && b instanceof Members second
                && first.member(TYPE).equals(second.member(TYPE))) {
            switch (first.text(TYPE).orElse("")) {
                case "struct" -> {
                    return struct(column, first, second);
                }
                case "array" -> {
                    return nested(column, first, second, List.of("elementType"), "containsNull");
                }
                case "map" -> {
                    return nested(column, first, second, List.of("keyType", "valueType"), "valueContainsNull");
                }
                default -> {
                    // A user-defined type, which has to be the same.
                }
            }
        }
        Optional<Text> wider = SparkTypes.wider(a, b);
        if (wider.isPresent()) {
            return wider.get();
        }
        throw new MetadataConflictException("column " + column + " is " + text(a) + " for Spark in some files and "
                + text(b) + " in others (key " + KEY + "); write it with one type");
    }

    private static JsonValue struct(String column, Members a, Members b) {
        Map<String, Members> first = fields(a);
        Map<String, Members> second = fields(b);
        List<JsonValue> united = new ArrayList<>();
        first.forEach((name, field) -> {
            Members other = second.get(name);
            united.add(other == null ? nullable(field) : field(column + "." + name, field, other));
        });
        second.forEach((name, field) -> {
            if (!first.containsKey(name)) {
                united.add(nullable(field));
            }
        });
        return SparkTypes.struct(new Items(united));
    }

    private static Members nested(String column, Members a, Members b, List<String> types, String containsNull) {
        Members united = a;
        for (String name : types) {
            JsonValue first = a.member(name).orElse(Name.NULL);
            united = united.with(
                    name, type(column + "." + name, first, b.member(name).orElse(Name.NULL)));
        }
        return united.with(containsNull, SparkTypes.bool(isTrue(a, containsNull) || isTrue(b, containsNull)));
    }

    private static String text(JsonValue type) {
        if (type instanceof Members members) {
            return members.text("class").or(() -> members.text(TYPE)).orElse("another type");
        }
        return type instanceof Text text ? text.value() : "another type";
    }
}
