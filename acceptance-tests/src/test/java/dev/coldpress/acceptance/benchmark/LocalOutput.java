package dev.coldpress.acceptance.benchmark;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.UploadToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An upload that is a file from its first byte on, never forced to disk: the other programs do not do that either. */
final class LocalOutput implements StagedUpload {

    private final FileChannel channel;
    private final Path sources;
    private long size;

    /** @param sources the directory that copies are made from */
    LocalOutput(Path path, Path sources) throws IOException {
        this.sources = sources;
        channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
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
        return size;
    }

    @Override
    public void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                size += channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ReadResult copyFrom(ObjectRef source, long offset, long length) {
        try (FileChannel from = FileChannel.open(sources.resolve(source.key().toString()))) {
            long copied = 0;
            while (copied < length) {
                copied += from.transferTo(offset + copied, length - copied, channel);
            }
            size += length;
            return ReadResult.READ;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void seal() {
        throw new UnsupportedOperationException("A codec does not seal");
    }

    @Override
    public PublishResult publish() {
        throw new UnsupportedOperationException("A codec does not publish");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
