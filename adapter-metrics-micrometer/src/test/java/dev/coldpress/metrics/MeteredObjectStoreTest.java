package dev.coldpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.contract.ObjectStoreContract;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeteredObjectStoreTest {

    private final MeteredLake lake = new MeteredLake();

    @Nested
    class Contract extends ObjectStoreContract {

        private InMemoryObjectStore latest = open();

        private static InMemoryObjectStore open() {
            return new InMemoryObjectStore(InstantSource.fixed(Instant.EPOCH));
        }

        @Override
        protected ObjectStore openEmpty() {
            latest = open();
            return new MeteredObjectStore(latest, new SimpleMeterRegistry());
        }

        @Override
        protected ObjectStore openAgain() {
            return new MeteredObjectStore(latest.reopen(), new SimpleMeterRegistry());
        }
    }

    @Test
    void operationsOfACompactionAreCountedByResult() {
        lake.addFiles(MeteredLake.HOUR, 3);
        lake.compact(metered(lake.store));
        assertThat(operations("list", "ok")).isPositive();
        assertThat(operations("get", "not-found")).as("no record at first").isPositive();
        assertThat(operations("read", "ok"))
                .as("3 files, and the footer of the output")
                .isEqualTo(4);
        for (String once : new String[] {"stage", "write", "seal", "publish", "abort", "delete", "staged"}) {
            // The probe of the store's abilities stages, publishes and deletes too.
            assertThat(operations(once, "ok")).as(once).isPositive();
        }
    }

    @Test
    void bytesOfACompactionAreCountedByDirection() {
        lake.addFiles(MeteredLake.HOUR, 3);
        int sourceBytes = 3 * RowCodec.file("a0", "b0", "c0").length;
        lake.compact(metered(lake.store));
        assertThat(bytes("read")).isGreaterThanOrEqualTo(2.0 * sourceBytes);
        assertThat(bytes("written")).isPositive();
        assertThat(bytes("copied")).isZero();
    }

    @Test
    void faultsAreCountedByKind() {
        ObjectStore store = metered(
                new FaultyObjectStore(lake.store, MeteredLake.each(StoreOperation.LIST, "", Fault.FAIL_BEFORE)));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.list(ListRequest.level(KeyPrefix.ROOT)));
        assertThat(operations("list", "unavailable")).isEqualTo(1);
    }

    @Test
    void lostAnswersAreCountedAsUnknown() {
        ObjectStore store =
                metered(new FaultyObjectStore(lake.store, MeteredLake.each(StoreOperation.PUT, "", Fault.FAIL_AFTER)));
        store.put(MeteredLake.HOUR.key("x"), new byte[7], WriteCondition.NONE);
        assertThat(operations("put", "unknown")).isEqualTo(1);
        assertThat(bytes("written")).isEqualTo(7);
    }

    private ObjectStore metered(ObjectStore store) {
        return new MeteredObjectStore(store, lake.registry);
    }

    private double operations(String operation, String result) {
        return lake.value("compaction_store_operations_total{op=\"" + operation + "\",result=\"" + result + "\"}");
    }

    private double bytes(String direction) {
        return lake.value("compaction_store_bytes_total{direction=\"" + direction + "\"}");
    }
}
