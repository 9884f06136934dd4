package dev.coldpress.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.testkit.ManualClock;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountingObjectStoreTest {

    private static final ObjectKey KEY = ObjectKey.of("a/x");

    private final InMemoryObjectStore real = new InMemoryObjectStore(new ManualClock(Instant.EPOCH));
    private final CountingObjectStore store = new CountingObjectStore(real);
    private final StoreTraffic traffic = store.traffic();

    @Test
    void everyOperationIsCountedOnceAndUnderItsName() {
        store.list(ListRequest.tree(KeyPrefix.ROOT));
        store.head(KEY);
        store.get(KEY, 1);
        store.put(KEY, new byte[3], WriteCondition.ABSENT);
        ObjectRef object = store.head(KEY).orElseThrow().ref();
        store.read(object, 0, ByteBuffer.allocate(3));
        store.put(KEY, new byte[5], WriteCondition.at(object.version()));
        store.put(KEY, new byte[5], WriteCondition.NONE);
        store.delete(List.of(object));
        store.staged(KeyPrefix.ROOT, found -> {});
        StagedUpload upload = store.stage(ObjectKey.of("a/y"));
        upload.write(ByteBuffer.allocate(7));
        upload.copyFrom(store.head(KEY).orElseThrow().ref(), 0, 5);
        upload.seal();
        upload.publish();
        store.abort(upload.key(), upload.token());

        for (StoreOperation operation : StoreOperation.values()) {
            assertThat(traffic.count(operation))
                    .as(operation.name())
                    .isEqualTo(operation == StoreOperation.HEAD ? 3 : 1);
        }
        assertThat(traffic.total()).isEqualTo(StoreOperation.values().length + 2);
    }

    @Test
    void bytesAreCountedWhereTheyMove() {
        ObjectRef object = real.add(KEY, new byte[100]);
        ObjectRef other = real.add(ObjectKey.of("a/y"), new byte[100]);
        real.remove(other.key());

        store.get(KEY, 100);
        store.read(object, 10, ByteBuffer.allocate(50));
        store.read(other, 0, ByteBuffer.allocate(100));
        store.put(ObjectKey.of("a/z"), new byte[3], WriteCondition.ABSENT);
        store.put(KEY, new byte[4], WriteCondition.at(object.version()));
        try (StagedUpload upload = store.stage(KEY)) {
            upload.write(ByteBuffer.allocate(10).position(5));
            upload.copyFrom(real.head(KEY).orElseThrow().ref(), 1, 2);
        }

        assertThat(traffic.bytesRead()).isEqualTo(150);
        assertThat(traffic.bytesWritten()).isEqualTo(3 + 4 + 5);
        assertThat(traffic.bytesCopied()).isEqualTo(2);
    }

    @Test
    void aResetStartsAtZero() {
        store.put(KEY, new byte[3], WriteCondition.ABSENT);

        traffic.reset();

        assertThat(traffic.total()).isZero();
        assertThat(traffic.bytesWritten()).isZero();
    }
}
