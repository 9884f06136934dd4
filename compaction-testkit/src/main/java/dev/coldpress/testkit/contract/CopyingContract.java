package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Ranges of other objects that are appended to an upload, pinned to their versions. */
interface CopyingContract extends StoreFixture {

    String COPY = "dt=2024-01-01/copy.parquet";

    @Test
    default void wholeObjectsRangesAndWrittenBytesAreAppendedInTheirOrder() {
        require(StoreCapabilities::stagedUploads);
        byte[] large = Bytes.random(4, 7_000_001);
        byte[] small = Bytes.random(5, 100);
        ObjectRef largeObject = subject().put("a/large", large);
        ObjectRef smallObject = subject().put("a/small", small);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (StagedUpload upload = store().stage(ObjectKey.of(COPY))) {
            upload.write(ByteBuffer.wrap(small));
            assertThat(upload.copyFrom(largeObject, 0, large.length)).isEqualTo(ReadResult.READ);
            assertThat(upload.copyFrom(smallObject, 7, 50)).isEqualTo(ReadResult.READ);
            assertThat(upload.copyFrom(largeObject, 6_000_000, 1_000_001)).isEqualTo(ReadResult.READ);
            upload.write(ByteBuffer.wrap(small, 0, 3));
            assertThat(upload.sizeBytes()).isEqualTo(100 + large.length + 50 + 1_000_001 + 3);
            upload.seal();
            subject().published(upload);
        }
        expected.writeBytes(small);
        expected.writeBytes(large);
        expected.write(small, 7, 50);
        expected.write(large, 6_000_000, 1_000_001);
        expected.write(small, 0, 3);
        ObjectRef copy = store().head(ObjectKey.of(COPY)).orElseThrow().ref();
        assertThat(copy.sizeBytes()).isEqualTo(expected.size());
        assertThat(subject().read(copy, 0, expected.size())).isEqualTo(expected.toByteArray());
        assertThat(subject().read(largeObject, 0, large.length)).isEqualTo(large);
    }

    @Test
    default void nothingOfAnObjectCanBeCopied() {
        require(StoreCapabilities::stagedUploads);
        ObjectRef source = subject().put("a/x", "12345");
        ObjectRef empty = subject().put("a/empty", "");
        try (StagedUpload upload = store().stage(ObjectKey.of(COPY))) {
            assertThat(upload.copyFrom(source, 5, 0)).isEqualTo(ReadResult.READ);
            assertThat(upload.copyFrom(empty, 0, 0)).isEqualTo(ReadResult.READ);
            assertThat(upload.sizeBytes()).isZero();
        }
    }

    @Test
    default void aRangeThatLeavesTheSourceIsNotCopied() {
        require(StoreCapabilities::stagedUploads);
        ObjectRef source = subject().put("a/x", "12345");
        try (StagedUpload upload = store().stage(ObjectKey.of(COPY))) {
            for (long[] range :
                    new long[][] {{-1, 3}, {3, 3}, {0, -1}, {6, 0}, {Long.MAX_VALUE, 3}, {1, Long.MAX_VALUE}}) {
                assertThatIllegalArgumentException()
                        .as(Arrays.toString(range))
                        .isThrownBy(() -> upload.copyFrom(source, range[0], range[1]));
            }
        }
    }

    @Test
    default void aCopyOfAnOverwrittenObjectSaysSoAndTheUploadCannotBePublished() {
        require(StoreCapabilities::stagedUploads);
        ObjectRef old = subject().put("a/x", "12345");
        subject().overwrite(old, "67890");

        assertCopyFails(old, ReadResult.OTHER_VERSION);
    }

    @Test
    default void aCopyOfADeletedObjectSaysSoAndTheUploadCannotBePublished() {
        require(StoreCapabilities::stagedUploads);
        ObjectRef gone = subject().put("a/x", "12345");
        subject().delete(gone);

        assertCopyFails(gone, ReadResult.NOT_FOUND);
    }

    private void assertCopyFails(ObjectRef source, ReadResult outcome) {
        try (StagedUpload upload = store().stage(ObjectKey.of(COPY))) {
            upload.write(ByteBuffer.allocate(10));
            assertThat(upload.copyFrom(source, 1, 3)).isEqualTo(outcome);
            assertThat(sealsAndPublishes(upload)).as("published").isFalse();
        }
        assertThat(subject().isVisible(COPY)).isFalse();
    }

    private static boolean sealsAndPublishes(StagedUpload upload) {
        try {
            upload.seal();
            return upload.publish() instanceof PublishResult.Published;
        } catch (IllegalStateException | StoreException refused) {
            return false;
        }
    }
}
