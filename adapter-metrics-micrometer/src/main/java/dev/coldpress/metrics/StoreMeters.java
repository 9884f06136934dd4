package dev.coldpress.metrics;

import dev.coldpress.port.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counts the calls of a store, and their bytes. For any thread. */
final class StoreMeters {

    static final String OK = "ok";
    static final String NOT_FOUND = "not-found";
    static final String REFUSED = "refused";
    static final String UNKNOWN = "unknown";

    private final Meters meters;

    StoreMeters(MeterRegistry registry) {
        meters = new Meters(registry);
        meters.prepare(Metric.STORE_BYTES, "read", "written", "copied");
    }

    /** Makes a call and counts it by its result; by the kind of its fault if it throws one. */
    <T> T call(String operation, Supplier<T> call, Function<? super T, String> result) {
        T answer;
        try {
            answer = call.get();
        } catch (StoreException e) {
            count(operation, e.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            throw e;
        } catch (RuntimeException | Error e) {
            count(operation, "error");
            throw e;
        }
        count(operation, result.apply(answer));
        return answer;
    }

    void read(long bytes) {
        meters.count(Metric.STORE_BYTES, bytes, "read");
    }

    void written(long bytes) {
        meters.count(Metric.STORE_BYTES, bytes, "written");
    }

    void copied(long bytes) {
        meters.count(Metric.STORE_BYTES, bytes, "copied");
    }

    private void count(String operation, String result) {
        meters.count(Metric.STORE_OPERATIONS, 1, operation, result);
    }
}
