package dev.coldpress.testkit.store;

import dev.coldpress.port.AroundStore;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreOperation;
import java.util.function.Supplier;

/** Counts the operations that pass through it, whatever their outcome, and the bytes that they move. */
public final class CountingObjectStore extends AroundStore {

    private final StoreTraffic traffic = new StoreTraffic();

    public CountingObjectStore(ObjectStore store) {
        super(store);
    }

    /** The counts so far; they go on while the store is used. */
    public StoreTraffic traffic() {
        return traffic;
    }

    @Override
    protected <T> T call(StoreOperation operation, String target, Supplier<T> call) {
        traffic.countCall(operation);
        return call.get();
    }

    @Override
    protected void moved(StoreOperation operation, long bytes) {
        switch (operation) {
            case GET, READ -> traffic.countRead(bytes);
            case COPY_FROM -> traffic.countCopied(bytes);
            default -> traffic.countWritten(bytes);
        }
    }
}
