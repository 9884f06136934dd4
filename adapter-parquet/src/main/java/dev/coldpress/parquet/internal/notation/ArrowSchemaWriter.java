package dev.coldpress.parquet.internal.notation;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowField.Dictionary;
import dev.coldpress.port.parquet.ArrowSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.DictionaryKind;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Schema;

/** Writes what {@link ArrowSchemaReader} reads. For one schema. */
final class ArrowSchemaWriter {

    private static final int CONTINUATION = -1;
    private static final int PREFIX_BYTES = 8;

    /** Of an encapsulated message. */
    private static final int ALIGNMENT_BYTES = 8;

    private final FlatBufferBuilder builder = new FlatBufferBuilder();
    private long nextDictionary;

    String write(ArrowSchema schema) {
        int fields = Schema.createFieldsVector(builder, fields(schema.fields()));
        int metadata = metadata(schema.metadata(), Schema::createCustomMetadataVector);
        int written = Schema.createSchema(builder, Endianness.Little, fields, metadata, 0);
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, MessageHeader.Schema, written, 0, 0));
        byte[] message = builder.sizedByteArray();
        int padded = (message.length + ALIGNMENT_BYTES - 1) / ALIGNMENT_BYTES * ALIGNMENT_BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(PREFIX_BYTES + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CONTINUATION)
                .putInt(padded)
                .put(message);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private int[] fields(List<ArrowField> fields) {
        return fields.stream().mapToInt(this::field).toArray();
    }

    private int field(ArrowField field) {
        int dictionary = field.dictionary().map(this::dictionary).orElse(0);
        int children = Field.createChildrenVector(builder, fields(field.children()));
        int name = builder.createString(field.name());
        int type = ArrowTypes.write(field.type(), builder);
        int metadata = metadata(field.metadata(), Field::createCustomMetadataVector);
        byte kind = ArrowTypes.kind(field.type());
        return Field.createField(builder, name, field.nullable(), kind, type, dictionary, children, metadata);
    }

    private int dictionary(Dictionary dictionary) {
        int index = ArrowTypes.writeInt(dictionary.indexBits(), dictionary.signed(), builder);
        return DictionaryEncoding.createDictionaryEncoding(
                builder, nextDictionary++, index, dictionary.ordered(), DictionaryKind.DenseArray);
    }

    private interface Vector {
        int create(FlatBufferBuilder builder, int[] entries);
    }

    /** In the order of the keys, so that the same metadata give the same bytes. */
    private int metadata(Map<String, String> metadata, Vector vector) {
        if (metadata.isEmpty()) {
            return 0;
        }
        List<Integer> pairs = new ArrayList<>();
        for (Map.Entry<String, String> pair : new TreeMap<>(metadata).entrySet()) {
            int key = builder.createString(pair.getKey());
            pairs.add(KeyValue.createKeyValue(builder, key, builder.createString(pair.getValue())));
        }
        return vector.create(builder, pairs.stream().mapToInt(Integer::intValue).toArray());
    }
}
