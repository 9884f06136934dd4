package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.compression.PageCodec;
import dev.coldpress.parquet.internal.page.MovedPage;
import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** Compresses pages, puts headers with checksums in front of them and lays them into the buffers. */
final class CompressedPages {

    private final PageCodec codec;
    private final EncodeBuffers buffers;
    private long uncompressedBytes;

    CompressedPages(PageCodec codec, EncodeBuffers buffers) {
        this.codec = codec;
        this.buffers = buffers;
        buffers.dictionary().reset();
        buffers.pages().clear();
    }

    /** Of all pages so far, with their headers. */
    long uncompressedBytes() {
        return uncompressedBytes;
    }

    /**
     * Appends a V1 data page with RLE definitions.
     *
     * @return its size with its header
     */
    int addData(byte[] content, int length, int valueCount, Encoding encoding) throws IOException {
        PageHeader header = compress(PageType.DATA_PAGE, content, length);
        header.setData_page_header(new DataPageHeader(valueCount, encoding, Encoding.RLE, Encoding.RLE));
        int headerLength = serialize(header);
        buffers.pages().append(buffers.header().array(), 0, headerLength);
        buffers.pages().append(buffers.compressed().array(), 0, header.getCompressed_page_size());
        return Math.addExact(headerLength, header.getCompressed_page_size());
    }

    /**
     * Appends a V2 data page of values that are compressed already.
     *
     * @param definitions the definition levels; there are no repetition levels
     * @return its size with its header
     */
    int addCompressed(PageBytes definitions, MovedPage page) throws IOException {
        PageBytes values = page.compressed();
        CRC32 crc = new CRC32();
        crc.update(definitions.array(), definitions.from(), definitions.length());
        crc.update(values.array(), values.from(), values.length());
        PageHeader header = new PageHeader(
                PageType.DATA_PAGE_V2,
                Math.addExact(definitions.length(), page.encodedBytes()),
                Math.addExact(definitions.length(), values.length()));
        header.setCrc((int) crc.getValue());
        DataPageHeaderV2 details = new DataPageHeaderV2(
                page.rowCount(), page.nullCount(), page.rowCount(), page.encoding(), definitions.length(), 0);
        details.setIs_compressed(true);
        header.setData_page_header_v2(details);
        int headerLength = serialize(header);
        buffers.pages().append(buffers.header().array(), 0, headerLength);
        buffers.pages().append(definitions.array(), definitions.from(), definitions.length());
        buffers.pages().append(values.array(), values.from(), values.length());
        return Math.addExact(headerLength, header.getCompressed_page_size());
    }

    void addDictionary(byte[] plain, int length, int entries) throws IOException {
        PageHeader header = compress(PageType.DICTIONARY_PAGE, plain, length);
        header.setDictionary_page_header(new DictionaryPageHeader(entries, Encoding.PLAIN));
        int headerLength = serialize(header);
        buffers.dictionary().write(buffers.header().array(), 0, headerLength);
        buffers.dictionary().write(buffers.compressed().array(), 0, header.getCompressed_page_size());
    }

    private PageHeader compress(PageType type, byte[] content, int contentLength) {
        byte[] compressed = buffers.compressed().room(codec.maxCompressedLength(contentLength));
        int length = codec.compress(content, 0, contentLength, compressed);
        CRC32 crc = new CRC32();
        crc.update(compressed, 0, length);
        PageHeader header = new PageHeader(type, contentLength, length);
        header.setCrc((int) crc.getValue());
        return header;
    }

    private int serialize(PageHeader header) throws IOException {
        buffers.header().reset();
        Util.writePageHeader(header, buffers.header());
        int length = buffers.header().size();
        uncompressedBytes += length + (long) header.getUncompressed_page_size();
        return length;
    }
}
