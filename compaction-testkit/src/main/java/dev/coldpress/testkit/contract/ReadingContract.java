package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StoredObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heads, whole small objects, and ranges that are pinned to a version. */
interface ReadingContract extends StoreFixture {

    @Test
    default void anAbsentKeyIsToldByEveryWayOfLooking() {
        ObjectRef gone = subject().put("a/x", "12345");
        subject().delete(gone);

        assertThat(store().head(gone.key())).isEmpty();
        assertThat(store().get(gone.key(), 100)).isEmpty();
        assertThat(store().read(gone, 0, ByteBuffer.allocate(5))).isEqualTo(ReadResult.NOT_FOUND);
        assertThat(store().head(ObjectKey.of("no/such/key"))).isEmpty();
        assertThat(store().get(ObjectKey.of("no/such/key"), 100)).isEmpty();
    }

    @Test
    default void aPrefixIsNoObjectAndAnObjectIsNoPrefix() {
        ObjectRef object = subject().put("a/b/c", "12345");
        ObjectRef directory = new ObjectRef(ObjectKey.of("a/b"), object.version(), 1);
        ObjectRef below = new ObjectRef(ObjectKey.of("a/b/c/d"), object.version(), 1);

        for (ObjectRef none : List.of(directory, below)) {
            assertThat(store().head(none.key())).isEmpty();
            assertThat(store().get(none.key(), 100)).isEmpty();
            assertThat(store().read(none, 0, ByteBuffer.allocate(1))).isEqualTo(ReadResult.NOT_FOUND);
        }
        assertThat(store().list(ListRequest.tree(KeyPrefix.of("a/b/c/"))).objects())
                .isEmpty();
    }

    @Test
    default void aHeadTellsThePresentWrite() {
        ObjectRef first = subject().put("a/x", "12345");
        assertThat(store().head(first.key()).map(ListedObject::ref)).contains(first);

        ObjectRef second = subject().overwrite(first, "123");
        assertThat(store().head(first.key()).map(ListedObject::ref)).contains(second);
    }

    @Test
    default void aGetReturnsTheWholeObjectAndItsVersion() {
        ObjectRef object = subject().put("a/x", "12345");

        StoredObject found = store().get(object.key(), 100).orElseThrow();

        assertThat(found.version()).isEqualTo(object.version());
        assertThat(found.body()).isEqualTo("12345".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    default void aGetReturnsAtMostAsManyBytesAsAskedFor() {
        ObjectRef object = subject().put("a/x", "12345");

        assertThat(store().get(object.key(), 5)).isPresent();
        assertRefused(() -> store().get(object.key(), 4));
    }

    @Test
    default void theArrayOfAGetBelongsToTheCaller() {
        ObjectRef object = subject().put("a/x", "12345");

        Arrays.fill(store().get(object.key(), 5).orElseThrow().body(), (byte) 0);

        assertThat(subject().text("a/x")).contains("12345");
    }

    @Test
    default void anEmptyObjectIsAnObject() {
        ObjectRef object = subject().put("a/x", "");

        assertThat(store().head(object.key()).map(ListedObject::ref)).contains(object);
        assertThat(subject().text("a/x")).contains("");
        assertThat(store().read(object, 0, ByteBuffer.allocate(0))).isEqualTo(ReadResult.READ);
    }

    @Test
    default void aReadReturnsAnyRangeInsideTheObject() {
        byte[] body = Bytes.random(1, 10_000);
        ObjectRef object = subject().put("a/x", body);

        for (int[] range :
                new int[][] {{0, 10_000}, {0, 1}, {9_999, 1}, {4_096, 4_096}, {17, 1}, {0, 0}, {10_000, 0}}) {
            assertThat(subject().read(object, range[0], range[1]))
                    .as("bytes from " + range[0])
                    .isEqualTo(Arrays.copyOfRange(body, range[0], range[0] + range[1]));
        }
    }

    @Test
    default void aReadFillsTheBufferFromItsPositionToItsLimitAndNothingElse() {
        ObjectRef object = subject().put("a/x", "0123456789");

        for (ByteBuffer whole : List.of(ByteBuffer.allocate(8), ByteBuffer.allocateDirect(8), sliceOfEight())) {
            ByteBuffer into = whole.duplicate().position(2).limit(5);
            assertThat(store().read(object, 4, into)).isEqualTo(ReadResult.READ);
            assertThat(into.position()).isEqualTo(5);
            byte[] content = new byte[8];
            whole.get(0, content);
            assertThat(content).isEqualTo(new byte[] {0, 0, '4', '5', '6', 0, 0, 0});
        }
    }

    private static ByteBuffer sliceOfEight() {
        return ByteBuffer.allocate(20).slice(7, 8);
    }

    @Test
    default void aRangeThatLeavesTheObjectIsRefused() {
        ObjectRef object = subject().put("a/x", "12345");

        for (long offset : new long[] {-1, 3, 5, 6, Long.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .as("offset " + offset)
                    .isThrownBy(() -> store().read(object, offset, ByteBuffer.allocate(3)));
        }
    }

    @Test
    default void aReadOfAnOverwrittenObjectSaysSo() {
        ObjectRef old = subject().put("a/x", "12345");
        ObjectRef present = subject().overwrite(old, "67890");

        assertThat(store().read(old, 0, ByteBuffer.allocate(5))).isEqualTo(ReadResult.OTHER_VERSION);
        assertThat(store().read(old, 0, ByteBuffer.allocate(0))).isEqualTo(ReadResult.OTHER_VERSION);
        assertThat(subject().read(present, 0, 5)).isEqualTo("67890".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    default void aReadOfAnObjectThatBecameSmallerOrLargerSaysSo() {
        ObjectRef large = subject().put("a/x", "12345");
        ObjectRef small = subject().overwrite(large, "1");
        assertThat(store().read(large, 0, ByteBuffer.allocate(5))).isEqualTo(ReadResult.OTHER_VERSION);

        subject().overwrite(small, "1234567");
        assertThat(store().read(small, 0, ByteBuffer.allocate(1))).isEqualTo(ReadResult.OTHER_VERSION);
    }

    @Test
    default void manyThreadsReadTheSameObject() {
        byte[] body = Bytes.random(2, 200_000);
        ObjectRef object = subject().put("a/x", body);

        List<byte[]> read = Race.run(() -> subject().read(object, 1_000, 150_000));

        assertThat(read)
                .hasSize(Race.CONTENDERS)
                .allSatisfy(bytes -> assertThat(bytes).isEqualTo(Arrays.copyOfRange(body, 1_000, 151_000)));
    }
}
