package dev.coldpress.parquet.internal.footer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TEnum;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.meta_data.EnumMetaData;
import shaded.parquet.org.apache.thrift.meta_data.FieldMetaData;
import shaded.parquet.org.apache.thrift.meta_data.StructMetaData;
import shaded.parquet.org.apache.thrift.protocol.TField;
import shaded.parquet.org.apache.thrift.protocol.TProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocolUtil;

/**
 * Finds what a footer's schema has and this version of the format has not: numbers of enumerations, members of unions and
 * fields of structures. Thrift reads them as if they were missing, and a schema written again without them would mean
 * something else.
 */
final class UnknownParts {

    /** Thrift's numbers of types on the wire. */
    private static final byte STOP = 0;

    private static final byte I32 = 8;
    private static final byte STRING = 11;
    private static final byte STRUCT = 12;
    private static final byte LIST = 15;

    private static final Map<Class<?>, Map<Short, FieldMetaData>> FIELDS = new ConcurrentHashMap<>();

    private final TProtocol in;
    private String elementName = "";
    private @Nullable String found;

    private UnknownParts(TProtocol in) {
        this.in = in;
    }

    /**
     * The first unknown part, with the name of its field.
     *
     * @param in at the beginning of a {@link FileMetaData}
     */
    static Optional<String> ofSchema(TProtocol in) throws TException {
        return new UnknownParts(in).ofSchema();
    }

    private Optional<String> ofSchema() throws TException {
        in.readStructBegin();
        for (TField field = in.readFieldBegin(); field.type != STOP; field = in.readFieldBegin()) {
            if (field.id == FileMetaData._Fields.SCHEMA.getThriftFieldId() && field.type == LIST) {
                return ofElements();
            }
            TProtocolUtil.skip(in, field.type);
        }
        return Optional.empty();
    }

    private Optional<String> ofElements() throws TException {
        int size = in.readListBegin().size;
        for (int i = 0; i < size; i++) {
            elementName = "";
            found = null;
            structure(SchemaElement.class);
            if (found != null) {
                return Optional.of("the field " + elementName + " has the unknown " + found);
            }
        }
        return Optional.empty();
    }

    private void structure(Class<?> type) throws TException {
        Map<Short, FieldMetaData> known = FIELDS.computeIfAbsent(type, UnknownParts::fields);
        in.readStructBegin();
        for (TField field = in.readFieldBegin(); field.type != STOP; field = in.readFieldBegin()) {
            value(type, field, known.get(field.id));
        }
    }

    private void value(Class<?> type, TField field, @Nullable FieldMetaData known) throws TException {
        if (known == null) {
            found = "field " + field.id + " of " + type.getSimpleName();
            TProtocolUtil.skip(in, field.type);
        } else if (known.valueMetaData instanceof EnumMetaData choices && field.type == I32) {
            int number = in.readI32();
            if (!isKnown(choices.enumClass, number)) {
                found = known.fieldName.replace('_', ' ') + " " + number;
            }
        } else if (known.valueMetaData instanceof StructMetaData nested && field.type == STRUCT) {
            structure(nested.structClass);
        } else if (type == SchemaElement.class
                && field.id == SchemaElement._Fields.NAME.getThriftFieldId()
                && field.type == STRING) {
            elementName = in.readString();
        } else {
            TProtocolUtil.skip(in, field.type);
        }
    }

    private static boolean isKnown(Class<? extends TEnum> choices, int number) {
        for (TEnum choice : choices.getEnumConstants()) {
            if (choice.getValue() == number) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Thrift's own signature
    private static Map<Short, FieldMetaData> fields(Class<?> type) {
        Map<Short, FieldMetaData> byId = new HashMap<>();
        FieldMetaData.getStructMetaDataMap((Class) type.asSubclass(TBase.class))
                .forEach((id, field) -> byId.put(
                        ((shaded.parquet.org.apache.thrift.TFieldIdEnum) id).getThriftFieldId(),
                        (FieldMetaData) field));
        return byId;
    }
}
