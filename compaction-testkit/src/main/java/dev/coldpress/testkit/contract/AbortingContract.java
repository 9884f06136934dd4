package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoreException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The fence: after an answered abort nothing of the upload appears any more. */
interface AbortingContract extends StoreFixture {

    ObjectKey FENCED = ObjectKey.of("dt=2024-01-01/compacted_2.parquet");

    private AbortResult abort(StagedUpload upload) {
        return store().abort(upload.key(), upload.token());
    }

    private static boolean publishes(StagedUpload upload) {
        try {
            return upload.publish() instanceof PublishResult.Published;
        } catch (IllegalStateException | StoreException refused) {
            return false;
        }
    }

    @Test
    default void anAbortedUploadCannotBePublished() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = subject().sealed(FENCED.path(), "12345")) {
            assertThat(abort(upload)).isEqualTo(AbortResult.ANSWERED);

            assertThat(publishes(upload)).isFalse();
            assertThat(publishes(upload)).isFalse();

            assertThat(subject().keys("")).isEmpty();
            assertThat(subject().isVisible(FENCED.path())).isFalse();
        }
    }

    @Test
    default void anUploadThatIsAbortedWhileItIsWrittenCannotBePublished() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = store().stage(FENCED)) {
            upload.write(ByteBuffer.allocate(1_000));
            assertThat(abort(upload)).isEqualTo(AbortResult.ANSWERED);

            assertThat(goesOnAndPublishes(upload)).isFalse();

            assertThat(subject().keys("")).isEmpty();
        }
    }

    private static boolean goesOnAndPublishes(StagedUpload upload) {
        try {
            upload.write(ByteBuffer.allocate(1_000));
            upload.seal();
            return publishes(upload);
        } catch (StoreException failed) {
            return false;
        }
    }

    @Test
    default void anyProcessCanAbort() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = subject().sealed(FENCED.path(), "12345");
                ObjectStore other = reopen()) {
            assertThat(other.abort(upload.key(), upload.token())).isEqualTo(AbortResult.ANSWERED);

            assertThat(publishes(upload)).isFalse();
            assertThat(subject().isVisible(FENCED.path())).isFalse();
        }
    }

    @Test
    default void anUploadOfAProcessThatIsGoneCanBeAborted() {
        require(StoreCapabilities::stagedUploads);
        StagedUpload upload = subject().sealed(FENCED.path(), "12345");
        upload.close();
        try (ObjectStore other = reopen()) {
            assertThat(other.abort(upload.key(), upload.token())).isEqualTo(AbortResult.ANSWERED);
        }
        assertThat(subject().keys("")).isEmpty();
    }

    @Test
    default void anAbortOfAPublishedUploadIsAnsweredAndTheObjectStays() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = subject().sealed(FENCED.path(), "12345")) {
            ObjectRef object = subject().published(upload);

            assertThat(abort(upload)).isEqualTo(AbortResult.ANSWERED);

            assertThat(store().head(FENCED).map(ListedObject::ref)).contains(object);
            assertThat(subject().text(FENCED.path())).contains("12345");
        }
    }

    @Test
    default void anAbortOfAnUnknownUploadIsAnswered() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = subject().sealed(FENCED.path(), "12345")) {
            assertThat(abort(upload)).isEqualTo(AbortResult.ANSWERED);

            assertThat(abort(upload)).isEqualTo(AbortResult.ANSWERED);
            assertThat(store().abort(ObjectKey.of("no/such/directory/x"), upload.token()))
                    .isEqualTo(AbortResult.ANSWERED);
        }
    }

    @Test
    default void anAbortEndsOneUploadAndNoOther() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload aborted = subject().sealed(FENCED.path(), "aborted");
                StagedUpload other = subject().sealed(FENCED.path(), "other")) {
            assertThat(abort(aborted)).isEqualTo(AbortResult.ANSWERED);

            subject().published(other);
        }
        assertThat(subject().text(FENCED.path())).contains("other");
    }

    @Test
    default void ofManyWhoAbortEachIsAnswered() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = subject().sealed(FENCED.path(), "12345")) {
            assertThat(Race.run(() -> abort(upload))).containsOnly(AbortResult.ANSWERED);
            assertThat(publishes(upload)).isFalse();
        }
    }

    @Test
    default void afterAnAnsweredAbortTheHeadIsFinalAlsoWhileAPublishIsUnderWay() {
        require(StoreCapabilities::stagedUploads);
        try (ObjectStore other = reopen()) {
            for (int round = 0; round < 4 * raceRounds(); round++) {
                assertHeadIsFinal(ObjectKey.of("dt=2024-01-01/" + round), other);
            }
        }
    }

    private void assertHeadIsFinal(ObjectKey key, ObjectStore other) {
        try (StagedUpload upload = subject().sealed(key.path(), "12345")) {
            List<Object> results = Race.run(List.of(upload::publish, () -> headAfterAbort(upload, other)));

            Optional<?> headAfterAbort = (Optional<?>) results.get(1);
            assertThat(store().head(key))
                    .as("the head now, and after the abort")
                    .isEqualTo(headAfterAbort);
            if (results.get(0) instanceof PublishResult.Published) {
                assertThat(headAfterAbort)
                        .as("the head after a publish that said yes")
                        .isPresent();
            }
            publishes(upload);
            assertThat(store().head(key)).as("the head after one more publish").isEqualTo(headAfterAbort);
        }
    }

    private static Optional<ListedObject> headAfterAbort(StagedUpload upload, ObjectStore other) {
        assertThat(other.abort(upload.key(), upload.token())).isEqualTo(AbortResult.ANSWERED);
        return other.head(upload.key());
    }
}
