package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.SegmentPool;
import dev.coldpress.parquet.internal.bytes.SegmentedBytes;
import dev.coldpress.parquet.internal.chunk.EncodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A row group whose chunks are finished one after the other, and that waits until those before it are written. */
final class HeldRowGroup {

    private final SegmentedBytes bytes;
    private final List<Chunk> chunks = new ArrayList<>();

    private record Chunk(EncodedChunk chunk, long from, Carried carried) {}

    HeldRowGroup(SegmentPool segments) {
        bytes = new SegmentedBytes(segments);
        // Its maker has kept each chunk within the memory that there is.
        bytes.limit(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Takes the next chunk, whose bytes are copied. */
    void add(EncodedChunk chunk, EncodeBuffers encoded, Carried carried) {
        chunks.add(new Chunk(chunk, bytes.size(), carried));
        for (ByteBuffer part : encoded.chunkBuffers()) {
            bytes.append(part.array(), part.arrayOffset(), part.remaining());
        }
    }

    /** What its Bloom filters take. */
    long filterBytes() {
        return chunks.stream()
                .mapToLong(chunk -> chunk.carried().filter().size())
                .sum();
    }

    /** Appends all chunks, and gives the memory back. */
    void appendTo(FileAssembly file) {
        for (Chunk next : chunks) {
            file.append(next.chunk(), bytes.buffers(next.from(), next.chunk().sizeBytes()), next.carried());
        }
        bytes.clear();
        chunks.clear();
    }
}
