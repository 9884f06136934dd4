package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coldpress.port.AbortOutcome;
import dev.coldpress.port.DeleteResult.Outcome;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.s3.WireProxy.Mishap;
import dev.coldpress.s3.WireProxy.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store answers when requests and answers are cut, lost, spoilt and refused on their way. */
class FaultsOnTheWireTest extends ThroughTheWire {

    /** What is harmless to ask twice is asked again after each of these. */
    private static final String PASSING = "CUT_BEFORE|LOST_ANSWER|STATUS_500|STATUS_503|STATUS_429|DELAY";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = PASSING)
    void looksAreAskedAgain(Mishap mishap) {
        ObjectRef object = subject.put("a/x", "12345");
        wire.plan(Request.LIST, mishap);
        wire.plan(Request.HEAD, mishap);
        wire.plan(Request.GET, mishap, mishap);

        assertThat(subject.keys("")).containsExactly("a/x");
        assertThat(store.head(KEY).orElseThrow().ref()).isEqualTo(object);
        assertThat(subject.text("a/x")).contains("12345");
        assertThat(subject.read(object, 1, 3)).isEqualTo("234".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void contentThatBreaksOffIsReadAgain() {
        ObjectRef object = subject.put("a/x", "12345");
        wire.plan(Request.GET, Mishap.TRUNCATED, Mishap.TRUNCATED);

        assertThat(subject.text("a/x")).contains("12345");
        assertThat(subject.read(object, 1, 3)).isEqualTo("234".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aListingThatBreaksOffIsAskedForAgain() {
        subject.put("a/x", "12345");
        wire.plan(Request.LIST, Mishap.TRUNCATED, Mishap.TRUNCATED);

        assertThat(subject.keys("")).containsExactly("a/x");
    }

    @Test
    void aListingThatBreaksOffAgainAndAgainIsNotTakenForAShortOne() {
        subject.put("a/x", "12345");
        wire.planAll(Request.LIST, Mishap.TRUNCATED);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> subject.keys(""))
                .extracting(StoreException::kind)
                .isEqualTo(StoreException.Kind.UNAVAILABLE);
        assertThat(wire.count(Request.LIST)).isEqualTo(S3Clients.ATTEMPTS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = PASSING)
    void partsAndTheBeginningOfAnUploadAreSentAgain(Mishap mishap) {
        wire.plan(Request.CREATE_UPLOAD, mishap);
        wire.plan(Request.PART, mishap);
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        }
        assertThat(subject.text("a/x")).contains("12345");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_ANSWER", "SILENCE"})
    void aLostAnswerToAWriteIsUnknownAndItIsNotSentAgain(Mishap mishap) {
        wire.plan(Request.PUT, mishap);

        assertThat(store.put(KEY, new byte[5], WriteCondition.ABSENT)).isInstanceOf(WriteResult.Unknown.class);

        assertThat(wire.count(Request.PUT)).isEqualTo(1);
        assertThat(store.head(KEY)).as("what the server did").isPresent();
    }

    @Test
    void aLostAnswerToAReplaceIsUnknown() {
        ObjectRef first = subject.put("a/x", "first");
        wire.plan(Request.PUT, Mishap.LOST_ANSWER);

        assertThat(store.put(KEY, new byte[7], WriteCondition.at(first.version())))
                .isInstanceOf(WriteResult.Unknown.class);

        assertThat(store.head(KEY).orElseThrow().ref().sizeBytes()).isEqualTo(7);
    }

    @Test
    void aWriteThatNeverArrivedIsUnknownToo() {
        wire.plan(Request.PUT, Mishap.CUT_BEFORE);

        assertThat(store.put(KEY, new byte[5], WriteCondition.ABSENT)).isInstanceOf(WriteResult.Unknown.class);

        assertThat(store.head(KEY)).isEmpty();
    }

    @Test
    void aWriteWhoseVersionCannotBeAskedForIsUnknown() {
        wire.plan(Request.HEAD, Mishap.STATUS_500, Mishap.STATUS_500, Mishap.STATUS_500, Mishap.STATUS_500);

        assertThat(store.put(KEY, new byte[5], WriteCondition.ABSENT)).isInstanceOf(WriteResult.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"STATUS_503", "STATUS_429"})
    void whatAStoreDeclinesBecauseItIsBusyIsAskedAgain(Mishap busy) {
        wire.plan(Request.PUT, busy);
        wire.plan(Request.COMPLETE, busy);
        wire.plan(Request.DELETE_BATCH, busy);
        ObjectRef object = subject.put("a/x", "12345");
        try (StagedUpload upload = subject.sealed("a/y", "12345")) {
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        }
        subject.delete(object);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_ANSWER", "TRUNCATED", "SILENCE", "STATUS_500"})
    void aPublishWithoutAnAnswerIsUnknownAndSentOnce(Mishap mishap) {
        wire.plan(Request.COMPLETE, mishap);
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            assertThat(upload.publish()).isInstanceOf(PublishResult.Unknown.class);
            assertThat(upload.publish()).as("a second publish").isInstanceOf(PublishResult.Refused.class);

            assertThat(wire.count(Request.COMPLETE)).isEqualTo(1);
            assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortOutcome.ANSWERED);
            assertThat(store.head(KEY).isPresent()).isEqualTo(mishap != Mishap.STATUS_500);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = PASSING)
    void anAbortIsAskedAgain(Mishap mishap) {
        wire.plan(Request.ABORT, mishap);
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortOutcome.ANSWERED);
            assertThat(upload.publish()).isInstanceOf(PublishResult.Refused.class);
        }
    }

    @Test
    void anAbortThatIsNeverAnsweredIsUnknown() {
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            wire.plan(Request.ABORT, Mishap.STATUS_500, Mishap.STATUS_500, Mishap.STATUS_500, Mishap.STATUS_500);
            assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortOutcome.UNKNOWN);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_ANSWER", "CUT_BEFORE", "TRUNCATED", "SILENCE", "STATUS_500"})
    void aDeleteWithoutAnAnswerIsUnknownForEachObject(Mishap mishap) {
        List<ObjectRef> objects = List.of(subject.put("a/x", "1"), subject.put("a/y", "22"));
        wire.plan(Request.DELETE_BATCH, mishap);

        assertThat(store.delete(objects)).extracting(result -> result.outcome()).containsOnly(Outcome.UNKNOWN);

        assertThat(wire.count(Request.DELETE_BATCH)).isEqualTo(1);
        assertThat(store.delete(objects)).allMatch(result -> result.isAnswered());
    }

    @Test
    void aRefusalIsToldAsOne() {
        ObjectRef object = subject.put("a/x", "1");
        wire.plan(Request.LIST, Mishap.STATUS_403);
        wire.plan(Request.GET, Mishap.STATUS_403);
        wire.plan(Request.PUT, Mishap.STATUS_403);
        wire.plan(Request.CREATE_UPLOAD, Mishap.STATUS_403);
        wire.plan(Request.DELETE_BATCH, Mishap.STATUS_403);

        assertDenied(() -> store.list(ListRequest.level(KeyPrefix.ROOT)));
        assertDenied(() -> store.get(KEY, 10));
        assertDenied(() -> store.put(KEY, new byte[1], WriteCondition.ABSENT));
        assertDenied(() -> store.stage(KEY));
        assertThat(store.delete(List.of(object)).get(0).outcome()).isEqualTo(Outcome.DENIED);
    }

    private static void assertDenied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .extracting(StoreException::kind)
                .isEqualTo(StoreException.Kind.DENIED);
    }

    @Test
    @Tag(SILENCE)
    void aStoreThatNeverAnswersIsUnavailableAfterABoundedTime() {
        wire.plan(Request.HEAD, Mishap.SILENCE, Mishap.SILENCE, Mishap.SILENCE, Mishap.SILENCE);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.head(KEY))
                .extracting(StoreException::kind)
                .isEqualTo(StoreException.Kind.UNAVAILABLE);
    }

    @Test
    void aThousandObjectsBesideEachOtherAreDeletedWithOneListingAndOneBatch() {
        List<ObjectRef> objects = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            objects.add(subject.put("a/%04d".formatted(i), "body " + i));
        }
        wire.reset();

        assertThat(store.delete(objects)).extracting(result -> result.outcome()).containsOnly(Outcome.DELETED);

        assertThat(wire.counts()).isEqualTo(java.util.Map.of(Request.LIST, 1, Request.DELETE_BATCH, 1));
    }
}
