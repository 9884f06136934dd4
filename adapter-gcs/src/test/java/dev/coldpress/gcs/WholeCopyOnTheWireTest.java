package dev.coldpress.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.s3.WireProxy.Mishap;
import dev.coldpress.s3.WireProxy.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An upload that is the copy of another object: the service makes it, also when requests and answers get lost. */
class WholeCopyOnTheWireTest extends ThroughTheWire {

    private static final String TEXT = "12345";

    private ObjectRef source;

    @BeforeEach
    void put() {
        source = subject.put("a/source", TEXT);
        wire.reset();
    }

    private ReadResult copy(StagedUpload upload) {
        return upload.copyFrom(source, 0, source.sizeBytes());
    }

    private void assertPublished(StagedUpload upload, String text) {
        assertThat(upload.sizeBytes()).isEqualTo(text.length());
        upload.seal();
        assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        assertThat(subject.text("a/x")).contains(text);
        assertThat(subject.text("a/source")).contains(TEXT);
    }

    @Test
    void noByteOfAWholeObjectPassesTheProcess() {
        source = subject.put("a/large", "x".repeat(20 << 20));
        wire.reset();
        try (StagedUpload upload = store.stage(KEY)) {
            assertThat(copy(upload)).isEqualTo(ReadResult.READ);
            upload.seal();
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        }
        System.out.println("A copy of 20 MiB moved " + wire.bytesMoved() + " bytes: " + wire.counts());
        assertThat(wire.bytesMoved()).isLessThan(10_000);
        assertThat(wire.counts()).isEqualTo(Map.of(Request.PUT, 1, Request.PART_COPY, 1, Request.COMPLETE, 1));
        assertThat(store.head(KEY).orElseThrow().ref().sizeBytes()).isEqualTo(20 << 20);
    }

    @Test
    void whatIsAppendedLaterFollowsTheCopy() {
        try (StagedUpload upload = store.stage(KEY)) {
            assertThat(copy(upload)).isEqualTo(ReadResult.READ);
            upload.write(ByteBuffer.wrap("67".getBytes(StandardCharsets.UTF_8)));
            assertThat(copy(upload)).isEqualTo(ReadResult.READ);
            assertPublished(upload, "123456712345");
        }
    }

    @Test
    void aPartOfAnObjectIsReadAndWritten() {
        try (StagedUpload upload = store.stage(KEY)) {
            assertThat(upload.copyFrom(source, 1, 3)).isEqualTo(ReadResult.READ);
            assertPublished(upload, "234");
        }
        assertThat(wire.count(Request.PART_COPY)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE", "LOST_ANSWER", "TRUNCATED", "SILENCE", "STATUS_500", "STATUS_503", "STATUS_429"})
    void aCopyIsAskedForAgain(Mishap mishap) {
        wire.plan(Request.PART_COPY, mishap);
        try (StagedUpload upload = store.stage(KEY)) {
            assertThat(copy(upload)).isEqualTo(ReadResult.READ);
            assertPublished(upload, TEXT);
        }
        assertThat(wire.planned()).as("mishaps that did not happen").isZero();
        assertThat(wire.count(Request.PART)).as("bytes that were sent").isZero();
    }

    @Test
    void aCopyThatTheServiceDeclinesIsReadAndWritten() {
        wire.plan(Request.PART_COPY, Mishap.STATUS_403);
        try (StagedUpload upload = store.stage(KEY)) {
            assertThat(copy(upload)).isEqualTo(ReadResult.READ);
            assertPublished(upload, TEXT);
        }
        assertThat(wire.count(Request.PART)).isEqualTo(1);
    }

    @Test
    void aServiceThatDoesNotAnswerIsUnavailableAndTheUploadCannotGoOn() {
        wire.plan(Request.PART_COPY, Mishap.STATUS_500, Mishap.STATUS_500, Mishap.STATUS_500, Mishap.STATUS_500);
        try (StagedUpload upload = store.stage(KEY)) {
            assertUnavailable(upload);
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(upload::seal);
        }
    }

    private void assertUnavailable(StagedUpload upload) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> copy(upload))
                .extracting(StoreException::kind)
                .isEqualTo(StoreException.Kind.UNAVAILABLE);
    }

    @Test
    void aSourceThatChangedOrIsGoneIsTold() {
        subject.overwrite(source, "67890");
        try (StagedUpload upload = store.stage(KEY)) {
            assertThat(copy(upload)).isEqualTo(ReadResult.OTHER_VERSION);
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(upload::seal);
        }
        subject.delete(store.head(source.key()).orElseThrow().ref());
        try (StagedUpload upload = store.stage(KEY)) {
            assertThat(copy(upload)).isEqualTo(ReadResult.NOT_FOUND);
        }
        assertThat(subject.isVisible("a/x")).isFalse();
    }

    @Test
    void anUploadThatWasAbortedTakesNoCopyAndNoneIsPublished() {
        try (StagedUpload upload = store.stage(KEY)) {
            assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortResult.ANSWERED);
            assertUnavailable(upload);
        }
        try (StagedUpload upload = store.stage(KEY)) {
            assertThat(copy(upload)).isEqualTo(ReadResult.READ);
            upload.seal();
            assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortResult.ANSWERED);
            assertThat(upload.publish()).isInstanceOf(PublishResult.Refused.class);
        }
        assertThat(subject.isVisible("a/x")).isFalse();
    }
}
