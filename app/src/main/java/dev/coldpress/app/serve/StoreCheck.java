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
 * Whether the store answers. Asks it at most once in ten seconds, however often it is asked itself, and does not keep
 * the one who asks waiting for a store that is slow: until the store has answered, its last answer counts, for ten
 * seconds more.
 */
final class StoreCheck implements AutoCloseable {

    private static final Duration VALID_FOR = Duration.ofSeconds(10);
    private static final long PATIENCE_MILLIS = 50;

    private final ObjectStore store;
    private final InstantSource clock;
    private final ExecutorService thread;
    private Instant begunAt = Instant.MIN;
    private @Nullable Future<String> underWay;
    private String latest = "the store has not answered yet";

    StoreCheck(ObjectStore store, InstantSource clock) {
        this(store, clock, Executors.newSingleThreadExecutor(StoreCheck::daemon));
    }

    /** @param thread on which the store is asked; is shut down with this */
    StoreCheck(ObjectStore store, InstantSource clock, ExecutorService thread) {
        this.store = store;
        this.clock = clock;
        this.thread = thread;
    }

    private static Thread daemon(Runnable work) {
        Thread made = new Thread(work, "coldpress-store-check");
        made.setDaemon(true);
        return made;
    }

    /** What is wrong; empty if the store has answered. */
    synchronized String problem() {
        Instant now = clock.instant();
        boolean isOld = begunAt.isBefore(now.minus(VALID_FOR));
        Future<String> asked = underWay;
        if (asked == null && isOld) {
            asked = thread.submit(this::ask);
            begunAt = now;
            underWay = asked;
            take(asked, PATIENCE_MILLIS);
        } else if (asked != null) {
            // Others have waited for it: who asks often would otherwise queue up here.
            take(asked, 0);
            if (underWay != null && isOld) {
                latest = "the store takes long to answer";
            }
        }
        return latest;
    }

    private void take(Future<String> asked, long patienceMillis) {
        try {
            latest = asked.get(patienceMillis, TimeUnit.MILLISECONDS);
            underWay = null;
        } catch (TimeoutException e) {
            // What the store answered before is still the best that is known.
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
