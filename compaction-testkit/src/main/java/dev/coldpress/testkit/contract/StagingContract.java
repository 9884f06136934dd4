package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.UploadToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
            subject().published(upload);
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
    default void uploadsAreFoundUntilTheyArePublishedOrAborted() {
        require(StoreCapabilities::stagedUploads);
        ObjectKey other = ObjectKey.of("dt=2024-01-02/compacted.parquet");
        try (StagedUpload published = subject().sealed(TARGET, "published");
                StagedUpload aborted = store().stage(ObjectKey.of(TARGET));
                StagedUpload left = store().stage(other)) {
            assertThat(stagedBelow(""))
                    .containsExactlyInAnyOrder(uploadOf(published), uploadOf(aborted), uploadOf(left));
            assertThat(stagedBelow("dt=2024-01-02/")).containsExactly(uploadOf(left));
            assertThat(stagedBelow("dt=2024-01-03/")).isEmpty();

            subject().published(published);
            assertThat(store().abort(aborted.key(), aborted.token())).isEqualTo(AbortResult.ANSWERED);
        }
        assertThat(stagedBelow("")).extracting(Map.Entry::getKey).containsOnly(other);
    }

    @Test
    default void anUploadThatIsFoundCanBeAborted() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = subject().sealed(TARGET, "sealed")) {
            store().staged(KeyPrefix.ROOT, found -> store().abort(found.key(), found.token()));

            assertThat(upload.publish()).isNotInstanceOf(PublishResult.Published.class);
        }
        assertThat(subject().keys("")).isEmpty();
        assertThat(stagedBelow("")).isEmpty();
    }

    @Test
    default void anUploadThatIsFoundTellsItsAge() {
        require(StoreCapabilities::stagedUploads);
        Instant before = subject()
                .store()
                .head(subject().put("a/before", "x").key())
                .orElseThrow()
                .lastModified();
        try (StagedUpload upload = store().stage(ObjectKey.of(TARGET))) {
            List<StagedObject> found = new ArrayList<>();
            store().staged(upload.key().parent(), found::add);

            assertThat(found.get(0).lastActive()).isBetween(before.minusSeconds(5), before.plusSeconds(60));
        }
    }

    private static Map.Entry<ObjectKey, UploadToken> uploadOf(StagedUpload upload) {
        return Map.entry(upload.key(), upload.token());
    }

    private List<Map.Entry<ObjectKey, UploadToken>> stagedBelow(String prefix) {
        List<Map.Entry<ObjectKey, UploadToken>> uploads = new ArrayList<>();
        store().staged(new KeyPrefix(prefix), found -> uploads.add(Map.entry(found.key(), found.token())));
        return uploads;
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
            subject().published(upload);
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
            subject().published(upload);
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
            object = subject().published(upload);
        }
        assertThat(store().head(object.key()).orElseThrow().ref()).isEqualTo(object);
        assertThat(subject().read(object, 0, body.length)).isEqualTo(body);
        ByteBuffer tail = ByteBuffer.allocate(8);
        assertThat(store().read(object, body.length - 8, tail)).isEqualTo(ReadResult.READ);
        assertThat(tail.flip()).isEqualTo(ByteBuffer.wrap(body, body.length - 8, 8));
    }
}
