package dev.coldpress.testkit.store;

import dev.coldpress.port.StoreOperation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What went through a {@link CountingObjectStore}. */
public final class StoreTraffic {

    private final Map<StoreOperation, LongAdder> calls = new EnumMap<>(StoreOperation.class);
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder bytesWritten = new LongAdder();
    private final LongAdder bytesCopied = new LongAdder();

    StoreTraffic() {
        for (StoreOperation operation : StoreOperation.values()) {
            calls.put(operation, new LongAdder());
        }
    }

    /** How often the operation was called. A delete of many objects counts once. */
    public long count(StoreOperation operation) {
        return adder(operation).sum();
    }

    /** How many calls of whatever operation there were. */
    public long total() {
        return calls.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Bytes that get and read have delivered. */
    public long bytesRead() {
        return bytesRead.sum();
    }

    /** Bytes that were handed over to be written, whether that succeeded or not. */
    public long bytesWritten() {
        return bytesWritten.sum();
    }

    /** Bytes that copyFrom has appended. */
    public long bytesCopied() {
        return bytesCopied.sum();
    }

    /** Sets everything to zero. */
    public void reset() {
        calls.values().forEach(LongAdder::reset);
        bytesRead.reset();
        bytesWritten.reset();
        bytesCopied.reset();
    }

    void countCall(StoreOperation operation) {
        adder(operation).increment();
    }

    void countRead(long bytes) {
        bytesRead.add(bytes);
    }

    void countWritten(long bytes) {
        bytesWritten.add(bytes);
    }

    void countCopied(long bytes) {
        bytesCopied.add(bytes);
    }

    private LongAdder adder(StoreOperation operation) {
        return Objects.requireNonNull(calls.get(operation), "the constructor puts every operation");
    }
}
