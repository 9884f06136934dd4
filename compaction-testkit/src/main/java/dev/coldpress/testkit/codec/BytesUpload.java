package dev.coldpress.testkit.codec;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.parquet.SourceFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** An upload into memory that can copy ranges of the given sources. The codec must neither seal nor publish it. */
public final class BytesUpload implements StagedUpload {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<SourceFile> store;

    /** Copies from these sources, and from no others. */
    public BytesUpload(List<SourceFile> store) {
        this.store = List.copyOf(store);
    }

    /** What was written. */
    public byte[] bytes() {
        return written.toByteArray();
    }

    @Override
    public ObjectKey key() {
        return ObjectKey.of("output.parquet");
    }

    @Override
    public UploadToken token() {
        return new UploadToken("token");
    }

    @Override
    public long sizeBytes() {
        return written.size();
    }

    @Override
    public void write(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        written.writeBytes(copy);
    }

    @Override
    public ReadResult copyFrom(ObjectRef source, long offset, long length) {
        for (SourceFile file : store) {
            if (file.ref().equals(source)) {
                ByteBuffer range = ByteBuffer.allocate(Math.toIntExact(length));
                file.read(offset, range);
                write(range.flip());
                return ReadResult.READ;
            }
        }
        return ReadResult.NOT_FOUND;
    }

    @Override
    public void seal() {
        throw new AssertionError("A codec does not seal");
    }

    @Override
    public PublishResult publish() {
        throw new AssertionError("A codec does not publish");
    }

    @Override
    public void close() {}
}
