package dev.coldpress.metrics;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.AroundStore;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.WriteResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts the calls that pass through it, by operation and result, and the bytes that they move; else it is the store
 * that it is put around. Bytes that a failed call was given count as written, since nobody knows how many went out.
 *
 * <p>As safe for several threads as that store is.
 */
public final class MeteredObjectStore extends AroundStore {

    private final StoreMeters meters;

    /**
     * Puts meters around a store.
     *
     * @param store is closed with this one
     * @param registry belongs to the caller
     */
    public MeteredObjectStore(ObjectStore store, MeterRegistry registry) {
        super(store);
        this.meters = new StoreMeters(registry);
    }

    @Override
    protected <T> T call(StoreOperation operation, String target, Supplier<T> call) {
        return meters.call(name(operation), call, MeteredObjectStore::result);
    }

    private static String name(StoreOperation operation) {
        return switch (operation) {
            case LIST -> "list";
            case HEAD -> "head";
            case GET -> "get";
            case READ -> "read";
            case CREATE_IF_ABSENT -> "create";
            case REPLACE -> "replace";
            case PUT -> "put";
            case DELETE -> "delete";
            case STAGE -> "stage";
            case ABORT -> "abort";
            case STAGED -> "staged";
            case WRITE -> "write";
            case COPY_FROM -> "copy";
            case SEAL -> "seal";
            case PUBLISH -> "publish";
        };
    }

    /** One call of many deletes has many answers: if any is open or a refusal, the call is counted as that. */
    private static String result(Object answer) {
        if (answer instanceof Optional<?> found) {
            return found.isPresent() ? StoreMeters.OK : StoreMeters.NOT_FOUND;
        }
        if (answer instanceof ReadResult outcome) {
            return switch (outcome) {
                case READ -> StoreMeters.OK;
                case NOT_FOUND -> StoreMeters.NOT_FOUND;
                case OTHER_VERSION -> StoreMeters.REFUSED;
            };
        }
        boolean isRefused = answer instanceof WriteResult.Conflict
                || answer instanceof PublishResult.Refused
                || (answer instanceof List<?> deletes && deletes.stream().anyMatch(MeteredObjectStore::isDenied));
        boolean isOpen = answer instanceof WriteResult.Unknown
                || answer instanceof PublishResult.Unknown
                || answer == AbortResult.UNKNOWN
                || (answer instanceof List<?> deletes && !deletes.stream().allMatch(MeteredObjectStore::isAnswered));
        return isRefused ? StoreMeters.REFUSED : isOpen ? StoreMeters.UNKNOWN : StoreMeters.OK;
    }

    private static boolean isDenied(Object answer) {
        return answer instanceof DeleteResult result && result.outcome() == DeleteResult.Outcome.DENIED;
    }

    private static boolean isAnswered(Object answer) {
        return !(answer instanceof DeleteResult result) || result.isAnswered();
    }

    @Override
    protected void moved(StoreOperation operation, long bytes) {
        switch (operation) {
            case GET, READ -> meters.read(bytes);
            case COPY_FROM -> meters.copied(bytes);
            default -> meters.written(bytes);
        }
    }
}
