package dev.coldpress.parquet.internal.notation;

import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowField.Dictionary;
import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.ParquetSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.DictionaryKind;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads Arrow schemas as they lie in footers: an encapsulated IPC message (Arrow Columnar Format, "Encapsulated message
 * format") in Base64. The bytes may be anything.
 */
public final class ArrowSchemaReader {

    private static final int CONTINUATION = -1;

    /** As for the schema of a Parquet file. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_FIELDS = 100_000;

    /** A table may be named many times, so what is read may be larger than the bytes: by so much it will not be. */
    private static final int MAX_TEXT_PER_BYTE = 16;

    private int fields;
    private long textLeft;

    private ArrowSchemaReader(int length) {
        this.textLeft = (long) length * MAX_TEXT_PER_BYTE;
    }

    /**
     * The fields of a file's Arrow schema that are stored as leaf columns, by their paths; none if it has no such
     * schema.
     */
    public static Map<List<String>, ArrowField> leaves(Map<String, String> keyValueMetadata, ParquetSchema schema) {
        return Optional.ofNullable(keyValueMetadata.get(ArrowSchema.KEY))
                .flatMap(ArrowSchemaReader::read)
                .map(arrow -> arrow.leaves(schema))
                .orElse(Map.of());
    }

    /**
     * Reads the value of the key; empty if it is no such schema, or has types that {@link ArrowField#type} does not
     * name.
     */
    static Optional<ArrowSchema> read(String value) {
        try {
            ByteBuffer bytes =
                    ByteBuffer.wrap(Base64.getDecoder().decode(value)).order(ByteOrder.LITTLE_ENDIAN);
            int length = bytes.getInt();
            if (length == CONTINUATION) {
                length = bytes.getInt();
            }
            ByteBuffer message = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            return new ArrowSchemaReader(length).message(Message.getRootAsMessage(message));
        } catch (RuntimeException e) {
            // Offsets that lead out of the bytes, texts that are no UTF-8, lengths below zero.
            return Optional.empty();
        }
    }

    private Optional<ArrowSchema> message(Message message) {
        if (message.headerType() != MessageHeader.Schema || !(message.header(new Schema()) instanceof Schema schema)) {
            return Optional.empty();
        }
        if (schema.endianness() != Endianness.Little) {
            return Optional.empty();
        }
        List<ArrowField> read = fields(schema.fieldsLength(), schema::fields, 1);
        return Optional.of(new ArrowSchema(read, metadata(schema.customMetadataLength(), schema::customMetadata)));
    }

    private List<ArrowField> fields(int count, IntFunction<Field> fieldAt, int depth) {
        require(depth <= MAX_DEPTH);
        List<ArrowField> read = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            require(++fields <= MAX_FIELDS);
            read.add(field(fieldAt.apply(i), depth));
        }
        return read;
    }

    private ArrowField field(Field field, int depth) {
        DictionaryEncoding encoding = field.dictionary();
        return new ArrowField(
                text(field.name()),
                field.nullable(),
                text(ArrowTypes.read(field)),
                encoding == null ? Optional.empty() : Optional.of(dictionary(encoding)),
                fields(field.childrenLength(), field::children, depth + 1),
                metadata(field.customMetadataLength(), field::customMetadata));
    }

    private static Dictionary dictionary(DictionaryEncoding encoding) {
        require(encoding.dictionaryKind() == DictionaryKind.DenseArray);
        Int index = encoding.indexType();
        // The format's default.
        int bits = index == null ? Integer.SIZE : index.bitWidth();
        require(bits == Byte.SIZE || bits == Short.SIZE || bits == Integer.SIZE || bits == Long.SIZE);
        return new Dictionary(bits, index == null || index.isSigned(), encoding.isOrdered(), "");
    }

    private Map<String, String> metadata(int count, IntFunction<KeyValue> pairAt) {
        Map<String, String> metadata = new HashMap<>();
        for (int i = 0; i < count; i++) {
            KeyValue pair = pairAt.apply(i);
            require(metadata.put(text(pair.key()), text(pair.value())) == null);
        }
        return metadata;
    }

    private String text(@Nullable String text) {
        if (text == null) {
            return "";
        }
        textLeft -= text.length();
        require(textLeft >= 0);
        return text;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("Not a schema that is known here");
        }
    }
}
