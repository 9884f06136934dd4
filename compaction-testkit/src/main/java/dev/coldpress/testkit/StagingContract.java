package dev.coldpress.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadOutcome;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.UploadToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Uploads before they are published. */
interface StagingContract extends StoreFixture {

    String TARGET = "dt=2024-01-01/compacted.parquet";

    @Test
    default void stageAndAbortAreRefusedIfNotDeclared() {
        requireMissing(StoreCapabilities::stagedUploads);

        assertRefused(() -> store().stage(ObjectKey.of(TARGET)));
        assertRefused(() -> store().abort(ObjectKey.of(TARGET), new UploadToken("any")));
    }

    @Test
    default void anUploadKnowsItsKeyAndSize() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = store().stage(ObjectKey.of(TARGET))) {
            assertThat(upload.key()).isEqualTo(ObjectKey.of(TARGET));
            assertThat(upload.sizeBytes()).isZero();
            upload.write(ByteBuffer.allocate(1_000));
            upload.write(ByteBuffer.allocate(234));
            assertThat(upload.sizeBytes()).isEqualTo(1_234);
        }
    }

    @Test
    default void everyUploadHasATokenOfItsOwn() {
        require(StoreCapabilities::stagedUploads);
        Set<UploadToken> tokens = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            try (StagedUpload upload = store().stage(ObjectKey.of(TARGET))) {
                tokens.add(upload.token());
            }
        }
        assertThat(tokens).hasSize(10);
    }

    @Test
    default void anUploadIsInvisibleUntilItIsPublished() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = store().stage(ObjectKey.of(TARGET))) {
            assertNothingVisible();
            upload.write(ByteBuffer.allocate(100_000));
            assertNothingVisible();
            upload.seal();
            assertNothingVisible();
            StoreUnderTest.published(upload.publish());
        }
        assertThat(subject().keys("")).containsExactly(TARGET);
    }

    private void assertNothingVisible() {
        ObjectKey key = ObjectKey.of(TARGET);
        assertThat(subject().keys("")).isEmpty();
        assertThat(store().list(ListRequest.level(KeyPrefix.ROOT)).objects()).isEmpty();
        assertThat(store().list(ListRequest.level(key.parent())).objects()).isEmpty();
        assertThat(store().head(key)).isEmpty();
        assertThat(store().get(key, 1)).isEmpty();
    }

    @Test
    default void anUploadThatIsClosedWithoutPublishLeavesNothingVisible() {
        require(StoreCapabilities::stagedUploads);
        subject().sealed(TARGET, "sealed").close();
        try (StagedUpload open = store().stage(ObjectKey.of(TARGET))) {
            open.write(ByteBuffer.allocate(10));
        }

        assertNothingVisible();
    }

    @Test
    default void anUploadForATakenKeyLeavesTheObjectAlone() {
        require(StoreCapabilities::stagedUploads);
        ObjectRef present = subject().put(TARGET, "present");
        try (StagedUpload upload = store().stage(ObjectKey.of(TARGET))) {
            upload.write(ByteBuffer.allocate(10));
            upload.seal();
            assertThat(store().head(present.key()).orElseThrow().ref()).isEqualTo(present);
        }
    }

    @Test
    default void aWriteTakesTheRemainingBytesAndLeavesTheBufferToTheCaller() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = store().stage(ObjectKey.of(TARGET))) {
            ByteBuffer buffer = ByteBuffer.wrap("..first..".getBytes(StandardCharsets.UTF_8));
            buffer.position(2).limit(7);
            upload.write(buffer);
            assertThat(buffer.position()).isEqualTo(7);
            assertThat(buffer.limit()).isEqualTo(7);

            buffer.clear().put("second...".getBytes(StandardCharsets.UTF_8)).flip();
            upload.write(buffer.asReadOnlyBuffer().limit(6));
            buffer.clear().put("#########".getBytes(StandardCharsets.UTF_8));
            upload.write(ByteBuffer.allocateDirect(5)
                    .put("third".getBytes(StandardCharsets.UTF_8))
                    .flip());
            upload.seal();
            StoreUnderTest.published(upload.publish());
        }
        assertThat(subject().text(TARGET)).contains("firstsecondthird");
    }

    @Test
    default void nothingCanBeAppendedAfterTheSeal() {
        require(StoreCapabilities::stagedUploads);
        ObjectRef source = subject().put("a/x", "12345");
        try (StagedUpload upload = subject().sealed(TARGET, "sealed")) {
            assertThatIllegalStateException().isThrownBy(() -> upload.write(ByteBuffer.allocate(1)));
            assertThatIllegalStateException().isThrownBy(() -> upload.copyFrom(source, 0, 5));
            StoreUnderTest.published(upload.publish());
        }
        assertThat(subject().text(TARGET)).contains("sealed");
    }

    @Test
    default void anUploadThatWasNotSealedCannotBePublished() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = store().stage(ObjectKey.of(TARGET))) {
            upload.write(ByteBuffer.allocate(10));
            assertThatIllegalStateException().isThrownBy(upload::publish);
        }
        assertNothingVisible();
    }

    @Test
    default void anUploadOfManyMegabytesInUnevenWritesIsKeptWhole() {
        require(StoreCapabilities::stagedUploads);
        byte[] body = Bytes.random(3, 17 * 1_000_003);
        ObjectRef object;
        try (StagedUpload upload = store().stage(ObjectKey.of(TARGET))) {
            int written = 0;
            for (int length = 1; written < body.length; length = length * 3 + 1) {
                int next = Math.min(Math.min(length, 6_000_000), body.length - written);
                upload.write(ByteBuffer.wrap(body, written, next));
                written += next;
            }
            upload.seal();
            object = new ObjectRef(upload.key(), StoreUnderTest.published(upload.publish()), body.length);
        }
        assertThat(store().head(object.key()).orElseThrow().ref()).isEqualTo(object);
        assertThat(subject().read(object, 0, body.length)).isEqualTo(body);
        ByteBuffer tail = ByteBuffer.allocate(8);
        assertThat(store().read(object, body.length - 8, tail)).isEqualTo(ReadOutcome.READ);
        assertThat(tail.flip()).isEqualTo(ByteBuffer.wrap(body, body.length - 8, 8));
    }
}
