package dev.coldpress.acceptance.benchmark;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.parquet.SourceFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that nobody changes, read without a store around it: the other programs have none either. */
record LocalSource(Path path, ObjectRef ref) implements SourceFile {

    static LocalSource of(Path path) throws IOException {
        ObjectKey key = ObjectKey.of(path.getFileName().toString());
        return new LocalSource(path, new ObjectRef(key, new ObjectVersion("1"), Files.size(path)));
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        try (FileChannel channel = FileChannel.open(path)) {
            long at = offset;
            while (into.hasRemaining()) {
                int read = channel.read(into, at);
                if (read < 0) {
                    throw new EOFException(path + " ends at " + at);
                }
                at += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
