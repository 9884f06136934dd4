package dev.coldpress.parquet.internal.compression;

import dev.coldpress.parquet.internal.bytes.ContentException;

/** Reads pages of one compression codec, a page at a time. For one thread. */
public interface PageDecompressor extends AutoCloseable {

    /**
     * How many bytes {@code compressedLength} bytes can become at most, so that a page that claims more is not
     * believed.
     */
    long mostFrom(int compressedLength);

    /**
     * Decompresses into {@code into} from its index 0.
     *
     * @throws RuntimeException if the bytes are malformed or do not become exactly {@code length} bytes
     */
    void decompress(byte[] from, int offset, int compressedLength, byte[] into, int length);

    @Override
    default void close() {}

    /**
     * The check of every codec.
     *
     * @throws ContentException if a page became another number of bytes than its header says
     */
    static void requireLength(long actual, int expected) {
        if (actual != expected) {
            throw ContentException.corrupt(
                    "a page decompressed to " + actual + " bytes where its header says " + expected);
        }
    }
}
