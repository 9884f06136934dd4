package dev.coldpress.parquet.internal.compression;

import dev.coldpress.parquet.internal.bytes.ContentException;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.nio.ByteBuffer;

/**
 * The deprecated LZ4, as far as it has to be read: what is in it becomes LZ4_RAW. Most pages are framed as Hadoop does
 * it: the bytes that a frame becomes, and for each of its blocks the block's bytes and the block, all lengths
 * big-endian. Some of parquet-cpp's are one raw block, which nothing but the bytes tells.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/Compression.md">Compression.md</a>
 */
final class Lz4Pages implements PageDecompressor {

    private static final int FRAME_HEADER_BYTES = 2 * Integer.BYTES;

    private final Lz4Decompressor decompressor = new Lz4Decompressor();

    /** As LZ4_RAW: frames only take bytes away. */
    @Override
    public long mostFrom(int compressedLength) {
        return 255L * compressedLength;
    }

    @Override
    public void decompress(byte[] from, int offset, int compressedLength, byte[] into, int length) {
        ByteBuffer page = ByteBuffer.wrap(from, offset, compressedLength);
        if (!mayBeFramed(page, length)) {
            PageDecompressor.requireLength(block(page, compressedLength, into, 0, length), length);
            return;
        }
        int end = 0;
        while (page.hasRemaining()) {
            int frameEnd = end + bounded(page.getInt(), length - end);
            while (end < frameEnd) {
                int blockLength = bounded(page.getInt(), page.remaining());
                end += block(page, blockLength, into, end, frameEnd - end);
            }
        }
        PageDecompressor.requireLength(end, length);
    }

    /** Raw bytes that begin with the two lengths of a frame that fits the page would be a block that does not. */
    private static boolean mayBeFramed(ByteBuffer page, int length) {
        if (page.remaining() < FRAME_HEADER_BYTES) {
            return false;
        }
        int frame = page.getInt(page.position());
        int block = page.getInt(page.position() + Integer.BYTES);
        return frame > 0 && frame <= length && block > 0 && block <= page.remaining() - FRAME_HEADER_BYTES;
    }

    private static int bounded(int length, int most) {
        if (length <= 0 || length > most) {
            throw ContentException.corrupt("a frame of LZ4 with " + length + " bytes where " + most + " are left");
        }
        return length;
    }

    /** How many bytes the next {@code length} bytes of the page become. */
    private int block(ByteBuffer page, int length, byte[] into, int at, int most) {
        int from = page.arrayOffset() + page.position();
        page.position(page.position() + length);
        int read = decompressor.decompress(page.array(), from, length, into, at, most);
        if (read == 0) {
            throw ContentException.corrupt("a block of LZ4 without content");
        }
        return read;
    }
}
