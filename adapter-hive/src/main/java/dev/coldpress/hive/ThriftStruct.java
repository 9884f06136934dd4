package dev.coldpress.hive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.jspecify.annotations.Nullable;

/**
 * A struct of Thrift without its description: each field with its number, type and value. What is read can be written
 * back with every field, also those that only later metastores have. For one thread.
 *
 * <p>Values are {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer}, {@code Long}, {@code Double},
 * {@link ByteBuffer} for texts and bytes, {@link ThriftStruct}, {@link Items} and {@link Entries}.
 */
final class ThriftStruct {

    /** A list or a set, which are the same but for the type. */
    record Items(byte type, byte itemType, List<Object> items) {}

    record Entries(byte keyType, byte valueType, Map<Object, Object> entries) {}

    private record Field(byte type, Object value) {}

    private final TreeMap<Short, Field> fields = new TreeMap<>();

    ThriftStruct with(int number, String text) {
        return with(number, TType.STRING, bytes(text));
    }

    ThriftStruct with(int number, ThriftStruct struct) {
        return with(number, TType.STRUCT, struct);
    }

    ThriftStruct with(int number, List<String> texts) {
        List<Object> items = new ArrayList<>();
        texts.forEach(text -> items.add(bytes(text)));
        return with(number, TType.LIST, new Items(TType.LIST, TType.STRING, items));
    }

    ThriftStruct with(int number, Map<String, String> texts) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        texts.forEach((key, value) -> entries.put(bytes(key), bytes(value)));
        return with(number, TType.MAP, new Entries(TType.STRING, TType.STRING, entries));
    }

    private ThriftStruct with(int number, byte type, Object value) {
        fields.put((short) number, new Field(type, value));
        return this;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Null if there is no such field. */
    @Nullable
    ThriftStruct struct(int number) {
        return (ThriftStruct) value(number, TType.STRUCT);
    }

    /** Empty if there is no such field. */
    String text(int number) {
        ByteBuffer value = (ByteBuffer) value(number, TType.STRING);
        return value == null ? "" : text(value);
    }

    /** Empty if there is no such field. */
    Map<String, String> texts(int number) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value(number, TType.MAP) instanceof Entries map
                && map.keyType() == TType.STRING
                && map.valueType() == TType.STRING) {
            map.entries().forEach((key, value) -> texts.put(text((ByteBuffer) key), text((ByteBuffer) value)));
        }
        return texts;
    }

    /** Empty if there is no such field. */
    List<ThriftStruct> structs(int number) {
        List<ThriftStruct> structs = new ArrayList<>();
        if (value(number, TType.LIST) instanceof Items list && list.itemType() == TType.STRUCT) {
            list.items().forEach(item -> structs.add((ThriftStruct) item));
        }
        return structs;
    }

    private @Nullable Object value(int number, byte type) {
        Field field = fields.get((short) number);
        return field != null && field.type() == type ? field.value() : null;
    }

    static ThriftStruct read(TProtocol in) throws TException {
        ThriftStruct struct = new ThriftStruct();
        in.readStructBegin();
        for (TField field = in.readFieldBegin(); field.type != TType.STOP; field = in.readFieldBegin()) {
            struct.with(field.id, field.type, readValue(in, field.type));
            in.readFieldEnd();
        }
        in.readStructEnd();
        return struct;
    }

    private static Object readValue(TProtocol in, byte type) throws TException {
        return switch (type) {
            case TType.BOOL -> in.readBool();
            case TType.BYTE -> in.readByte();
            case TType.I16 -> in.readI16();
            case TType.I32 -> in.readI32();
            case TType.I64 -> in.readI64();
            case TType.DOUBLE -> in.readDouble();
            case TType.STRING -> in.readBinary();
            case TType.STRUCT -> read(in);
            case TType.LIST -> {
                TList list = in.readListBegin();
                yield readItems(in, type, list.elemType, list.size);
            }
            case TType.SET -> {
                TSet set = in.readSetBegin();
                yield readItems(in, type, set.elemType, set.size);
            }
            case TType.MAP -> readEntries(in);
            default -> throw new TException("The metastore sent a value of the unknown type " + type);
        };
    }

    private static Items readItems(TProtocol in, byte type, byte itemType, int size) throws TException {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(readValue(in, itemType));
        }
        return new Items(type, itemType, items);
    }

    private static Entries readEntries(TProtocol in) throws TException {
        TMap map = in.readMapBegin();
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < map.size; i++) {
            Object key = readValue(in, map.keyType);
            entries.put(key, readValue(in, map.valueType));
        }
        return new Entries(map.keyType, map.valueType, entries);
    }

    void write(TProtocol out) throws TException {
        out.writeStructBegin(new TStruct());
        for (Map.Entry<Short, Field> field : fields.entrySet()) {
            byte type = field.getValue().type();
            out.writeFieldBegin(new TField("", type, field.getKey()));
            writeValue(out, type, field.getValue().value());
            out.writeFieldEnd();
        }
        out.writeFieldStop();
        out.writeStructEnd();
    }

    private static void writeValue(TProtocol out, byte type, Object value) throws TException {
        switch (type) {
            case TType.BOOL -> out.writeBool((Boolean) value);
            case TType.BYTE -> out.writeByte((Byte) value);
            case TType.I16 -> out.writeI16((Short) value);
            case TType.I32 -> out.writeI32((Integer) value);
            case TType.I64 -> out.writeI64((Long) value);
            case TType.DOUBLE -> out.writeDouble((Double) value);
            case TType.STRING -> out.writeBinary(((ByteBuffer) value).duplicate());
            case TType.STRUCT -> ((ThriftStruct) value).write(out);
            case TType.LIST, TType.SET -> writeItems(out, (Items) value);
            default -> writeEntries(out, (Entries) value);
        }
    }

    private static void writeItems(TProtocol out, Items items) throws TException {
        int size = items.items().size();
        if (items.type() == TType.LIST) {
            out.writeListBegin(new TList(items.itemType(), size));
        } else {
            out.writeSetBegin(new TSet(items.itemType(), size));
        }
        for (Object item : items.items()) {
            writeValue(out, items.itemType(), item);
        }
    }

    private static void writeEntries(TProtocol out, Entries map) throws TException {
        out.writeMapBegin(new TMap(map.keyType(), map.valueType(), map.entries().size()));
        for (Map.Entry<Object, Object> entry : map.entries().entrySet()) {
            writeValue(out, map.keyType(), entry.getKey());
            writeValue(out, map.valueType(), entry.getValue());
        }
    }

    private static ByteBuffer bytes(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
