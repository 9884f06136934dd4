package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.bytes.SegmentPool;
import dev.coldpress.parquet.internal.bytes.SegmentedBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferInputStream;

/**
 * What encoding a column chunk needs and keeps from chunk to chunk.
 *
 * @param raw one page before compression
 * @param compressed one page after it
 * @param header of one page
 * @param dictionary the finished dictionary page with its header, empty if there is none
 * @param pages the finished data pages with theirs
 */
public record EncodeBuffers(
        ReusableBytes raw,
        ReusableBytes compressed,
        ReusableBytes header,
        ReusableBytes dictionary,
        SegmentedBytes pages) {

    public EncodeBuffers(SegmentPool segments) {
        this(
                new ReusableBytes(),
                new ReusableBytes(),
                new ReusableBytes(),
                new ReusableBytes(),
                new SegmentedBytes(segments));
    }

    /** Buffers for another chunk that is made after this one, while this one is kept. */
    public EncodeBuffers another(SegmentPool segments) {
        return new EncodeBuffers(raw, compressed, header, new ReusableBytes(), new SegmentedBytes(segments));
    }

    /** The finished chunk from its first byte to its last. */
    public ByteBufferInputStream chunkBytes() {
        return ByteBufferInputStream.wrap(chunkBuffers());
    }

    /** The same as buffers. */
    public List<ByteBuffer> chunkBuffers() {
        List<ByteBuffer> parts = new ArrayList<>();
        if (dictionary.size() > 0) {
            parts.add(ByteBuffer.wrap(dictionary.array(), 0, dictionary.size()).slice());
        }
        parts.addAll(pages.buffers());
        return parts;
    }
}
