package dev.coldpress.parquet.internal.bytes;

import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.transport.TEndpointTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/** Lets Thrift read a range of an array in place. Footers of wide files are read several times faster than from a stream. */
public final class ArrayTransport extends TEndpointTransport {

    private final byte[] array;
    private final int end;
    private int at;

    public ArrayTransport(TConfiguration limits, byte[] array, int from, int length) throws TTransportException {
        super(limits);
        this.array = array;
        this.at = from;
        this.end = from + length;
        updateKnownMessageSize(length);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws TTransportException {
        int read = Math.min(length, end - at);
        if (read == 0 && length > 0) {
            throw new TTransportException(TTransportException.END_OF_FILE, "the bytes end too early");
        }
        System.arraycopy(array, at, into, offset, read);
        consumeBuffer(read);
        return read;
    }

    @Override
    public byte[] getBuffer() {
        return array;
    }

    @Override
    public int getBufferPosition() {
        return at;
    }

    @Override
    public int getBytesRemainingInBuffer() {
        return end - at;
    }

    @Override
    public void consumeBuffer(int length) {
        at += length;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void open() {}

    @Override
    public void close() {}

    @Override
    public void write(byte[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }
}
