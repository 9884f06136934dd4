package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult.Outcome;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreException.Kind;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.s3.WireProxy.Mishap;
import dev.coldpress.s3.WireProxy.Request;
import java.nio.ByteBuffer;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store makes of answers that are rare: conflicts, faults in an answer that began well, and late ones. */
class AnswersOnTheWireTest extends ThroughTheWire {

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .extracting(StoreException::kind)
                .isEqualTo(kind);
    }

    @Test
    void aWriteThatMeetsAnotherIsAConflict() {
        ObjectRef first = subject.put("a/x", "first");
        wire.plan(Request.PUT, Mishap.CONFLICT, Mishap.CONFLICT);

        assertThat(store.put(KEY, new byte[1], WriteCondition.ABSENT)).isInstanceOf(WriteResult.Conflict.class);
        assertThat(store.put(KEY, new byte[1], WriteCondition.at(first.version())))
                .isInstanceOf(WriteResult.Conflict.class);
        assertThat(subject.text("a/x")).contains("first");
    }

    @Test
    void aWriteThatIsCalledOffIsUnavailable() {
        wire.planAll(Request.PUT, Mishap.ABORTED);
        assertFails(Kind.UNAVAILABLE, () -> store.put(KEY, new byte[1], WriteCondition.ABSENT));
        assertThat(wire.count(Request.PUT)).isEqualTo(1);
    }

    @Test
    void looksThatAreCalledOffAreUnavailable() {
        ObjectRef object = subject.put("a/x", "12345");
        wire.planAll(Request.LIST, Mishap.ABORTED);
        wire.planAll(Request.GET, Mishap.ABORTED);
        wire.planAll(Request.CREATE_UPLOAD, Mishap.ABORTED);

        assertFails(Kind.UNAVAILABLE, () -> store.list(ListRequest.level(KeyPrefix.ROOT)));
        assertFails(Kind.UNAVAILABLE, () -> store.get(KEY, 10));
        assertFails(Kind.UNAVAILABLE, () -> store.read(object, 0, ByteBuffer.allocate(5)));
        assertFails(Kind.UNAVAILABLE, () -> store.stage(KEY));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFLICT", "ABORTED", "OK_AND_PRECONDITION"})
    void aCompletionThatIsRefusedCanBeAsked(Mishap mishap) {
        wire.plan(Request.COMPLETE, mishap);
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            assertThat(upload.publish()).isInstanceOf(PublishResult.Refused.class);
            assertThat(store.head(KEY)).isEmpty();
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        }
    }

    @Test
    void aCompletionThatFailsInAnAnswerThatBeganWellIsUnknownAndSentOnce() {
        wire.plan(Request.COMPLETE, Mishap.OK_AND_ERROR);
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            assertThat(upload.publish()).isInstanceOf(PublishResult.Unknown.class);
            assertThat(wire.count(Request.COMPLETE)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OK_AND_ERROR", "DELAY", "STATUS_503", "CUT_BEFORE", "LOST_ANSWER"})
    void aCopyIsAskedForAgain(Mishap mishap) {
        String text = "x".repeat(S3Upload.MIN_PART_BYTES);
        ObjectRef source = subject.put("a/source", text);
        wire.plan(Request.PART_COPY, mishap);
        try (StagedUpload upload = store.stage(KEY)) {
            assertThat(upload.copyFrom(source, 0, source.sizeBytes())).isEqualTo(ReadResult.READ);
            upload.seal();
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        }
        assertThat(wire.count(Request.PART)).as("parts with bytes").isZero();
        assertThat(store.head(KEY).orElseThrow().ref().sizeBytes()).isEqualTo(text.length());
    }

    @Test
    void aCopyOfASourceThatWasOverwrittenInAnAnswerThatBeganWellSaysSo() {
        ObjectRef source = subject.put("a/source", "x".repeat(S3Upload.MIN_PART_BYTES));
        wire.plan(Request.PART_COPY, Mishap.OK_AND_PRECONDITION);
        try (StagedUpload upload = store.stage(KEY)) {
            assertThat(upload.copyFrom(source, 0, source.sizeBytes())).isEqualTo(ReadResult.OTHER_VERSION);
        }
    }

    @Test
    void anUploadWithoutAnIdIsNone() {
        wire.planAll(Request.CREATE_UPLOAD, Mishap.OK_AND_ERROR);
        assertFails(Kind.UNAVAILABLE, () -> store.stage(KEY));
    }

    @Test
    void anAbortThatIsCalledOffIsNoAnswer() {
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            wire.plan(Request.ABORT, Mishap.ABORTED);
            assertFails(Kind.UNAVAILABLE, () -> store.abort(KEY, upload.token()));
            assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortResult.ANSWERED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CONFLICT, UNKNOWN",
        "ABORTED, UNKNOWN",
        "OK_AND_ERROR, UNKNOWN",
        "STATUS_403, DENIED",
        "LOCKED, DENIED",
        "EXPIRED, DENIED",
        "SKEWED, DENIED",
        "DELAY, DELETED"
    })
    void eachObjectOfABatchHasAnAnswer(Mishap mishap, Outcome outcome) {
        List<ObjectRef> objects = List.of(subject.put("a/x", "1"), subject.put("a/y", "22"));
        wire.plan(Request.DELETE_BATCH, mishap);

        assertThat(store.delete(objects)).extracting(result -> result.outcome()).containsOnly(outcome);

        assertThat(wire.count(Request.DELETE_BATCH)).isEqualTo(1);
        assertThat(subject.keys("")).hasSize(outcome == Outcome.DELETED ? 0 : 2);
    }

    @Test
    void lateAnswersAreAnswers() {
        ObjectRef object = subject.put("a/x", "12345");
        for (Request request : Request.values()) {
            wire.plan(request, Mishap.DELAY);
        }
        assertThat(subject.text("a/x")).contains("12345");
        assertThat(subject.keys("")).containsExactly("a/x");
        try (StagedUpload upload = subject.sealed("a/y", "1")) {
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        }
        assertThat(store.put(KEY, new byte[7], WriteCondition.at(object.version())))
                .isInstanceOf(WriteResult.Written.class);
    }
}
