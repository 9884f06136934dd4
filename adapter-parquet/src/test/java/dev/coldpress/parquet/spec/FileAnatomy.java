package dev.coldpress.parquet.spec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.schema.MessageType;

/** A Parquet file taken apart into its Thrift structures and the bytes of its pages; nothing is decoded. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record FileAnatomy(byte[] file, FileMetaData metadata, MessageType schema, List<Group> groups) {

    /** @param headerBytes the length of the serialised header, which begins at {@code offset} */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Page(PageHeader header, long offset, int headerBytes, byte[] payload) {

        boolean isDictionary() {
            return header.isSetDictionary_page_header();
        }

        int valueCount() {
            return header.isSetData_page_header_v2()
                    ? header.getData_page_header_v2().getNum_values()
                    : header.getData_page_header().getNum_values();
        }
    }

    record Chunk(ColumnChunk thrift, List<Page> pages) {

        ColumnMetaData metadata() {
            return thrift.getMeta_data();
        }

        List<Page> dataPages() {
            return pages.stream().filter(page -> !page.isDictionary()).toList();
        }
    }

    record Group(RowGroup thrift, List<Chunk> chunks) {}

    static FileAnatomy of(byte[] file) {
        try {
            FileMetaData metadata = Util.readFileMetaData(stream(file, footerOffset(file)));
            MessageType schema = new ParquetMetadataConverter()
                    .fromParquetMetadata(metadata)
                    .getFileMetaData()
                    .getSchema();
            return new FileAnatomy(file, metadata, schema, groups(file, metadata));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int chunkCount() {
        return groups.stream().mapToInt(group -> group.chunks().size()).sum();
    }

    static int footerOffset(byte[] file) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        return file.length - 8 - length;
    }

    static long firstPageOffset(ColumnMetaData chunk) {
        return chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > 0
                ? Math.min(chunk.getDictionary_page_offset(), chunk.getData_page_offset())
                : chunk.getData_page_offset();
    }

    ByteArrayInputStream streamAt(long offset) {
        return stream(file, Math.toIntExact(offset));
    }

    private static ByteArrayInputStream stream(byte[] file, int offset) {
        return new ByteArrayInputStream(file, offset, file.length - offset);
    }

    private static List<Group> groups(byte[] file, FileMetaData metadata) throws IOException {
        List<Group> groups = new ArrayList<>();
        for (RowGroup group : metadata.getRow_groups()) {
            List<Chunk> chunks = new ArrayList<>();
            for (ColumnChunk chunk : group.getColumns()) {
                chunks.add(new Chunk(chunk, pages(file, chunk.getMeta_data())));
            }
            groups.add(new Group(group, List.copyOf(chunks)));
        }
        return List.copyOf(groups);
    }

    private static List<Page> pages(byte[] file, ColumnMetaData chunk) throws IOException {
        List<Page> pages = new ArrayList<>();
        int offset = Math.toIntExact(firstPageOffset(chunk));
        int end = Math.toIntExact(offset + chunk.getTotal_compressed_size());
        while (offset < end) {
            ByteArrayInputStream in = stream(file, offset);
            int available = in.available();
            PageHeader header = Util.readPageHeader(in);
            int headerBytes = available - in.available();
            int payload = offset + headerBytes;
            int next = payload + header.getCompressed_page_size();
            pages.add(new Page(header, offset, headerBytes, Arrays.copyOfRange(file, payload, next)));
            offset = next;
        }
        return List.copyOf(pages);
    }
}
