package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.DeleteResult.Outcome;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.s3.WireProxy.Mishap;
import dev.coldpress.s3.WireProxy.Request;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every store that is reached over HTTP answers when requests and answers are cut, lost, spoilt and refused on
 * their way. A test class of an adapter implements this, and adds what only its protocol has.
 */
public interface WireFaultContract {

    /** What is harmless to ask twice is asked again after each of these. */
    String PASSING = "CUT_BEFORE|LOST_ANSWER|STATUS_500|STATUS_503|STATUS_429|DELAY";

    /** The tag of tests in which an answer never comes; the client under test then waits for seconds only. */
    String NEVER_ANSWERED = "SILENCE";

    ObjectKey OBJECT = ObjectKey.of("a/x");

    /** The way to the server, on which nothing is planned yet. */
    WireProxy wire();

    /** An empty store, reached through {@link #wire}. */
    StoreUnderTest subject();

    /** How often the client asks at most. */
    int attempts();

    private ObjectStore store() {
        return subject().store();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = PASSING)
    default void looksAreAskedAgain(Mishap mishap) {
        ObjectRef object = subject().put("a/x", "12345");
        wire().plan(Request.LIST, mishap);
        wire().plan(Request.HEAD, mishap);
        wire().plan(Request.GET, mishap, mishap);

        assertThat(subject().keys("")).containsExactly("a/x");
        assertThat(store().head(OBJECT).orElseThrow().ref()).isEqualTo(object);
        assertThat(subject().text("a/x")).contains("12345");
        assertThat(subject().read(object, 1, 3)).isEqualTo("234".getBytes(StandardCharsets.UTF_8));
        assertThat(wire().planned()).as("mishaps that did not happen").isZero();
    }

    @Test
    default void contentThatBreaksOffIsReadToItsEnd() {
        byte[] body = new byte[3_000_000];
        new Random(1).nextBytes(body);
        ObjectRef object = subject().put("a/x", body);
        wire().plan(Request.GET, Mishap.TRUNCATED, Mishap.TRUNCATED);

        assertThat(subject().read(object, 0, body.length)).isEqualTo(body);
        assertThat(wire().planned()).as("mishaps that did not happen").isZero();
    }

    @Test
    default void aListingThatBreaksOffIsAskedForAgain() {
        subject().put("a/x", "12345");
        wire().plan(Request.LIST, Mishap.TRUNCATED, Mishap.TRUNCATED);

        assertThat(subject().keys("")).containsExactly("a/x");
    }

    @Test
    default void aListingThatBreaksOffAgainAndAgainIsNotTakenForAShortOne() {
        subject().put("a/x", "12345");
        wire().planAll(Request.LIST, Mishap.TRUNCATED);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> subject().keys(""))
                .extracting(StoreException::kind)
                .isEqualTo(StoreException.Kind.UNAVAILABLE);
        assertThat(wire().count(Request.LIST)).isEqualTo(attempts());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = PASSING)
    default void partsAndTheBeginningOfAnUploadAreSentAgain(Mishap mishap) {
        wire().plan(Request.CREATE_UPLOAD, mishap);
        wire().plan(Request.PART, mishap);
        try (StagedUpload upload = subject().sealed("a/x", "12345")) {
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        }
        assertThat(subject().text("a/x")).contains("12345");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_ANSWER", "SILENCE"})
    default void aLostAnswerToAWriteIsUnknownAndItIsNotSentAgain(Mishap mishap) {
        wire().plan(Request.PUT, mishap);

        assertThat(store().put(OBJECT, new byte[5], WriteCondition.ABSENT)).isInstanceOf(WriteResult.Unknown.class);

        assertThat(wire().count(Request.PUT)).isEqualTo(1);
        assertThat(store().head(OBJECT)).as("what the server did").isPresent();
    }

    @Test
    default void aLostAnswerToAReplaceIsUnknown() {
        ObjectRef first = subject().put("a/x", "first");
        wire().plan(Request.PUT, Mishap.LOST_ANSWER);

        assertThat(store().put(OBJECT, new byte[7], WriteCondition.at(first.version())))
                .isInstanceOf(WriteResult.Unknown.class);

        assertThat(store().head(OBJECT).orElseThrow().ref().sizeBytes()).isEqualTo(7);
    }

    @Test
    default void aWriteThatNeverArrivedIsUnknownToo() {
        wire().plan(Request.PUT, Mishap.CUT_BEFORE);

        assertThat(store().put(OBJECT, new byte[5], WriteCondition.ABSENT)).isInstanceOf(WriteResult.Unknown.class);

        assertThat(wire().count(Request.PUT)).isEqualTo(1);
        assertThat(store().head(OBJECT)).isEmpty();
    }

    @Test
    default void aWriteThatIsDeclinedBecauseTheServiceIsBusyIsAskedAgain() {
        wire().plan(Request.PUT, Mishap.STATUS_429, Mishap.STATUS_429);

        assertThat(store().put(OBJECT, new byte[5], WriteCondition.ABSENT)).isInstanceOf(WriteResult.Written.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = PASSING)
    default void anAbortIsAskedAgain(Mishap mishap) {
        try (StagedUpload upload = subject().sealed("a/x", "12345")) {
            wire().plan(Request.ABORT, mishap);
            assertThat(store().abort(OBJECT, upload.token())).isEqualTo(AbortResult.ANSWERED);
            assertThat(upload.publish()).isInstanceOf(PublishResult.Refused.class);
        }
    }

    @Test
    default void anAbortThatIsNeverAnsweredIsUnknown() {
        try (StagedUpload upload = subject().sealed("a/x", "12345")) {
            Mishap[] all = Collections.nCopies(attempts(), Mishap.STATUS_500).toArray(Mishap[]::new);
            wire().plan(Request.ABORT, all);
            assertThat(store().abort(OBJECT, upload.token())).isEqualTo(AbortResult.UNKNOWN);
        }
    }

    /** A store may delete a single object in another way than several, and so know the answer for one of them. */
    @ParameterizedTest
    @EnumSource(names = {"LOST_ANSWER", "CUT_BEFORE", "TRUNCATED", "STATUS_500"})
    default void aDeleteWithoutAnAnswerIsUnknown(Mishap mishap) {
        List<ObjectRef> objects = List.of(subject().put("a/x", "1"), subject().put("a/y", "22"));
        wire().plan(Request.DELETE_BATCH, mishap);

        List<DeleteResult> results = store().delete(objects);

        assertThat(results.get(1).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(wire().count(Request.DELETE_BATCH)).isEqualTo(1);
        assertThat(store().delete(objects)).allMatch(DeleteResult::isAnswered);
        assertThat(subject().keys("")).isEmpty();
    }

    @Test
    default void aRefusalIsToldAsOne() {
        ObjectRef object = subject().put("a/x", "1");
        for (Request request :
                List.of(Request.LIST, Request.GET, Request.PUT, Request.CREATE_UPLOAD, Request.DELETE_BATCH)) {
            wire().planAll(request, Mishap.STATUS_403);
        }

        assertDenied(() -> store().list(ListRequest.level(KeyPrefix.ROOT)));
        assertDenied(() -> store().get(OBJECT, 10));
        assertDenied(() -> store().put(OBJECT, new byte[1], WriteCondition.ABSENT));
        assertDenied(() -> store().stage(OBJECT));
        assertThat(store().delete(List.of(object)).get(0).outcome()).isEqualTo(Outcome.DENIED);
    }

    /** Fails unless the call is refused for lack of a permission. */
    static void assertDenied(ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .extracting(StoreException::kind)
                .isEqualTo(StoreException.Kind.DENIED);
    }

    @Test
    @Tag(NEVER_ANSWERED)
    default void aStoreThatNeverAnswersIsUnavailableAfterABoundedTime() {
        wire().planAll(Request.HEAD, Mishap.SILENCE);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().head(OBJECT))
                .extracting(StoreException::kind)
                .isEqualTo(StoreException.Kind.UNAVAILABLE);
    }
}
