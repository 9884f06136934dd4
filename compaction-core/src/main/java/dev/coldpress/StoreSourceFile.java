package dev.coldpress;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ReadOutcome;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.SourceGoneException;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** A data file in a store, as the codec reads it. */
record StoreSourceFile(ObjectStore store, ObjectRef ref, LongConsumer bytesRead) implements SourceFile {

    StoreSourceFile(ObjectStore store, ObjectRef ref) {
        this(store, ref, bytes -> {});
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        int length = into.remaining();
        if (store.read(ref, offset, into) != ReadOutcome.READ) {
            throw new SourceGoneException(ref.key());
        }
        bytesRead.accept(length);
    }
}
