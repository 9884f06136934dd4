package dev.coldpress.acceptance.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** A schema that reconciles with another one without being equal: columns in reverse order, required ones optional. */
final class RelaxedSchema {

    private RelaxedSchema() {}

    static MessageType of(MessageType schema) {
        List<Type> fields = new ArrayList<>();
        for (Type field : schema.getFields()) {
            fields.add(field.isRepetition(Repetition.REQUIRED) ? optional(field) : field);
        }
        Collections.reverse(fields);
        return new MessageType(schema.getName(), fields);
    }

    /** The row with its columns as {@code schema} has them. */
    static Group copy(Group row, GroupType schema) {
        Group copy = new SimpleGroup(schema);
        for (Type field : schema.getFields()) {
            int from = row.getType().getFieldIndex(field.getName());
            int to = schema.getFieldIndex(field.getName());
            for (int i = 0; i < row.getFieldRepetitionCount(from); i++) {
                if (field.isPrimitive()) {
                    addPrimitive(copy, to, row, from, i);
                } else {
                    copy.add(to, copy(row.getGroup(from, i), field.asGroupType()));
                }
            }
        }
        return copy;
    }

    private static void addPrimitive(Group copy, int to, Group row, int from, int index) {
        switch (row.getType().getType(from).asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> copy.add(to, row.getBoolean(from, index));
            case INT32 -> copy.add(to, row.getInteger(from, index));
            case INT64 -> copy.add(to, row.getLong(from, index));
            case FLOAT -> copy.add(to, row.getFloat(from, index));
            case DOUBLE -> copy.add(to, row.getDouble(from, index));
            case INT96 -> copy.add(to, row.getInt96(from, index));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> copy.add(to, row.getBinary(from, index));
        }
    }

    private static Type optional(Type field) {
        if (field.isPrimitive()) {
            PrimitiveType primitive = field.asPrimitiveType();
            Types.PrimitiveBuilder<PrimitiveType> builder = Types.optional(primitive.getPrimitiveTypeName())
                    .length(primitive.getTypeLength())
                    .as(field.getLogicalTypeAnnotation());
            return withId(field, builder).named(field.getName());
        }
        Types.GroupBuilder<GroupType> builder = Types.optionalGroup().as(field.getLogicalTypeAnnotation());
        field.asGroupType().getFields().forEach(builder::addField);
        return withId(field, builder).named(field.getName());
    }

    private static <T extends Types.Builder<T, R>, R> T withId(Type field, T builder) {
        return field.getId() == null ? builder : builder.id(field.getId().intValue());
    }
}
