package dev.coldpress.parquet.internal.footer;

import dev.coldpress.parquet.internal.bytes.ContentException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * Reads structures that few files have with the code that Thrift generates, from bytes that nobody vouches for. Unlike
 * {@link org.apache.parquet.format.Util} it lets no length in them exceed the bytes that there are, so that a hostile
 * length does not become an allocation.
 */
final class ThriftReader {

    private static final int MAX_FRAME_BYTES = Integer.MAX_VALUE;
    private static final int MAX_DEPTH = 64;

    private ThriftReader() {}

    /** Reads a structure from a buffer. */
    static <T extends TBase<?, ?>> T read(T into, ByteBuffer from) {
        return read(into, ByteBufferInputStream.wrap(from), from.remaining());
    }

    /**
     * Reads a structure from a stream.
     *
     * @param availableBytes how many bytes the stream has: no string or list in the structure can be larger
     * @throws ContentException if the bytes are not such a structure
     */
    static <T extends TBase<?, ?>> T read(T into, InputStream from, int availableBytes) {
        try {
            TConfiguration limits = new TConfiguration(Math.max(1, availableBytes), MAX_FRAME_BYTES, MAX_DEPTH);
            into.read(new TCompactProtocol(new TIOStreamTransport(limits, from)));
            return into;
        } catch (TException | RuntimeException | StackOverflowError e) {
            // What they say is for programmers.
            throw ContentException.corrupt("the " + into.getClass().getSimpleName() + " is damaged");
        }
    }
}
