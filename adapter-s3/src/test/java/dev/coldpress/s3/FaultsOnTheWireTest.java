package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult.Outcome;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.s3.WireProxy.Mishap;
import dev.coldpress.s3.WireProxy.Request;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What S3 has beyond the faults of every store on the wire: batches, multipart uploads, and versions that are asked
 * for.
 */
class FaultsOnTheWireTest extends ThroughTheWire implements WireFaultContract {

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
        return S3Clients.ATTEMPTS;
    }

    @Test
    void aSmallWriteTakesOneRequest() {
        wire.reset();

        assertThat(store.put(KEY, new byte[5], WriteCondition.ABSENT)).isInstanceOf(WriteResult.Written.class);

        assertThat(wire.counts()).isEqualTo(java.util.Map.of(Request.PUT, 1));
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
            assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortResult.ANSWERED);
            assertThat(store.head(KEY).isPresent()).isEqualTo(mishap != Mishap.STATUS_500);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_ANSWER", "CUT_BEFORE", "TRUNCATED", "SILENCE", "STATUS_500"})
    void aBatchOfDeletesWithoutAnAnswerIsUnknownForEachObject(Mishap mishap) {
        List<ObjectRef> objects = List.of(subject.put("a/x", "1"), subject.put("a/y", "22"));
        wire.plan(Request.DELETE_BATCH, mishap);

        assertThat(store.delete(objects)).extracting(result -> result.outcome()).containsOnly(Outcome.UNKNOWN);

        assertThat(wire.count(Request.DELETE_BATCH)).isEqualTo(1);
        assertThat(store.delete(objects)).allMatch(result -> result.isAnswered());
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

    /** The first part is sent while the second is gathered, so its fault shows later. */
    @Test
    void aPartThatIsRefusedFailsALaterWriteOrTheSeal() {
        for (int parts : List.of(2, 4)) {
            wire.plan(Request.PART, Mishap.STATUS_403);
            try (StagedUpload upload = store.stage(KEY)) {
                ByteBuffer bytes = ByteBuffer.allocate(parts * S3Upload.PART_BYTES);
                assertThatThrownBy(() -> {
                            upload.write(bytes);
                            upload.seal();
                        })
                        .as("%s parts", parts)
                        .isInstanceOf(StoreException.class);
                assertThatThrownBy(upload::publish).isInstanceOf(IllegalStateException.class);
            }
            assertThat(store.head(KEY)).isEmpty();
        }
    }
}
