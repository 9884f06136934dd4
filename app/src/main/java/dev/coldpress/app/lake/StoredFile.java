package dev.coldpress.app.lake;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.SourceGoneException;
import java.nio.ByteBuffer;

/** A file of a store, for the codec to read. */
public record StoredFile(ObjectStore store, ObjectRef ref) implements SourceFile {

    @Override
    public void read(long offset, ByteBuffer into) {
        if (store.read(ref, offset, into) != ReadResult.READ) {
            throw new SourceGoneException(ref.key());
        }
    }
}
