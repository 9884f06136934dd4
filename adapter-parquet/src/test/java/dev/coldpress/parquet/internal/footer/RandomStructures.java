package dev.coldpress.parquet.internal.footer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TFieldIdEnum;
import shaded.parquet.org.apache.thrift.TUnion;
import shaded.parquet.org.apache.thrift.meta_data.EnumMetaData;
import shaded.parquet.org.apache.thrift.meta_data.FieldMetaData;
import shaded.parquet.org.apache.thrift.meta_data.FieldValueMetaData;
import shaded.parquet.org.apache.thrift.meta_data.ListMetaData;
import shaded.parquet.org.apache.thrift.meta_data.StructMetaData;

/** Structures of {@code parquet.thrift} with values in any fields, made by what Thrift knows of them. */
final class RandomStructures {

    /** Thrift's numbers of types, and of what a field that has to be there is. */
    private static final byte BOOL = 2;

    private static final byte BYTE = 3;
    private static final byte DOUBLE = 4;
    private static final byte I16 = 6;
    private static final byte I32 = 8;
    private static final byte I64 = 10;
    private static final byte STRING = 11;
    private static final byte REQUIRED = 1;

    private static final int MOST_ELEMENTS = 3;
    private static final int LONG_LIST = 20;

    private final Random random;

    RandomStructures(long seed) {
        this.random = new Random(seed);
    }

    <T extends TBase<?, ?>> T structure(Class<T> type) {
        try {
            T structure = type.getDeclaredConstructor().newInstance();
            fill(structure);
            return structure;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Thrift's own signatures
    private void fill(TBase structure) {
        Map<TFieldIdEnum, FieldMetaData> fields = FieldMetaData.getStructMetaDataMap(structure.getClass());
        if (structure instanceof TUnion) {
            Map.Entry<TFieldIdEnum, FieldMetaData> one =
                    new ArrayList<>(fields.entrySet()).get(random.nextInt(fields.size()));
            structure.setFieldValue(one.getKey(), value(one.getValue().valueMetaData));
            return;
        }
        fields.forEach((field, about) -> {
            if (about.requirementType == REQUIRED || random.nextBoolean()) {
                structure.setFieldValue(field, value(about.valueMetaData));
            }
        });
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Thrift's own signatures
    private Object value(FieldValueMetaData about) {
        if (about instanceof EnumMetaData choices) {
            Object[] constants = choices.enumClass.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        if (about instanceof StructMetaData nested) {
            return structure((Class<? extends TBase>) nested.structClass);
        }
        if (about instanceof ListMetaData list) {
            int size = random.nextInt(20) == 0 ? LONG_LIST : random.nextInt(MOST_ELEMENTS);
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                elements.add(value(list.elemMetaData));
            }
            return elements;
        }
        return switch (about.type) {
            case BOOL -> random.nextBoolean();
            case BYTE -> (byte) random.nextInt();
            case DOUBLE -> random.nextDouble();
            case I16 -> (short) random.nextInt();
            case I32 -> (int) number();
            case I64 -> number();
            case STRING ->
                about.isBinary() ? ByteBuffer.wrap(bytes()) : new String(bytes(), StandardCharsets.ISO_8859_1);
            default -> throw new IllegalStateException("A type that the format had not got: " + about.type);
        };
    }

    /** Of any length. */
    private long number() {
        long number = random.nextLong() >>> random.nextInt(Long.SIZE);
        return random.nextBoolean() ? number : -number;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(30) == 0 ? 300 : random.nextInt(5)];
        random.nextBytes(bytes);
        return bytes;
    }
}
