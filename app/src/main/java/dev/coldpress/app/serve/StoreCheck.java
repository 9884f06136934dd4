package dev.coldpress.app.serve;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store answers. Asks it at most once in ten seconds, however often it is asked itself, and does not keep the one
 * who asks waiting for a store that does not answer.
 */
final class StoreCheck implements AutoCloseable {

    private static final Duration VALID_FOR = Duration.ofSeconds(10);
    private static final long PATIENCE_MILLIS = 50;

    private final ObjectStore store;
    private final InstantSource clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "coldpress-store-check");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Instant begunAt;
    private @Nullable Future<String> underWay;
    private String latest = "the store has not answered yet";

    StoreCheck(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What is wrong; empty if the store has answered. */
    synchronized String problem() {
        Instant now = clock.instant();
        boolean isOld = begunAt == null || begunAt.plus(VALID_FOR).isBefore(now);
        if (underWay == null && isOld) {
            begunAt = now;
            underWay = thread.submit(this::ask);
        }
        Future<String> asked = underWay;
        if (asked != null) {
            take(asked);
        }
        return latest;
    }

    private void take(Future<String> asked) {
        try {
            latest = asked.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            underWay = null;
        } catch (TimeoutException e) {
            latest = "the store takes long to answer";
        } catch (ExecutionException e) {
            throw new IllegalStateException("The question catches its faults", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String ask() {
        try {
            store.list(new ListRequest(KeyPrefix.ROOT, true, null, 1));
            return "";
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
