package dev.coldpress.acceptance.pruning;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A local file that counts the bytes that are read of it. */
final class CountedFile implements InputFile {

    private final InputFile file;
    private final AtomicLong bytes;

    /** @param bytes is added to */
    CountedFile(Path file, AtomicLong bytes) {
        this.file = new LocalInputFile(file);
        this.bytes = bytes;
    }

    @Override
    public long getLength() throws IOException {
        return file.getLength();
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        SeekableInputStream stream = file.newStream();
        return new DelegatingSeekableInputStream(stream) {

            @Override
            public long getPos() throws IOException {
                return stream.getPos();
            }

            @Override
            public void seek(long position) throws IOException {
                stream.seek(position);
            }

            @Override
            public int read() throws IOException {
                bytes.incrementAndGet();
                return stream.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = stream.read(into, offset, length);
                bytes.addAndGet(Math.max(0, read));
                return read;
            }

            @Override
            public void readFully(byte[] into) throws IOException {
                readFully(into, 0, into.length);
            }

            @Override
            public void readFully(byte[] into, int offset, int length) throws IOException {
                bytes.addAndGet(length);
                stream.readFully(into, offset, length);
            }

            @Override
            public void readFully(ByteBuffer into) throws IOException {
                bytes.addAndGet(into.remaining());
                stream.readFully(into);
            }
        };
    }
}
