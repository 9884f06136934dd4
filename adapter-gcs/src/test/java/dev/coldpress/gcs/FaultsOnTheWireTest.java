package dev.coldpress.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobTargetOption;
import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.DeleteResult.Outcome;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.s3.WireFaultContract;
import dev.coldpress.s3.WireProxy;
import dev.coldpress.s3.WireProxy.Mishap;
import dev.coldpress.s3.WireProxy.Request;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Google Cloud Storage has beyond the faults of every store on the wire: its uploads, deletes and names. */
class FaultsOnTheWireTest extends ThroughTheWire implements WireFaultContract {

    /** What is harmless to ask twice is asked again after each of these. */
    private static final String PASSING_HERE =
            "CUT_BEFORE|LOST_ANSWER|TRUNCATED|SILENCE|STATUS_500|STATUS_503|STATUS_429";

    private Runnable beforeLook = () -> {};

    @Override
    public WireProxy wire() {
        return wire;
    }

    @Override
    public StoreUnderTest subject() {
        return subject;
    }

    @Override
    public int attempts() {
        return GcsClients.ATTEMPTS;
    }

    @ParameterizedTest
    @EnumSource(names = {"TRUNCATED", "SILENCE"})
    void looksWhoseAnswersBreakOffAreAskedAgain(Mishap mishap) {
        looksAreAskedAgain(mishap);
    }

    @ParameterizedTest
    @EnumSource(names = "TRUNCATED")
    void anAnswerToAWriteThatBreaksOffIsUnknown(Mishap mishap) {
        aLostAnswerToAWriteIsUnknownAndItIsNotSentAgain(mishap);
    }

    @ParameterizedTest
    @EnumSource(names = "STATUS_429")
    void aDeleteThatIsDeclinedIsUnknown(Mishap mishap) {
        aDeleteWithoutAnAnswerIsUnknown(mishap);
    }

    @Test
    void anAbortThatIsRefusedIsToldAsSuch() {
        try (StagedUpload upload = subject.sealed("a/y", "12345")) {
            wire.plan(Request.ABORT, Mishap.STATUS_403);
            WireFaultContract.assertDenied(() -> store.abort(upload.key(), upload.token()));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = PASSING_HERE)
    void theBeginningAndTheBytesOfAnUploadAreSentAgain(Mishap mishap) {
        wire.plan(Request.PUT, mishap);
        wire.plan(Request.CREATE_UPLOAD, mishap);
        wire.plan(Request.PART, mishap, mishap);
        byte[] body = new byte[9_000_000];
        new java.util.Random(2).nextBytes(body);
        ObjectRef object;
        try (StagedUpload upload = store.stage(KEY)) {
            upload.write(ByteBuffer.wrap(body));
            upload.seal();
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
            object = store.head(KEY).orElseThrow().ref();
        }
        assertThat(subject.read(object, 0, body.length)).isEqualTo(body);
        assertThat(wire.planned()).as("mishaps that did not happen").isZero();
    }

    @Test
    void aSealWhoseAnswerIsLostIsFoundDone() {
        try (StagedUpload upload = store.stage(KEY)) {
            upload.write(ByteBuffer.allocate(10));
            wire.plan(Request.PART, Mishap.LOST_ANSWER);
            upload.seal();
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        }
    }

    /** The client gave that request up and asked again; the service may take its time with the first one. */
    @Test
    void aBeginningThatTakesEffectAfterTheAbortIsNotTakenForTheBytes() {
        try (StagedUpload upload = stagedBySlowClient()) {
            upload.write(ByteBuffer.allocate(10));
            beforeLook = () -> abortAndBeginAgain(upload);

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(upload::seal)
                    .withMessageContaining("aborted")
                    .extracting(StoreException::kind)
                    .isEqualTo(StoreException.Kind.UNAVAILABLE);
        }
        assertThat(store.head(KEY)).isEmpty();
    }

    @Test
    void aBeginningThatTakesEffectAfterTheAbortIsNotTakenForAnUploadWithoutBytes() {
        try (StagedUpload upload = stagedBySlowClient()) {
            upload.write(ByteBuffer.allocate(0));
            AtomicInteger times = new AtomicInteger();
            Runnable once = () -> {
                if (times.getAndIncrement() == 0) {
                    abortAndBeginAgain(upload);
                }
            };
            beforeLook = once;
            upload.seal();
            once.run();

            assertThat(upload.publish()).isInstanceOf(PublishResult.Refused.class);
        }
        assertThat(store.head(KEY)).isEmpty();
    }

    private StagedUpload stagedBySlowClient() {
        beforeLook = () -> {};
        GcsClients slow = new GcsClients(
                slowClient(), clients.single(), clients.reading(), clients.retries(), clients.transport());
        return new GcsObjectStore(root, slow).stage(KEY);
    }

    private void abortAndBeginAgain(StagedUpload upload) {
        assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortResult.ANSWERED);
        new GcsUploads(clients.repeating(), root).begin(KEY, upload.token());
    }

    /** The client, with {@link #beforeLook} each time that it is about to look at an object. */
    private Storage slowClient() {
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("get")) {
                        beforeLook.run();
                    }
                    try {
                        return method.invoke(clients.repeating(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"STATUS_500", "STATUS_503"})
    void aWriteThatWasNotDoneIsUnknownTooWhereTheAnswerDoesNotTell(Mishap mishap) {
        wire.plan(Request.PUT, mishap);

        assertThat(store.put(KEY, new byte[5], WriteCondition.ABSENT)).isInstanceOf(WriteResult.Unknown.class);

        assertThat(wire.count(Request.PUT)).isEqualTo(1);
        assertThat(store.head(KEY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE", "STATUS_500", "STATUS_503", "STATUS_429"})
    void aPublishThatWasNotDoneIsAskedAgain(Mishap mishap) {
        wire.plan(Request.COMPLETE, mishap);
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        }
        assertThat(subject.text("a/x")).contains("12345");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_ANSWER", "TRUNCATED", "SILENCE"})
    void aPublishWhoseAnswerIsLostFindsItsTokenUsedUp(Mishap mishap) {
        wire.plan(Request.COMPLETE, mishap);
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            assertThat(upload.publish()).isInstanceOf(PublishResult.Refused.class);
            assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortResult.ANSWERED);
        }
        assertThat(subject.text("a/x")).as("what the server did").contains("12345");
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE", "STATUS_500"})
    void aPublishWithoutAnyAnswerIsUnknownAndCanBeAborted(Mishap mishap) {
        wire.plan(Request.COMPLETE, mishap, mishap, mishap, mishap);
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            assertThat(upload.publish()).isInstanceOf(PublishResult.Unknown.class);
            assertThat(wire.count(Request.COMPLETE)).isEqualTo(GcsClients.ATTEMPTS);
            assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortResult.ANSWERED);
            assertThat(upload.publish()).isInstanceOf(PublishResult.Refused.class);
        }
        assertThat(store.head(KEY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = PASSING_HERE)
    void theLookOfAnAbortIsAskedAgainToo(Mishap mishap) {
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            wire.plan(Request.HEAD, mishap);
            wire.plan(Request.ABORT, mishap);
            assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortResult.ANSWERED);
            assertThat(upload.publish()).isInstanceOf(PublishResult.Refused.class);
        }
    }

    @Test
    void aHundredObjectsAreDeletedWithOneRequest() {
        List<ObjectRef> objects = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            objects.add(subject.put("a/%04d".formatted(i), "body " + i));
        }
        wire.reset();

        assertThat(store.delete(objects)).extracting(DeleteResult::outcome).containsOnly(Outcome.DELETED);

        assertThat(wire.counts()).isEqualTo(Map.of(Request.DELETE_BATCH, 3));
    }

    @Test
    void anUploadTakesFiveRequestsAndItsAbortOne() {
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
            assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortResult.ANSWERED);
        }
        assertThat(wire.counts())
                .isEqualTo(Map.of(
                        Request.PUT,
                        1,
                        Request.CREATE_UPLOAD,
                        1,
                        Request.PART,
                        1,
                        Request.COMPLETE,
                        1,
                        Request.HEAD,
                        2));
    }

    @Test
    void namesThatAreNoKeysAreLeftOutOfPagesOfAnySize() {
        for (String name : List.of("a/", "a//b", "a//c", "b/x", "c//")) {
            clients.single()
                    .create(
                            BlobInfo.newBuilder(root.bucket(), root.prefix() + name)
                                    .build(),
                            new byte[1],
                            BlobTargetOption.disableGzipContent());
        }
        subject.put("d", "1");
        for (int size = 1; size <= 4; size++) {
            assertThat(all(false, size)).as("pages of " + size).containsExactly("b/x", "d");
            assertThat(all(true, size)).as("pages of " + size).containsExactly("d");
        }
    }

    @Test
    void namesThatAreNoKeysAreToldOfInPagesOfAnySize() {
        for (String name : List.of("a/", "a//b", "a/back\\slash", "a/x", "a/y")) {
            clients.single()
                    .create(
                            BlobInfo.newBuilder(root.bucket(), root.prefix() + name)
                                    .build(),
                            new byte[1],
                            BlobTargetOption.disableGzipContent());
        }
        for (int size = 1; size <= 4; size++) {
            List<String> told = new ArrayList<>();
            String start = null;
            do {
                ListPage page = store.list(new ListRequest(KeyPrefix.of("a/"), true, start, size));
                page.unlisted().forEach(entry -> told.add(entry.name()));
                start = page.next();
            } while (start != null);
            assertThat(told).as("pages of " + size).containsExactly("/", "back%5Cslash");
        }
    }

    private List<String> all(boolean delimited, int size) {
        List<String> found = new ArrayList<>();
        String start = null;
        do {
            ListPage page = store.list(new ListRequest(KeyPrefix.ROOT, delimited, start, size));
            page.objects().forEach(object -> found.add(object.key().path()));
            start = page.next();
        } while (start != null);
        return found;
    }

    @Test
    void reservedKeysAreNeitherSeenNorWritten() {
        try (StagedUpload upload = subject.sealed("a/x", "12345")) {
            ObjectKey staged = ObjectKey.of("_coldpress_staged/a/x/" + upload.token());
            assertThat(store.head(staged)).isEmpty();
            assertThat(store.get(staged, 10)).isEmpty();
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.put(staged, new byte[1], WriteCondition.ABSENT))
                    .withMessageContaining("reserved");
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.stage(staged));
            assertThat(store.list(ListRequest.level(KeyPrefix.ROOT)).isEmpty()).isTrue();
            assertThat(store.list(ListRequest.level(staged.parent())).isEmpty()).isTrue();
        }
    }
}
