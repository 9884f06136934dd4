package dev.coldpress.parquet.spec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/** Puts a file together again after its structures were edited. */
final class FileRewriter {

    /** A page to be written. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record NewPage(PageHeader header, byte[] payload) {}

    /** What becomes of the pages of a chunk; called once for each, in their order. */
    interface PageEdit {
        List<NewPage> apply(FileAnatomy.Chunk chunk, int ordinal) throws IOException;
    }

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private FileRewriter() {}

    static List<NewPage> pages(FileAnatomy.Chunk chunk) {
        List<NewPage> pages = new ArrayList<>();
        chunk.pages().forEach(page -> pages.add(new NewPage(new PageHeader(page.header()), page.payload())));
        return pages;
    }

    /** The same bytes with another footer. */
    static byte[] withFooter(byte[] file, FileMetaData footer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, FileAnatomy.footerOffset(file));
        writeFooter(footer, out);
        return out.toByteArray();
    }

    /** All pages anew, and a footer that says where they are now; without page index. */
    static byte[] withPages(FileAnatomy file, PageEdit edit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        int ordinal = 0;
        for (FileAnatomy.Group group : file.groups()) {
            for (FileAnatomy.Chunk chunk : group.chunks()) {
                writeChunk(chunk, edit.apply(chunk, ordinal++), out);
            }
        }
        writeFooter(file.metadata(), out);
        return out.toByteArray();
    }

    private static void writeChunk(FileAnatomy.Chunk chunk, List<NewPage> pages, ByteArrayOutputStream out)
            throws IOException {
        ColumnMetaData metadata = chunk.metadata();
        int start = out.size();
        metadata.unsetDictionary_page_offset();
        metadata.setData_page_offset(start);
        for (NewPage page : pages) {
            if (page.header().isSetDictionary_page_header()) {
                metadata.setDictionary_page_offset(out.size());
            }
            Util.writePageHeader(page.header(), out);
            out.writeBytes(page.payload());
            if (page.header().isSetDictionary_page_header()) {
                metadata.setData_page_offset(out.size());
            }
        }
        metadata.setTotal_compressed_size(out.size() - start);
        chunk.thrift().unsetColumn_index_offset();
        chunk.thrift().unsetColumn_index_length();
        chunk.thrift().unsetOffset_index_offset();
        chunk.thrift().unsetOffset_index_length();
    }

    private static void writeFooter(FileMetaData footer, ByteArrayOutputStream out) throws IOException {
        int start = out.size();
        Util.writeFileMetaData(footer, out);
        int length = out.size() - start;
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        out.writeBytes(MAGIC);
    }
}
