package dev.coldpress.parquet.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Random schemas: leaves, structs, lists in the standard and the legacy form, maps and bare repeated fields. */
final class SampleSchemas {

    private static final int MAX_DEPTH = 4;
    private static final List<String> ODD_NAMES = List.of("with space", "dot.ted", "größe", "select", "UPPER", "1st");

    private final Random random;

    private SampleSchemas(Random random) {
        this.random = random;
    }

    static MessageType random(Random random) {
        SampleSchemas schemas = new SampleSchemas(random);
        int fields = 1 + random.nextInt(6);
        return new MessageType("spec_schema", schemas.fields(fields, MAX_DEPTH - 1));
    }

    /** Without lists and maps, so that a test can write many rows in little time. */
    static MessageType flat(Random random) {
        SampleSchemas schemas = new SampleSchemas(random);
        return new MessageType("spec_schema", schemas.fields(1 + random.nextInt(6), 0));
    }

    private List<Type> fields(int count, int depth) {
        List<Type> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(field(name(i), depth));
        }
        return fields;
    }

    private String name(int index) {
        String plain = "c" + index;
        return random.nextInt(12) == 0 ? ODD_NAMES.get(random.nextInt(ODD_NAMES.size())) + index : plain;
    }

    private Type field(String name, int depth) {
        int dice = depth == 0 ? 0 : random.nextInt(14);
        Type field = switch (dice) {
            case 8, 9 -> struct(optionality(), name, depth);
            case 10 -> standardList(name, depth);
            case 11 -> random.nextBoolean() ? legacyList(name) : legacyListOfStructs(name, depth);
            case 12 -> map(name, depth);
            case 13 ->
                random.nextBoolean()
                        ? SampleLeaves.random(random, Repetition.REPEATED, name)
                        : struct(Repetition.REPEATED, name, depth);
            default -> SampleLeaves.random(random, optionality(), name);
        };
        return random.nextInt(4) == 0 ? field.withId(random.nextInt(1_000)) : field;
    }

    private Repetition optionality() {
        return random.nextInt(3) == 0 ? Repetition.REQUIRED : Repetition.OPTIONAL;
    }

    private GroupType struct(Repetition repetition, String name, int depth) {
        return new GroupType(repetition, name, fields(1 + random.nextInt(3), depth - 1));
    }

    private GroupType standardList(String name, int depth) {
        Type element = field("element", depth - 1);
        if (element.isRepetition(Repetition.REPEATED)) {
            element = SampleLeaves.random(random, optionality(), "element");
        }
        GroupType list = new GroupType(Repetition.REPEATED, "list", element);
        return annotated(LogicalTypeAnnotation.listType(), name, list);
    }

    private GroupType legacyList(String name) {
        return annotated(
                LogicalTypeAnnotation.listType(), name, SampleLeaves.random(random, Repetition.REPEATED, "array"));
    }

    /** The repeated group is the element itself, as parquet-avro and parquet-thrift wrote it. */
    private GroupType legacyListOfStructs(String name, int depth) {
        List<Type> fields = new ArrayList<>(fields(2, depth - 1));
        return annotated(LogicalTypeAnnotation.listType(), name, new GroupType(Repetition.REPEATED, "array", fields));
    }

    private GroupType map(String name, int depth) {
        Type key =
                SampleLeaves.ALL.get(7 + random.nextInt(6)).type(Repetition.REQUIRED, "key", ColumnOrder.typeDefined());
        Type value = field("value", depth - 1);
        if (value.isRepetition(Repetition.REPEATED)) {
            value = SampleLeaves.random(random, optionality(), "value");
        }
        return annotated(
                LogicalTypeAnnotation.mapType(), name, new GroupType(Repetition.REPEATED, "key_value", key, value));
    }

    private GroupType annotated(LogicalTypeAnnotation logical, String name, GroupType repeated) {
        return Types.buildGroup(optionality()).as(logical).addField(repeated).named(name);
    }

    private GroupType annotated(LogicalTypeAnnotation logical, String name, Type repeated) {
        return Types.buildGroup(optionality()).as(logical).addField(repeated).named(name);
    }
}
