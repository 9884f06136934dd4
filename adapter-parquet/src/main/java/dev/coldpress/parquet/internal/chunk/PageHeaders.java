package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.bytes.CompactReader;
import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.footer.PageParser;
import dev.coldpress.parquet.internal.page.PageSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.format.PageHeader;

/** The headers of the pages of a column chunk, one after the other. */
public final class PageHeaders {

    /** As Arrow limits page headers. */
    private static final int MOST_BYTES = 16 << 20;

    /** What a header has unless the bounds in it are long. */
    private static final int USUAL_BYTES = 256;

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

    /**
     * Reads the header of a page.
     *
     * @param in behind the header afterwards
     * @throws ContentException if there is none, or one with values that this version of the format does not know
     */
    public static PageHeader read(ByteBufferInputStream in) {
        int most = Math.min(in.available(), MOST_BYTES);
        for (int length = Math.min(most, USUAL_BYTES); ; length = (int) Math.min(most, (long) length * USUAL_BYTES)) {
            CompactReader header = new CompactReader(lookAt(in, length));
            try {
                PageHeader read = PageParser.pageHeader(header);
                in.skip(length - header.remaining());
                return read;
            } catch (ContentException e) {
                // It may have been cut.
                if (length == most) {
                    throw e;
                }
            }
        }
    }

    private static ByteBuffer lookAt(ByteBufferInputStream in, int length) {
        in.mark(length);
        try {
            ByteBuffer bytes = in.slice(length);
            in.reset();
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ContentException if it is no header, or one of a page that does not lie in the chunk */
    static PageHeader next(ByteBufferInputStream in, long valuesLeft) {
        if (in.available() <= 0) {
            throw ContentException.corrupt("the chunk ends with " + valuesLeft + " values missing");
        }
        PageHeader header = read(in);
        int compressed = header.getCompressed_page_size();
        if (compressed < 0 || compressed > in.available() || header.getUncompressed_page_size() < 0) {
            throw ContentException.corrupt("a page of " + compressed + " bytes, " + header.getUncompressed_page_size()
                    + " uncompressed, where " + in.available() + " are left");
        }
        return header;
    }
}
