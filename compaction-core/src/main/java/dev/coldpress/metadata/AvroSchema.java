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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The record type that parquet-avro stores and reads rows into, unless its user gives another. It fails at a column
 * that the record has not got, and at a null in a field that allows none. Without the key it makes a record type of
 * Parquet's schema.
 *
 * @param record Avro's own type {@code record}, with its fields
 */
public record AvroSchema(Members record) {

    public static final String KEY = "parquet.avro.schema";

    private static final String TYPE = "type";
    private static final String NAME = "name";
    private static final String NAMESPACE = "namespace";
    private static final String FIELDS = "fields";
    private static final String DEFAULT = "default";
    private static final Text NULL_TYPE = new Text("null");

    /** Reads the value of the key; empty if it is no record as Avro writes it. */
    public static Optional<AvroSchema> read(JsonValue value) {
        boolean known = value instanceof Members record
                && record.text(TYPE).equals(Optional.of("record"))
                && record.items(FIELDS).stream().allMatch(AvroSchema::isField);
        return known ? Optional.of(new AvroSchema((Members) value)) : Optional.empty();
    }

    private static boolean isField(JsonValue value) {
        return value instanceof Members field
                && field.text(NAME).isPresent()
                && field.member(TYPE).isPresent();
    }

    /** Whether null is a value of a field, by the field's name. */
    Map<String, Boolean> nullable() {
        Map<String, Boolean> nullable = new LinkedHashMap<>();
        for (JsonValue value : record.items(FIELDS)) {
            if (value instanceof Members field) {
                boolean isUnion =
                        type(field) instanceof Items union && union.values().contains(NULL_TYPE);
                nullable.put(field.text(NAME).orElse(""), isUnion || type(field).equals(NULL_TYPE));
            }
        }
        return nullable;
    }

    /**
     * The record type for the rows of both files: of the same name, with the fields of both.
     *
     * @return empty if not both have one, or no such type can be told from the two
     */
    static Optional<AvroSchema> unite(Described<AvroSchema> a, Described<AvroSchema> b, FileColumns united) {
        if (a.metadata().isEmpty() || b.metadata().isEmpty() || !haveOneName(a, b)) {
            return Optional.empty();
        }
        Members record = a.metadata().get().record;
        Map<String, Members> first = fields(a);
        Map<String, Members> second = fields(b);
        Set<String> others = new LinkedHashSet<>(first.keySet());
        others.addAll(second.keySet());
        List<JsonValue> fields = new ArrayList<>();
        for (SchemaNode column : united.schema().fields()) {
            others.remove(column.name());
            Optional<Members> field = isEvolvedWithin(column.name(), a, b)
                    ? Optional.empty()
                    : field(column, first.get(column.name()), second.get(column.name()));
            if (field.isEmpty()) {
                return Optional.empty();
            }
            fields.add(field.get());
        }
        return others.isEmpty()
                ? Optional.of(new AvroSchema(record.with(FIELDS, new Items(fields))))
                : Optional.empty();
    }

    private static boolean haveOneName(Described<AvroSchema> a, Described<AvroSchema> b) {
        Members first = a.metadata().orElseThrow().record;
        Members second = b.metadata().orElseThrow().record;
        return first.member(NAME).equals(second.member(NAME))
                && first.member(NAMESPACE).equals(second.member(NAMESPACE));
    }

    private static Map<String, Members> fields(Described<AvroSchema> file) {
        Map<String, Members> fields = new LinkedHashMap<>();
        for (JsonValue value :
                file.metadata().map(avro -> avro.record.items(FIELDS)).orElse(List.of())) {
            if (value instanceof Members field) {
                fields.put(field.text(NAME).orElse(""), field);
            }
        }
        return fields;
    }

    private static boolean isEvolvedWithin(String column, Described<AvroSchema> a, Described<AvroSchema> b) {
        Optional<SchemaNode> first = a.field(column);
        Optional<SchemaNode> second = b.field(column);
        return first.isPresent()
                && second.isPresent()
                && !first.get().children().equals(second.get().children());
    }

    private static Optional<Members> field(SchemaNode column, @Nullable Members a, @Nullable Members b) {
        Members known = a == null ? b : a;
        if (known == null) {
            return Optional.empty();
        }
        boolean optional = column.repetition() == Repetition.OPTIONAL;
        Members field = optional ? nullable(known) : known;
        boolean other =
                a != null && b != null && !type(optional ? nullable(b) : b).equals(type(field));
        return other ? Optional.empty() : Optional.of(field);
    }

    private static JsonValue type(Members field) {
        return field.member(TYPE).orElse(Name.NULL);
    }

    /** A default belongs to the first type of a union. */
    private static Members nullable(Members field) {
        JsonValue type = type(field);
        if (type instanceof Items union) {
            return union.values().contains(NULL_TYPE) ? field : field.with(TYPE, withNull(union.values(), field));
        }
        return field.with(TYPE, withNull(List.of(type), field));
    }

    private static Items withNull(List<JsonValue> types, Members field) {
        List<JsonValue> union = new ArrayList<>(types);
        union.add(field.member(DEFAULT).isPresent() ? union.size() : 0, NULL_TYPE);
        return new Items(union);
    }
}
