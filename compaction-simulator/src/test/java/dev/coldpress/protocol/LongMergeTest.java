package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Planned;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.ScriptedFaults;
import dev.coldpress.testkit.fault.SimulatedCrash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A merge that takes longer than the others are patient, and what becomes of it when they are not. */
class LongMergeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FILES = 9;

    private final SmallLake lake = lake(PATIENCE);

    private static SmallLake lake(Duration patience) {
        // Without the spool each source is read at the store again while it is merged, which may take any time.
        SmallLake lake = new SmallLake(
                SmallLake.smallTarget().claimPatience(patience).spoolBytes(0).build());
        lake.addFiles(SmallLake.HOUR, FILES, 20);
        return lake;
    }

    /** Something that happens before each read of a source that is merged, with the number of the read, from 1. */
    private static FaultPlan atEachMergedSource(SmallLake lake, Consumer<Integer> happens) {
        int[] reads = {0};
        return (operation, target) -> {
            if (operation == StoreOperation.READ && isMerging(lake)) {
                happens.accept(++reads[0]);
            }
            return Fault.NONE;
        };
    }

    private static boolean isMerging(SmallLake lake) {
        return lake.record(SmallLake.HOUR)
                .filter(record -> record instanceof Planned planned
                        && planned.stamp().writtenBy().startsWith("slow/"))
                .isPresent();
    }

    private static CompactionReport runSlowly(SmallLake lake, FaultPlan plan) {
        return lake.compactor(new FaultyObjectStore(lake.store, plan), "slow").compactAll();
    }

    private static CompactionReport runAnother(SmallLake lake) {
        return lake.compactor(lake.store, "other").compactAll();
    }

    @Test
    void aLongMergeKeepsItsRecordYoungAndIsLeftAloneThroughout() {
        Instant start = lake.clock.instant();
        List<CompactionReport> others = new ArrayList<>();
        Set<String> plans = new TreeSet<>();
        CompactionReport report = runSlowly(lake, atEachMergedSource(lake, read -> {
            lake.clock.advance(Duration.ofSeconds(39));
            plans.add(((Planned) lake.record(SmallLake.HOUR).orElseThrow())
                    .planId()
                    .toString());
            others.add(runAnother(lake));
        }));
        assertThat(Duration.between(start, lake.clock.instant())).isGreaterThan(PATIENCE.multipliedBy(2));
        assertThat(others)
                .hasSizeGreaterThanOrEqualTo(FILES)
                .allSatisfy(other ->
                        assertThat(other.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.CLAIMED_BY_ANOTHER, 1)));
        assertThat(plans).as("the plan stays the same").hasSize(1);
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        LakeAssertions.assertEachRowOnce(lake, "after the long merge");
    }

    @Test
    void aShortMergeDoesNotRenewItsRecord() {
        assertThat(recordWrites(lake, Duration.ofSeconds(4))).isEqualTo(3);
    }

    @Test
    void withoutPatienceNoMergeRenewsItsRecord() {
        assertThat(recordWrites(lake(Duration.ZERO), Duration.ofHours(1))).isEqualTo(3);
    }

    @Test
    void aMergeWhoseClockIsPutBackKeepsItsRecord() {
        CompactionReport report = runSlowly(lake, atEachMergedSource(lake, read -> {
            lake.clock.advance(Duration.ofMinutes(read == 1 ? -10 : 0).plusSeconds(30));
            if (read > 2) {
                assertThat(runAnother(lake).partitionsLeftAlone()).containsKey(SkipReason.CLAIMED_BY_ANOTHER);
            }
        }));
        assertThat(report.partitionsCompacted()).isEqualTo(1);
    }

    /** Planned, committed and done are three. */
    private static long recordWrites(SmallLake lake, Duration perSource) {
        RecordedWrites writes = new RecordedWrites();
        FaultPlan slow = atEachMergedSource(lake, read -> lake.clock.advance(perSource));
        runSlowly(lake, new Both(slow, writes));
        LakeAssertions.assertEachRowOnce(lake, "after the merge");
        String replace = "REPLACE " + SmallLake.CONTROL + SmallLake.HOUR;
        return writes.all().stream().filter(write -> write.startsWith(replace)).count();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_AFTER"})
    void aRenewalWhoseAnswerIsLostIsRepeatedOrRecognized(Fault fault) {
        FaultPlan slow = atEachMergedSource(lake, read -> lake.clock.advance(Duration.ofSeconds(50)));
        // The first replacement is the plan, the second its renewal.
        FaultPlan lost = new ScriptedFaults().on(StoreOperation.REPLACE, 2, fault);
        var store = new FaultyObjectStore(lake.store, new Both(slow, lost));
        CompactionReport report =
                lake.builder(store).name("slow").withoutProbe().build().compactAll();
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(report.groups())
                .allSatisfy(group -> assertThat(group.recovered()).isFalse());
        LakeAssertions.assertEachRowOnce(lake, "after the merge");
    }

    @Test
    void aMergeThatFindsItsPlanTakenOverStopsAtOnce() {
        RecordedWrites writes = new RecordedWrites();
        List<Object> leftByOther = new ArrayList<>();
        FaultPlan takenOver = (operation, target) -> {
            if (operation == StoreOperation.READ && isMerging(lake)) {
                lake.clock.advance(Duration.ofSeconds(50));
            } else if (operation == StoreOperation.REPLACE && isMerging(lake)) {
                takeOver(leftByOther);
                writes.all().clear();
            } else if (operation == StoreOperation.READ && !leftByOther.isEmpty()) {
                assertThat(target).as("read after the loss").startsWith(SmallLake.HOUR + "compacted_");
            }
            return Fault.NONE;
        };
        CompactionReport report = runSlowly(lake, new Both(takenOver, writes));
        assertThat(leftByOther).as("the plan was renewed, in vain").isNotEmpty();
        assertThat(report.isSuccess()).isTrue();
        assertThat(report.groups()).isEmpty();
        assertThat(writes.amongData()).as("writes after the loss").isEmpty();
        assertThat(lake.objects()).isEqualTo(leftByOther);
        assertThat(lake.notes()).isEmpty();
        LakeAssertions.assertEachRowOnce(lake, "after both");
    }

    @Test
    void aMergeWhoseSourcesWereMergedByAnotherAbortsAndNothingElse() {
        RecordedWrites writes = new RecordedWrites();
        List<Object> leftByOther = new ArrayList<>();
        FaultPlan takenOver = atEachMergedSource(lake, read -> {
            if (read == 3) {
                takeOver(leftByOther);
                writes.all().clear();
            }
        });
        assertThat(runSlowly(lake, new Both(takenOver, writes)).isSuccess()).isTrue();
        assertThat(writes.amongData()).as("writes after the loss").allMatch(write -> write.startsWith("ABORT "));
        assertThat(lake.objects()).isEqualTo(leftByOther);
        assertThat(lake.notes()).isEmpty();
        LakeAssertions.assertEachRowOnce(lake, "after both");
    }

    @Test
    void aPlanThatAnotherEndedBeforeItDiedIsFinishedByItsOwnMerge() {
        FaultPlan takenOver = atEachMergedSource(lake, read -> {
            if (read == 3) {
                lake.clock.advance(PATIENCE);
                dieAt(StoreOperation.REPLACE, SmallLake.CONTROL + SmallLake.HOUR, lake);
                assertThat(lake.record(SmallLake.HOUR)).get().isInstanceOf(Committed.class);
            }
        });
        assertThat(runSlowly(lake, takenOver).partitionsCompacted()).isEqualTo(1);
        assertThat(lake.record(SmallLake.HOUR)).get().isInstanceOf(Done.class);
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    private void takeOver(List<Object> leftByOther) {
        lake.clock.advance(PATIENCE);
        assertThat(runAnother(lake).partitionsCompacted()).isEqualTo(1);
        assertThat(lake.record(SmallLake.HOUR)).get().isInstanceOf(Done.class);
        leftByOther.addAll(lake.objects());
        // Of the one that is still merging.
        assertThat(lake.notes()).hasSize(1);
        leftByOther.removeAll(lake.notes());
    }

    /** Two plans in one, so that the second sees what the first lets through. */
    private record Both(FaultPlan first, FaultPlan second) implements FaultPlan {
        @Override
        public Fault next(StoreOperation operation, String target) {
            Fault fault = first.next(operation, target);
            return fault == Fault.NONE ? second.next(operation, target) : fault;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STAGE", "READ", "WRITE", "PUBLISH", "DELETE"})
    void whereverTheOtherDiesEachRowIsThereOnceAtRest(StoreOperation where) {
        for (int stalled = 1; stalled <= FILES; stalled++) {
            SmallLake fresh = lake(PATIENCE);
            int stalledAt = stalled;
            FaultPlan stall = atEachMergedSource(fresh, read -> {
                if (read == stalledAt) {
                    fresh.clock.advance(PATIENCE);
                    dieAt(where, SmallLake.HOUR.path(), fresh);
                }
            });
            runSlowly(fresh, stall);
            String when = "after the other died at " + where + " during read " + stalled;
            LakeAssertions.assertNoRowLost(fresh, when);
            fresh.clock.advance(PATIENCE);
            fresh.compact();
            LakeAssertions.assertEachRowOnce(fresh, when + ", and a clean run");
            assertThat(fresh.dataFiles()).hasSizeLessThan(FILES);
        }
    }

    private static void dieAt(StoreOperation where, String prefix, SmallLake lake) {
        FaultPlan crash = Faults.first(where, prefix, Fault.CRASH_AFTER);
        try {
            lake.compactor(new FaultyObjectStore(lake.store, crash), "other").compactAll();
        } catch (SimulatedCrash expected) {
            // It may have done all that it does before it comes to this call.
        }
    }
}
