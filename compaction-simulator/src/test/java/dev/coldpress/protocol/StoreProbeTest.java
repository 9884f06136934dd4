package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.Compactor;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.record.DroppedOutput;
import dev.coldpress.record.KnownFiles;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.PartitionRecord.Stamp;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.SimulatedCrash;
import dev.coldpress.testkit.store.ForwardingStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A store that does not do what its adapter declares is found before it can do harm, and an honest one is hardly
 * bothered.
 */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoreProbeTest {

    private static final String PROBE = "_compaction/_probe/";

    private static SmallLake lakeOfTwoPartitions(Keeping keeping) {
        SmallLake lake = new SmallLake(keeping);
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.addFiles(SmallLake.NEXT_HOUR, 3, 3);
        return lake;
    }

    private static long probes(RecordedWrites writes) {
        return writes.all().stream()
                .filter(write -> write.startsWith("STAGE " + PROBE) && write.endsWith("/upload"))
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatLiesIsRefusedBeforeItCanDoHarm(LyingStore lie) {
        assertRefused(lie, lakeOfTwoPartitions(Keeping.OBJECT));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REPLACES_WHATEVER_VERSION_THERE_IS")
    void soIsOneWithoutReplacement(LyingStore lie) {
        assertRefused(lie, lakeOfTwoPartitions(Keeping.LOG));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REPLACES_WHATEVER_VERSION_THERE_IS", "CREATES_OVER_WHAT_IS_THERE"})
    void soIsOneWithoutConditionalWrites(LyingStore lie) {
        assertRefused(lie, lakeOfTwoPartitions(Keeping.SINGLE_COMPACTOR));
    }

    private static void assertRefused(LyingStore lie, SmallLake lake) {
        var before = lake.objects();
        RecordedWrites writes = new RecordedWrites();
        Compactor compactor = lake.compactor(new FaultyObjectStore(lie.over(lake.store), writes));
        assertThatThrownBy(compactor::compactAll)
                .isInstanceOf(UnfitStoreException.class)
                .hasMessageContainingAll(lie.ability, "Nothing was compacted");
        assertThat(writes.all()).isNotEmpty().allMatch(write -> write.contains(" " + PROBE));
        assertThat(lake.objectsOfUsers()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aSinglePartitionIsNotCompactedEitherOnAStoreThatLies(LyingStore lie) {
        SmallLake lake = lakeOfTwoPartitions(Keeping.OBJECT);
        var before = lake.objects();
        Compactor compactor = lake.compactor(lie.over(lake.store));
        var partition = compactor.listPartitions().iterator().next();
        assertThatThrownBy(() -> compactor.compactPartition(partition)).isInstanceOf(UnfitStoreException.class);
        assertThat(lake.objectsOfUsers()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "DELETE"})
    void whatAnotherLeftBehindIsNotFinishedOnAStoreThatLies(StoreOperation stoppedAt) {
        SmallLake lake = lakeOfTwoPartitions(Keeping.OBJECT);
        var crash = Faults.first(stoppedAt, SmallLake.HOUR.path(), Fault.CRASH_BEFORE);
        assertThatThrownBy(lake.compactor(new FaultyObjectStore(lake.store, crash))::compactAll)
                .isInstanceOf(SimulatedCrash.class);
        var before = lake.objects();
        ObjectStore lying = LyingStore.REPLACES_WHATEVER_VERSION_THERE_IS.over(lake.store);
        assertThatThrownBy(lake.compactor(lying)::compactAll).isInstanceOf(UnfitStoreException.class);
        assertThat(lake.objects()).containsAll(before);
    }

    @Test
    void anOutputThatAppearedLateIsNotRemovedFromAStoreThatLies() {
        SmallLake lake = new SmallLake();
        ObjectKey late = lake.addFile(SmallLake.HOUR, "compacted_late.parquet", 3);
        Retained retained =
                new Retained(List.of(new DroppedOutput(late, lake.clock.instant())), List.of(), KnownFiles.NONE);
        RecordRegister register =
                new RecordRegister(lake.store, lake.settings().controlPrefix(), new RecordingPause(), Optional.empty());
        Stamp stamp = new Stamp(new UUID(1, 2), lake.identity(), "host", lake.clock.instant());
        register.createIfAbsent(new Done(SmallLake.HOUR, stamp, retained));
        ObjectStore lying = LyingStore.DELETES_WHATEVER_VERSION_THERE_IS.over(lake.store);
        assertThatThrownBy(lake.compactor(lying)::compactAll).isInstanceOf(UnfitStoreException.class);
        assertThat(lake.store.head(late)).isPresent();
        assertThat(lake.compact().isSuccess()).isTrue();
        assertThat(lake.store.head(late)).as("on an honest store").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anHonestStoreKeepsNothingOfTheProbe(Keeping keeping) {
        SmallLake lake = lakeOfTwoPartitions(keeping);
        RecordedWrites writes = new RecordedWrites();
        lake.compactor(new FaultyObjectStore(lake.store, writes)).compactAll();
        assertThat(probes(writes)).isEqualTo(1);
        assertThat(lake.objectsBelow(PROBE)).isEmpty();
        assertThat(lake.store.stagedUploads()).isEmpty();
    }

    /** Its client asks again where an answer is lost, and is told of a conflict with what it wrote itself. */
    @Test
    void aStoreWhoseClientMeetsItsOwnFirstTryIsNotTakenForUnfit() {
        SmallLake lake = lakeOfTwoPartitions(Keeping.OBJECT);
        List<WriteCondition.Kind> conflicts = new ArrayList<>();
        ObjectStore retrying = new ForwardingStore(lake.store) {
            @Override
            public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
                return again(condition.kind(), key, () -> super.put(key, body, condition));
            }

            private WriteResult again(WriteCondition.Kind what, ObjectKey key, Supplier<WriteResult> write) {
                WriteResult first = write.get();
                if (!key.path().startsWith(PROBE) || !(first instanceof WriteResult.Written)) {
                    return first;
                }
                conflicts.add(what);
                return write.get();
            }
        };
        CompactionReport report = lake.compactor(retrying).compactAll();
        assertThat(conflicts).containsExactly(WriteCondition.Kind.ABSENT, WriteCondition.Kind.AT_VERSION);
        assertThat(report.partitionsCompacted()).isEqualTo(2);
        assertThat(lake.objectsBelow(PROBE)).isEmpty();
    }

    @Test
    void aStoreThatDoesNotPublishIsFoundBeforeAnythingIsMerged() {
        SmallLake lake = lakeOfTwoPartitions(Keeping.OBJECT);
        RecordedWrites writes = new RecordedWrites();
        FaultPlan deaf = (operation, target) -> {
            writes.next(operation, target);
            return operation == StoreOperation.PUBLISH ? Fault.FAIL_BEFORE : Fault.NONE;
        };
        CompactionReport report =
                lake.compactor(new FaultyObjectStore(lake.store, deaf)).compactAll();
        assertThat(report.partitionsFailed()).isEqualTo(2);
        assertThat(report.partitions().get(0).failure().orElseThrow().message()).contains("publish of " + PROBE);
        assertThat(writes.all()).isNotEmpty().allMatch(write -> write.contains(" " + PROBE));
        assertThat(lake.store.stagedUploads()).isEmpty();
    }

    @Test
    void eachCompactorProbesOnce() {
        SmallLake lake = lakeOfTwoPartitions(Keeping.OBJECT);
        RecordedWrites writes = new RecordedWrites();
        Compactor compactor = lake.compactor(new FaultyObjectStore(lake.store, writes));
        compactor.compactAll();
        lake.addFile(SmallLake.HOUR, "late.parquet", 40);
        compactor.compactAll();
        assertThat(lake.dataFiles()).hasSize(2);
        assertThat(probes(writes)).isEqualTo(1);
        lake.addFile(SmallLake.NEXT_HOUR, "late.parquet", 40);
        lake.compactor(new FaultyObjectStore(lake.store, writes)).compactAll();
        assertThat(probes(writes)).isEqualTo(2);
    }

    @Test
    void aLakeAtRestIsNotProbedEvenIfItsStoreLies() {
        SmallLake lake = lakeOfTwoPartitions(Keeping.OBJECT);
        lake.compact();
        RecordedWrites writes = new RecordedWrites();
        ObjectStore lying = LyingStore.CREATES_OVER_WHAT_IS_THERE.over(lake.store);
        CompactionReport report =
                lake.compactor(new FaultyObjectStore(lying, writes)).compactAll();
        assertThat(report.isSuccess()).isTrue();
        assertThat(writes.all()).isEmpty();
    }

    @Test
    void aStoreThatOnlySaysThatItDeletesIsNotCompactedForEver() {
        SmallLake lake = lakeOfTwoPartitions(Keeping.OBJECT);
        ObjectStore lying = LyingStore.DELETES_NOTHING.over(lake.store);
        lake.builder(lying).withoutProbe().build().compactAll();
        int files = lake.dataFiles().size();
        CompactionReport second = lake.builder(lying).withoutProbe().build().compactAll();
        assertThat(lake.dataFiles()).hasSize(files);
        assertThat(second.partitions())
                .hasSize(2)
                .allSatisfy(partition -> assertThat(partition.failure())
                        .hasValueSatisfying(
                                failure -> assertThat(failure.message()).contains("cannot be compacted")));
        LakeAssertions.assertNoRowLost(lake, "after the runs");
    }

    @Test
    void withoutProbeNothingIsTried() {
        SmallLake lake = lakeOfTwoPartitions(Keeping.OBJECT);
        RecordedWrites writes = new RecordedWrites();
        lake.builder(new FaultyObjectStore(lake.store, writes))
                .withoutProbe()
                .build()
                .compactAll();
        assertThat(writes.all()).isNotEmpty().noneMatch(write -> write.contains(PROBE));
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_IF_ABSENT, FAIL_BEFORE",
        "CREATE_IF_ABSENT, FAIL_AFTER",
        "REPLACE, FAIL_BEFORE",
        "REPLACE, FAIL_AFTER",
        "DELETE, FAIL_BEFORE",
        "DELETE, FAIL_AFTER",
        "HEAD, FAIL_BEFORE",
        "STAGE, FAIL_BEFORE",
        "STAGE, FAIL_AFTER",
        "WRITE, FAIL_BEFORE",
        "SEAL, FAIL_BEFORE",
        "ABORT, FAIL_BEFORE",
        "ABORT, FAIL_AFTER"
    })
    void aStoreThatDoesNotAnswerTheProbeFailsThePartitionAndNotTheLake(StoreOperation operation, Fault fault) {
        SmallLake lake = lakeOfTwoPartitions(Keeping.OBJECT);
        FaultPlan once = Faults.first(operation, PROBE, fault);
        CompactionReport report =
                lake.compactor(new FaultyObjectStore(lake.store, once)).compactAll();
        assertThat(report.partitionsFailed()).isEqualTo(1);
        assertThat(report.partitions().get(0).failure().orElseThrow().cause()).isInstanceOf(StoreException.class);
        assertThat(report.partitionsCompacted()).as("by a second probe").isEqualTo(1);
        assertThat(lake.compact().partitionsCompacted()).isEqualTo(1);
        LakeAssertions.assertEachRowOnce(lake, "after the next run");
    }

    @Test
    void aStoreThatNeverAnswersTheProbeIsLeftAsItIs() {
        SmallLake lake = lakeOfTwoPartitions(Keeping.OBJECT);
        var before = lake.objects();
        FaultPlan always = Faults.each(StoreOperation.CREATE_IF_ABSENT, PROBE, Fault.FAIL_BEFORE);
        CompactionReport report =
                lake.compactor(new FaultyObjectStore(lake.store, always)).compactAll();
        assertThat(report.partitionsFailed()).isEqualTo(2);
        assertThat(lake.objects()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void withoutThePermissionToDeleteNothingIsBegun(Keeping keeping) {
        SmallLake lake = lakeOfTwoPartitions(keeping);
        var before = lake.objects();
        ObjectStore readOnly = new ForwardingStore(lake.store) {
            @Override
            public List<DeleteResult> delete(List<ObjectRef> objects) {
                return Collections.nCopies(objects.size(), DeleteResult.denied("403"));
            }
        };
        CompactionReport report = lake.compactor(readOnly).compactAll();
        assertThat(report.partitionsFailed()).isEqualTo(2);
        assertThat(report.partitions().get(0).failure().orElseThrow().message())
                .contains("refuses to delete", "403", "grant it");
        assertThat(lake.objectsOfUsers()).isEqualTo(before);
    }
}
