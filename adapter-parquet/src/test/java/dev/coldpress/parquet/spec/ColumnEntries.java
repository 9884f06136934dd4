package dev.coldpress.parquet.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** Reads column chunks level by level and bit by bit: what DuckDB cannot tell, because it has rows and not levels. */
final class ColumnEntries {

    private ColumnEntries() {}

    /** All row groups behind each other. */
    static List<ColumnEntry> ofColumn(FileAnatomy file, int column) {
        List<ColumnEntry> entries = new ArrayList<>();
        for (FileAnatomy.Group group : file.groups()) {
            entries.addAll(ofChunk(file, group, column));
        }
        return entries;
    }

    static List<ColumnEntry> ofChunk(FileAnatomy file, FileAnatomy.Group group, int column) {
        ColumnDescriptor descriptor = file.schema().getColumns().get(column);
        FileAnatomy.Chunk chunk = group.chunks().get(column);
        long count = chunk.metadata().getNum_values();
        if (count == 0) {
            return List.of();
        }
        long rows = group.thrift().getNum_rows();
        ColumnReader reader = new ColumnReadStoreImpl(
                        store(rows, new Pages(chunk)),
                        SchemaConverters.of(file.schema()),
                        file.schema(),
                        file.metadata().getCreated_by())
                .getColumnReader(descriptor);
        List<ColumnEntry> entries = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            int definitionLevel = reader.getCurrentDefinitionLevel();
            Object value = definitionLevel == descriptor.getMaxDefinitionLevel() ? value(reader) : null;
            entries.add(new ColumnEntry(reader.getCurrentRepetitionLevel(), definitionLevel, value));
            reader.consume();
        }
        return entries;
    }

    private static Object value(ColumnReader reader) {
        return switch (reader.getDescriptor().getPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> reader.getBoolean();
            case INT32 -> reader.getInteger();
            case INT64 -> reader.getLong();
            case FLOAT -> Float.floatToRawIntBits(reader.getFloat());
            case DOUBLE -> Double.doubleToRawLongBits(reader.getDouble());
            case INT96, BINARY, FIXED_LEN_BYTE_ARRAY ->
                ByteBuffer.wrap(reader.getBinary().getBytes()).asReadOnlyBuffer();
        };
    }

    private static PageReadStore store(long rows, PageReader pages) {
        return new PageReadStore() {
            @Override
            public PageReader getPageReader(ColumnDescriptor column) {
                return pages;
            }

            @Override
            public long getRowCount() {
                return rows;
            }
        };
    }

    /** The pages of one chunk, decompressed one by one. */
    private static final class Pages implements PageReader {

        private final CompressionCodecName codec;
        private final long valueCount;
        private final Deque<FileAnatomy.Page> left;

        Pages(FileAnatomy.Chunk chunk) {
            codec = CompressionCodecName.valueOf(chunk.metadata().getCodec().name());
            valueCount = chunk.metadata().getNum_values();
            left = new ArrayDeque<>(chunk.pages());
        }

        @Override
        public long getTotalValueCount() {
            return valueCount;
        }

        @Override
        public @Nullable DictionaryPage readDictionaryPage() {
            FileAnatomy.Page first = left.peek();
            if (first == null || !first.isDictionary()) {
                return null;
            }
            left.remove();
            DictionaryPageHeader header = first.header().getDictionary_page_header();
            byte[] bytes = decompress(first.payload(), first.header().getUncompressed_page_size());
            return new DictionaryPage(BytesInput.from(bytes), header.getNum_values(), encoding(header.getEncoding()));
        }

        @Override
        public @Nullable DataPage readPage() {
            FileAnatomy.Page page = left.poll();
            if (page == null) {
                return null;
            }
            return page.header().isSetData_page_header_v2()
                    ? v2(page, page.header().getData_page_header_v2())
                    : v1(page, page.header().getData_page_header());
        }

        private DataPage v1(FileAnatomy.Page page, DataPageHeader header) {
            byte[] bytes = decompress(page.payload(), page.header().getUncompressed_page_size());
            return new DataPageV1(
                    BytesInput.from(bytes),
                    header.getNum_values(),
                    bytes.length,
                    null,
                    encoding(header.getRepetition_level_encoding()),
                    encoding(header.getDefinition_level_encoding()),
                    encoding(header.getEncoding()));
        }

        private DataPage v2(FileAnatomy.Page page, DataPageHeaderV2 header) {
            int repetitionEnd = header.getRepetition_levels_byte_length();
            int levelsEnd = repetitionEnd + header.getDefinition_levels_byte_length();
            byte[] payload = page.payload();
            byte[] values = Arrays.copyOfRange(payload, levelsEnd, payload.length);
            int size = page.header().getUncompressed_page_size() - levelsEnd;
            boolean compressed = header.isIs_compressed() && size > 0;
            return new DataPageV2(
                    header.getNum_rows(),
                    header.getNum_nulls(),
                    header.getNum_values(),
                    BytesInput.from(Arrays.copyOf(payload, repetitionEnd)),
                    BytesInput.from(Arrays.copyOfRange(payload, repetitionEnd, levelsEnd)),
                    encoding(header.getEncoding()),
                    BytesInput.from(compressed ? decompress(values, size) : values),
                    page.header().getUncompressed_page_size(),
                    null,
                    false);
        }

        private byte[] decompress(byte[] bytes, int size) {
            try {
                return SampleCodecs.decompress(codec, bytes, size);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
            return Encoding.valueOf(encoding.name());
        }
    }
}
