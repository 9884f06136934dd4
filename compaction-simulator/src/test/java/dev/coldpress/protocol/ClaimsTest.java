package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.Compactor;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.record.PartitionRecord;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Planned;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.PartitionRecord.Stamp;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.SimulatedCrash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose plan is left alone, and for how long. */
class ClaimsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LESS = PATIENCE.minusMillis(1);

    private final SmallLake lake =
            new SmallLake(SmallLake.smallTarget().claimPatience(PATIENCE).build());

    /** What another compactor left behind a moment ago, and where it stopped. */
    enum Left {
        PLANNED(StoreOperation.WRITE, Planned.class),
        COMMITTED(StoreOperation.DELETE, Committed.class);

        private final StoreOperation stoppedAt;
        private final Class<? extends PartitionRecord> record;

        Left(StoreOperation stoppedAt, Class<? extends PartitionRecord> record) {
            this.stoppedAt = stoppedAt;
            this.record = record;
        }

        void by(String name, SmallLake lake) {
            by(lake, store -> lake.compactor(store, name));
        }

        void by(SmallLake lake, Function<ObjectStore, Compactor> process) {
            lake.addFiles(SmallLake.HOUR, 4, 3);
            var crash = Faults.first(stoppedAt, SmallLake.HOUR.path(), Fault.CRASH_BEFORE);
            Compactor other = process.apply(new FaultyObjectStore(lake.store, crash));
            assertThatThrownBy(other::compactAll).isInstanceOf(SimulatedCrash.class);
            assertThat(lake.record(SmallLake.HOUR)).get().isInstanceOf(record);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aYoungRecordOfAnotherIsLeftAlone(Left left) {
        left.by("other", lake);
        lake.clock.advance(LESS);
        assertLeftAlone();
    }

    @ParameterizedTest
    @EnumSource
    void aRecordFromAClockThatIsALittleAheadIsLeftAlone(Left left) {
        left.by("other", lake);
        lake.clock.advance(LESS.negated());
        assertLeftAlone();
    }

    private void assertLeftAlone() {
        var before = lake.objects();
        var uploads = lake.store.stagedUploads();
        RecordedWrites writes = new RecordedWrites();
        CompactionReport report =
                lake.compactor(new FaultyObjectStore(lake.store, writes), "own").compactAll();
        assertThat(report.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.CLAIMED_BY_ANOTHER, 1));
        assertThat(report.isSuccess()).isTrue();
        assertThat(writes.all()).isEmpty();
        assertThat(lake.objects()).isEqualTo(before);
        assertThat(lake.store.stagedUploads()).isEqualTo(uploads);
    }

    @ParameterizedTest
    @EnumSource
    void anOldRecordOfAnotherIsFinished(Left left) {
        left.by("other", lake);
        lake.clock.advance(PATIENCE);
        assertFinished(own -> own);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordFromAClockThatIsFarAheadIsFinished(Left left) {
        left.by("other", lake);
        lake.clock.advance(PATIENCE.negated());
        assertFinished(own -> own);
    }

    @ParameterizedTest
    @EnumSource
    void aYoungRecordOfAProcessThatHasEndedIsFinished(Left left) {
        left.by("other", lake);
        assertFinished(own -> own.endedProcesses("other"::equals));
    }

    /** Two containers, in each of which the process has the id 1, on machines of one name. */
    @ParameterizedTest
    @EnumSource
    void aYoungRecordUnderTheOwnNameIsLeftAlone(Left left) {
        left.by("own", lake);
        lake.clock.advance(LESS);
        assertLeftAlone();
    }

    @Test
    void twoOfOneNameThatRunAtOnceLeaveEachOthersPlanAlone() {
        lake.addFiles(SmallLake.HOUR, 4, 3);
        List<CompactionReport> others = new ArrayList<>();
        var atEachRead = Faults.before(
                StoreOperation.READ,
                SmallLake.HOUR.path(),
                () -> others.add(lake.compactor(lake.store, "host:1").compactAll()));
        CompactionReport report = lake.compactor(new FaultyObjectStore(lake.store, whenPlanned(atEachRead)), "host:1")
                .compactAll();
        assertThat(others)
                .singleElement()
                .satisfies(other ->
                        assertThat(other.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.CLAIMED_BY_ANOTHER, 1)));
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(report.partitionsFailed()).isZero();
        assertThat(lake.dataFiles()).hasSize(1);
        LakeAssertions.assertEachRowOnce(lake, "after both");
    }

    private FaultPlan whenPlanned(FaultPlan plan) {
        return (operation, target) -> operation == StoreOperation.READ
                        && lake.record(SmallLake.HOUR)
                                .filter(Planned.class::isInstance)
                                .isPresent()
                ? plan.next(operation, target)
                : Fault.NONE;
    }

    /** One compactor runs one operation at a time: what it finds under its own signature, nobody is at work on. */
    @Test
    void whatARunOfTheSameCompactorLeftIsFinishedByTheNext() {
        lake.addFiles(SmallLake.HOUR, 4, 3);
        boolean[] isAway = {true};
        FaultPlan failing = Faults.each(StoreOperation.DELETE, SmallLake.HOUR.path(), Fault.FAIL_BEFORE);
        FaultPlan deletes = (operation, target) -> isAway[0] ? failing.next(operation, target) : Fault.NONE;
        Compactor compactor = lake.compactor(new FaultyObjectStore(lake.store, deletes), "own");
        assertThat(compactor.compactAll().partitionsFailed()).isEqualTo(1);
        assertThat(lake.record(SmallLake.HOUR)).get().isInstanceOf(Committed.class);
        isAway[0] = false;
        CompactionReport next = compactor.compactAll();
        assertThat(next.partitionsLeftAlone()).isEmpty();
        assertThat(next.partitionsFailed()).isZero();
        assertThat(lake.record(SmallLake.HOUR)).get().isInstanceOf(Done.class);
        LakeAssertions.assertEachRowOnce(lake, "after the next run");
    }

    /** As an embedder gave it: what the compactor adds to it is no concern of the one who is asked. */
    @Test
    void whetherAWriterHasEndedIsAskedByTheNameThatItWasGiven() {
        Left.PLANNED.by("host-7:4711", lake);
        List<String> asked = new ArrayList<>();
        lake.builder(lake.store)
                .endedProcesses(name -> {
                    asked.add(name);
                    return false;
                })
                .build()
                .compactAll();
        assertThat(asked).containsOnly("host-7:4711");
    }

    /** Two services that embed a compactor and do not name it. */
    @ParameterizedTest
    @EnumSource
    void twoWithoutANameAreNotTakenForOne(Left left) {
        left.by(lake, store -> lake.builder(store).build());
        assertThat(lake.builder(lake.store).build().compactAll().partitionsLeftAlone())
                .isEqualTo(Map.of(SkipReason.CLAIMED_BY_ANOTHER, 1));
    }

    @ParameterizedTest
    @EnumSource
    void withoutPatienceNothingIsLeftAlone(Left left) {
        left.by("other", lake);
        assertFinished(own -> own.settings(
                SmallLake.smallTarget().claimPatience(Duration.ZERO).build()));
    }

    private void assertFinished(UnaryOperator<Compactor.Builder> variant) {
        CompactionReport report =
                variant.apply(lake.builder(lake.store).name("own")).build().compactAll();
        assertThat(report.partitionsLeftAlone()).isEmpty();
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(lake.record(SmallLake.HOUR)).get().isInstanceOf(Done.class);
        assertThat(lake.dataFiles()).hasSize(1);
        assertThat(lake.store.stagedUploads()).isEmpty();
        LakeAssertions.assertEachRowOnce(lake, "after the record was taken over");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAnotherIsInTheMidstOfAreNoRowsThatAreThereTwice(boolean hasRecord) {
        lake.addFiles(SmallLake.HOUR, 4, 3);
        if (hasRecord) {
            lake.compact();
            lake.addFile(SmallLake.HOUR, "late.parquet", 40);
        }
        var crash = Faults.first(StoreOperation.DELETE, SmallLake.HOUR.path(), Fault.CRASH_BEFORE);
        Compactor other = lake.compactor(new FaultyObjectStore(lake.store, crash), "other");
        // Between its looks at the record and at the files.
        var race = Faults.before(
                StoreOperation.LIST,
                SmallLake.HOUR.path(),
                () -> assertThatThrownBy(other::compactAll).isInstanceOf(SimulatedCrash.class));
        CompactionReport report =
                lake.compactor(new FaultyObjectStore(lake.store, race), "own").compactAll();
        assertThat(report.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.CLAIMED_BY_ANOTHER, 1));
        assertThat(report.partitions()).as("with files to look at").isEmpty();
        lake.clock.advance(PATIENCE);
        lake.compact();
        LakeAssertions.assertEachRowOnce(lake, "after the other's work was finished");
    }

    @Test
    void aReportNamesWhoIsAtWorkAndSinceWhen() {
        Left.PLANNED.by("host-7:4711", lake);
        var path = lake.compactor(lake.store).listPartitions().iterator().next();
        assertThat(lake.compactor(lake.store, "own").compactPartition(path).leftAlone())
                .get()
                .satisfies(skip -> assertThat(skip.detail())
                        .contains("host-7:4711", lake.clock.instant().toString()));
    }

    @Test
    void aPartitionWhereNothingIsGoingOnBelongsToNobody() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        RecordRegister register =
                new RecordRegister(lake.store, lake.settings().controlPrefix(), new RecordingPause(), Optional.empty());
        Stamp justNow = new Stamp(new UUID(1, 2), lake.identity(), "other", lake.clock.instant());
        register.createIfAbsent(new Done(SmallLake.HOUR, justNow, Retained.EMPTY));
        assertThat(lake.record(SmallLake.HOUR)).isPresent();
        assertThat(lake.compactor(lake.store, "own").compactAll().partitionsCompacted())
                .isEqualTo(1);
    }
}
