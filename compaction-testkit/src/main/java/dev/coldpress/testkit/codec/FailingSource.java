package dev.coldpress.testkit.codec;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A source whose reads are counted, or all fail. */
final class FailingSource implements SourceFile {

    /** Bytes that were read, on whatever thread. */
    static final class Counter {

        private final AtomicLong bytes = new AtomicLong();

        long bytes() {
            return bytes.get();
        }
    }

    private final SourceFile source;
    private final Counter counter;
    private final @Nullable RuntimeException failure;

    FailingSource(SourceFile source, Counter counter) {
        this.source = source;
        this.counter = counter;
        this.failure = null;
    }

    FailingSource(SourceFile source, RuntimeException failure) {
        this.source = source;
        this.counter = new Counter();
        this.failure = failure;
    }

    @Override
    public ObjectRef ref() {
        return source.ref();
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        if (failure != null) {
            throw failure;
        }
        counter.bytes.addAndGet(into.remaining());
        source.read(offset, into);
    }
}
