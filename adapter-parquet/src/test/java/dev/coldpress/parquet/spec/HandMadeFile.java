package dev.coldpress.parquet.spec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** A file of one column, uncompressed and without checksums, whose pages are written byte by byte. */
final class HandMadeFile {

    private final SchemaElement leaf = new SchemaElement("c");
    private final List<PageHeader> headers = new ArrayList<>();
    private final Set<Encoding> encodings = EnumSet.of(Encoding.PLAIN);
    private @Nullable String createdBy;
    private final List<byte[]> payloads = new ArrayList<>();
    private CompressionCodec codec = CompressionCodec.UNCOMPRESSED;
    private long valueCount;

    private HandMadeFile(Type type, FieldRepetitionType repetition) {
        leaf.setType(type);
        leaf.setRepetition_type(repetition);
    }

    static HandMadeFile required(Type type) {
        return new HandMadeFile(type, FieldRepetitionType.REQUIRED);
    }

    static HandMadeFile optional(Type type) {
        return new HandMadeFile(type, FieldRepetitionType.OPTIONAL);
    }

    /** Compresses the pages that follow. */
    HandMadeFile snappy() {
        codec = CompressionCodec.SNAPPY;
        return this;
    }

    HandMadeFile dictionary(int entries, byte[] payload) {
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, payload.length, payload.length);
        header.setDictionary_page_header(new DictionaryPageHeader(entries, Encoding.PLAIN));
        return page(header, payload);
    }

    HandMadeFile data(int values, Encoding encoding, byte[] payload) {
        return data(values, encoding, Encoding.RLE, payload);
    }

    HandMadeFile data(int values, Encoding encoding, Encoding levels, byte[] payload) {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, payload.length, payload.length);
        header.setData_page_header(new DataPageHeader(values, encoding, levels, levels));
        encodings.add(encoding);
        valueCount += values;
        return page(header, payload);
    }

    private HandMadeFile page(PageHeader header, byte[] payload) {
        byte[] stored = payload;
        if (codec == CompressionCodec.SNAPPY) {
            try {
                stored = Snappy.compress(payload);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            header.setCompressed_page_size(stored.length);
        }
        headers.add(header);
        payloads.add(stored);
        return this;
    }

    /** Names the writer, which is unknown otherwise. */
    HandMadeFile by(String writer) {
        createdBy = writer;
        return this;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(magic());
        for (int i = 0; i < headers.size(); i++) {
            Util.writePageHeader(headers.get(i), out);
            out.writeBytes(payloads.get(i));
        }
        int end = out.size();
        Util.writeFileMetaData(footer(end - magic().length), out);
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.writeBytes(length.putInt(out.size() - end).array());
        out.writeBytes(magic());
        return out.toByteArray();
    }

    private FileMetaData footer(long chunkBytes) {
        ColumnMetaData metadata = new ColumnMetaData(
                leaf.getType(),
                List.copyOf(encodings),
                List.of(leaf.getName()),
                codec,
                valueCount,
                chunkBytes,
                chunkBytes,
                magic().length);
        ColumnChunk chunk = new ColumnChunk(0);
        chunk.setMeta_data(metadata);
        RowGroup group = new RowGroup(List.of(chunk), chunkBytes, valueCount);
        SchemaElement root = new SchemaElement("schema");
        root.setNum_children(1);
        FileMetaData footer = new FileMetaData(1, List.of(root, leaf), valueCount, List.of(group));
        footer.setCreated_by(createdBy);
        return footer;
    }

    private static byte[] magic() {
        return new byte[] {'P', 'A', 'R', '1'};
    }

    /** Bytes written one after the other. */
    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] int32(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    static byte[] varInt(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long left = value;
        for (; left > 0x7F; left >>>= 7) {
            out.write((int) ((left & 0x7F) | 0x80));
        }
        out.write((int) left);
        return out.toByteArray();
    }

    /** A DELTA_BINARY_PACKED stream of one value. */
    static byte[] delta(int value) {
        long zigZag = (((long) value << 1) ^ ((long) value >> 63)) & 0x1_FFFF_FFFFL;
        return join(varInt(128), varInt(4), varInt(1), varInt(zigZag));
    }
}
