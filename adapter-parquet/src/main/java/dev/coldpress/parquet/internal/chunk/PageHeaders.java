package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.footer.ThriftReader;
import dev.coldpress.parquet.internal.page.PageSpan;
import java.util.function.Consumer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.format.PageHeader;

/** The headers of the pages of a column chunk, one after the other. */
public final class PageHeaders {

    private PageHeaders() {}

    /** Walks over a chunk's pages by their headers, until they have {@code entries} values. */
    public static void forEach(ByteBufferInputStream in, long entries, Consumer<PageSpan> action) {
        long left = entries;
        while (left > 0) {
            long start = in.position();
            PageHeader header = next(in, left);
            PageSpan page = new PageSpan(header, start, in.position() + header.getCompressed_page_size());
            if (page.isData()) {
                left -= page.valueCount();
            }
            action.accept(page);
            in.skip(header.getCompressed_page_size());
        }
    }

    /** @throws ContentException if it is no header, or one of a page that does not lie in the chunk */
    static PageHeader next(ByteBufferInputStream in, long valuesLeft) {
        if (in.available() <= 0) {
            throw ContentException.corrupt("the chunk ends with " + valuesLeft + " values missing");
        }
        PageHeader header = ThriftReader.pageHeader(in, in.available());
        int compressed = header.getCompressed_page_size();
        if (compressed < 0 || compressed > in.available() || header.getUncompressed_page_size() < 0) {
            throw ContentException.corrupt("a page of " + compressed + " bytes, " + header.getUncompressed_page_size()
                    + " uncompressed, where " + in.available() + " are left");
        }
        return header;
    }
}
