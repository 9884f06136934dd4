package dev.coldpress.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyObjectStoreTest {

    private static final ObjectKey KEY = ObjectKey.of("a/x");
    private static final byte[] BODY = "12345".getBytes(StandardCharsets.UTF_8);

    private final InMemoryObjectStore real = new InMemoryObjectStore(new ManualClock(Instant.EPOCH));

    private ObjectStore failing(StoreOperation operation, Fault fault) {
        return new FaultyObjectStore(real, new ScriptedFaults().on(operation, 1, fault));
    }

    private static void assertFails(ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .extracting(StoreException::kind)
                .isEqualTo(StoreException.Kind.UNAVAILABLE);
    }

    private static void assertCrashes(ThrowingCallable call) {
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(call);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_HALFWAY", "FAIL_AFTER"})
    void aFailedLookIsAnException(Fault fault) {
        ObjectRef object = real.add(KEY, BODY);
        ListRequest all = ListRequest.tree(KeyPrefix.ROOT);

        assertFails(() -> failing(StoreOperation.LIST, fault).list(all));
        assertFails(() -> failing(StoreOperation.HEAD, fault).head(KEY));
        assertFails(() -> failing(StoreOperation.GET, fault).get(KEY, 10));
        assertFails(() -> failing(StoreOperation.READ, fault).read(object, 0, ByteBuffer.allocate(5)));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_AFTER"})
    void aFailedCreateIsUnknownAndHasItsEffectOnlyIfItFailsAfterIt(Fault fault) {
        WriteResult result = failing(StoreOperation.CREATE_IF_ABSENT, fault).put(KEY, BODY, WriteCondition.ABSENT);

        assertThat(result).isInstanceOf(WriteResult.Unknown.class);
        assertThat(real.head(KEY).isPresent()).isEqualTo(fault == Fault.FAIL_AFTER);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_AFTER"})
    void aFailedReplaceIsUnknownAndHasItsEffectOnlyIfItFailsAfterIt(Fault fault) {
        ObjectRef old = real.add(KEY, BODY);

        WriteResult result = failing(StoreOperation.REPLACE, fault).put(KEY, BODY, WriteCondition.at(old.version()));

        assertThat(result).isInstanceOf(WriteResult.Unknown.class);
        assertThat(real.head(KEY).orElseThrow().ref().equals(old)).isEqualTo(fault == Fault.FAIL_BEFORE);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_HALFWAY", "FAIL_AFTER", "CRASH_BEFORE", "CRASH_HALFWAY", "CRASH_AFTER"})
    void aFailedDeleteHasDeletedNothingTheFirstHalfOrAll(Fault fault) {
        List<ObjectRef> objects = IntStream.range(0, 5)
                .mapToObj(i -> real.add(ObjectKey.of("a/" + i), BODY))
                .toList();
        ObjectStore store = failing(StoreOperation.DELETE, fault);

        if (fault.isCrash()) {
            assertCrashes(() -> store.delete(objects));
        } else {
            assertThat(store.delete(objects)).hasSize(5).noneMatch(DeleteResult::isAnswered);
        }

        int deleted = fault.name().endsWith("BEFORE") ? 0 : fault.name().endsWith("HALFWAY") ? 2 : 5;
        assertThat(real.list(ListRequest.tree(KeyPrefix.ROOT)).objects())
                .extracting(object -> object.ref())
                .isEqualTo(objects.subList(deleted, 5));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_AFTER"})
    void aFailedStageLeavesAnUploadThatNobodyKnowsOnlyIfItFailsAfterIt(Fault fault) {
        assertFails(() -> failing(StoreOperation.STAGE, fault).stage(KEY));

        assertThat(real.stagedUploads()).hasSize(fault == Fault.FAIL_AFTER ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_AFTER"})
    void aFailedAbortIsUnknownAndHasItsEffectOnlyIfItFailsAfterIt(Fault fault) {
        StagedUpload upload = real.stage(KEY);

        assertThat(failing(StoreOperation.ABORT, fault).abort(KEY, upload.token()))
                .isEqualTo(AbortResult.UNKNOWN);

        assertThat(real.stagedUploads()).hasSize(fault == Fault.FAIL_BEFORE ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_AFTER"})
    void aFailedPublishIsUnknownAndHasItsEffectOnlyIfItFailsAfterIt(Fault fault) {
        StagedUpload upload = failing(StoreOperation.PUBLISH, fault).stage(KEY);
        upload.write(ByteBuffer.wrap(BODY));
        upload.seal();

        assertThat(upload.publish()).isInstanceOf(PublishResult.Unknown.class);

        assertThat(real.head(KEY).isPresent()).isEqualTo(fault == Fault.FAIL_AFTER);
    }

    @ParameterizedTest
    @EnumSource(
            value = StoreOperation.class,
            names = {"WRITE", "COPY_FROM", "SEAL"})
    void anUploadThatFailedCanOnlyBeAborted(StoreOperation operation) {
        ObjectRef source = real.add(ObjectKey.of("source"), BODY);
        ObjectStore store = failing(operation, Fault.FAIL_AFTER);
        StagedUpload upload = store.stage(KEY);

        assertFails(() -> {
            upload.write(ByteBuffer.wrap(BODY));
            upload.copyFrom(source, 0, 5);
            upload.seal();
        });

        assertThatIllegalStateException().isThrownBy(() -> upload.write(ByteBuffer.allocate(1)));
        assertThatIllegalStateException().isThrownBy(() -> upload.copyFrom(source, 0, 5));
        assertThatIllegalStateException().isThrownBy(upload::seal);
        assertThatIllegalStateException().isThrownBy(upload::publish);
        assertThat(store.abort(KEY, upload.token())).isEqualTo(AbortResult.ANSWERED);
    }

    @Test
    void aWriteThatFailsHalfwayHasAppendedTheFirstHalf() {
        StagedUpload upload = failing(StoreOperation.WRITE, Fault.FAIL_HALFWAY).stage(KEY);

        assertFails(() -> upload.write(ByteBuffer.wrap(BODY)));

        assertThat(upload.sizeBytes()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASH_BEFORE", "CRASH_AFTER"})
    void aCrashHasItsEffectOrNotAndNothingIsLetThroughAfterIt(Fault fault) {
        ObjectStore store = failing(StoreOperation.PUBLISH, fault);
        StagedUpload other = store.stage(ObjectKey.of("a/other"));
        StagedUpload upload = store.stage(KEY);
        upload.write(ByteBuffer.wrap(BODY));
        upload.seal();

        assertCrashes(upload::publish);

        assertThat(real.head(KEY).isPresent()).isEqualTo(fault == Fault.CRASH_AFTER);
        assertCrashes(() -> store.abort(other.key(), other.token()));
        assertCrashes(() -> other.write(ByteBuffer.wrap(BODY)));
        assertCrashes(() -> store.head(KEY));
        assertThat(other.sizeBytes()).isZero();
        assertThat(real.stagedUploads()).contains(other.token());
    }

    @Test
    void callsAreCountedOverAllOperationsAndForEach() {
        ScriptedFaults faults = new ScriptedFaults()
                .atCall(3, Fault.FAIL_BEFORE)
                .on(StoreOperation.HEAD, 2, Fault.FAIL_BEFORE)
                .on(StoreOperation.GET, 2, Fault.NONE);
        ObjectStore store = new FaultyObjectStore(real, faults);

        store.head(KEY);
        store.get(KEY, 1);
        assertFails(() -> store.get(KEY, 1));
        assertFails(() -> store.head(KEY));
        store.head(KEY);

        assertThat(faults.calls()).isEqualTo(5);
    }

    @Test
    void theSameSeedGivesTheSameFaultsAndTheProbabilityIsKept() {
        List<Fault> first = thousandFaults(new SeededFaults(7, 0.2, List.of(Fault.FAIL_BEFORE, Fault.CRASH_AFTER)));

        assertThat(thousandFaults(new SeededFaults(7, 0.2, List.of(Fault.FAIL_BEFORE, Fault.CRASH_AFTER))))
                .isEqualTo(first);
        assertThat(thousandFaults(new SeededFaults(8, 0.2, List.of(Fault.FAIL_BEFORE, Fault.CRASH_AFTER))))
                .isNotEqualTo(first);
        assertThat(first).contains(Fault.NONE, Fault.FAIL_BEFORE, Fault.CRASH_AFTER);
        assertThat(first.stream().filter(fault -> fault != Fault.NONE).count()).isBetween(150L, 250L);
    }

    private static List<Fault> thousandFaults(FaultPlan plan) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> plan.next(StoreOperation.HEAD, "a"))
                .toList();
    }
}
