package dev.coldpress.scan;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.SourceGoneException;
import java.nio.ByteBuffer;

/** A data file in a store, as the codec reads it. */
public record StoreSourceFile(ObjectStore store, ObjectRef ref) implements SourceFile {

    @Override
    public void read(long offset, ByteBuffer into) {
        if (store.read(ref, offset, into) != ReadResult.READ) {
            throw new SourceGoneException(ref.key());
        }
    }
}
