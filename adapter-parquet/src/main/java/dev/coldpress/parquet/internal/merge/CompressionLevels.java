package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.chunk.EncodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.chunk.PageHeaders;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.parquet.internal.page.EncodedPage;
import dev.coldpress.parquet.internal.source.SourceBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;

/** Finds out on one page of a chunk whether the sources' bytes are reached with another level of the codec. */
final class CompressionLevels {

    /** Less of a page's bytes is not worth to compress all pages again. */
    private static final double WORTH = 0.97;

    /**
     * The first is the default of Arrow's writers, which for some data gives less than the usual one. From the last on,
     * some data compress a tenth better, at two megabytes a second.
     */
    private static final List<Integer> ZSTD = List.of(1, 12, 17);

    private static final int SLOW_ZSTD = 17;
    private static final long MOST_FOR_SLOW_BYTES = 8 << 20;

    private static final List<Integer> GZIP = List.of(9);

    private final EncodedChunk chunk;
    private final SourceBytes sources;
    private final PageCodecs codecs;

    CompressionLevels(EncodedChunk chunk, SourceBytes sources, PageCodecs codecs) {
        this.chunk = chunk;
        this.sources = sources;
        this.codecs = codecs;
    }

    /**
     * The level with which the chunk would be no larger than its sources, or else at least smaller than now; {@link
     * PageCodecs#USUAL_LEVEL} if there is no such level.
     *
     * @param buffers with the pages of the chunk, compressed on the usual level
     */
    int best(EncodeBuffers buffers) {
        CompressionCodec codec = chunk.codec();
        List<Integer> levels = switch (codec) {
            case ZSTD -> ZSTD;
            case GZIP -> GZIP;
            default -> List.of();
        };
        if (levels.isEmpty()) {
            return PageCodecs.USUAL_LEVEL;
        }
        try {
            return best(levels, largestPage(buffers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int best(List<Integer> levels, byte[] page) {
        CompressionCodec codec = chunk.codec();
        byte[] into = new byte[codecs.get(codec, PageCodecs.USUAL_LEVEL).maxCompressedLength(page.length)];
        double usual = codecs.get(codec, PageCodecs.USUAL_LEVEL).compress(page, 0, page.length, into);
        int best = PageCodecs.USUAL_LEVEL;
        double least = WORTH;
        for (int level : levels) {
            boolean tooSlow = codec == CompressionCodec.ZSTD
                    && level >= SLOW_ZSTD
                    && chunk.uncompressedBytes() > MOST_FOR_SLOW_BYTES;
            double part = tooSlow ? 1 : codecs.get(codec, level).compress(page, 0, page.length, into) / usual;
            if (part < least) {
                least = part;
                best = level;
            }
            if (best != PageCodecs.USUAL_LEVEL && sources.holdBytes((long) (least * SourceBytes.size(chunk)))) {
                break;
            }
        }
        return best;
    }

    /** Decompressed; empty if it is as it was compressed in a source, which is not compressed again. */
    private byte[] largestPage(EncodeBuffers buffers) throws IOException {
        ByteBufferInputStream in = ByteBufferInputStream.wrap(buffers.pages().buffers());
        in.skipFully(startOfLargest(chunk.pages()));
        PageHeader header = PageHeaders.read(in);
        if (header.getType() != PageType.DATA_PAGE) {
            return new byte[0];
        }
        byte[] content = new byte[header.getUncompressed_page_size()];
        byte[] page = in.readNBytes(header.getCompressed_page_size());
        codecs.get(chunk.codec(), PageCodecs.USUAL_LEVEL).decompress(page, 0, page.length, content, content.length);
        return content;
    }

    private static long startOfLargest(List<EncodedPage> pages) {
        long start = 0;
        long startOfLargest = 0;
        int largest = 0;
        for (EncodedPage page : pages) {
            if (page.sizeBytes() > largest) {
                largest = page.sizeBytes();
                startOfLargest = start;
            }
            start += page.sizeBytes();
        }
        return startOfLargest;
    }
}
