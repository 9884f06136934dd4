package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.Compactor;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.UploadToken;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.RecoveryAction;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.SimulatedCrash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What crashed compactors left behind goes; everything that somebody may still need stays. */
class OrphanCleanupTest {

    private static final ObjectKey NOTE = ObjectKey.of("_compaction/_open/0e3c1f6a-58ab-4c2f-9d5e-3b7c9a1d2e4f");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final String OUTPUT = "compacted_0e3c1f6a-58ab-4c2f-9d5e-3b7c9a1d2e4f.parquet";

    private final SmallLake lake = new SmallLake();

    private UploadToken stage(ObjectKey key) {
        try (var upload = lake.store.stage(key)) {
            return upload.token();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OUTPUT, "zz" + OUTPUT})
    void anUploadThatNoRecordNamesIsAbortedAfterADay(String name) {
        UploadToken stray = stage(SmallLake.HOUR.key(name));
        lake.clock.advance(DAY);
        lake.compact();
        assertThat(lake.store.stagedUploads()).as("a day old").containsExactly(stray);
        lake.clock.advance(MOMENT);
        lake.compact();
        assertThat(lake.store.stagedUploads()).as("older than a day").isEmpty();
    }

    /** A control root may have a whole file system below it. */
    @Test
    void whatLiesBesideALakeWhoseStoreBeginsAboveItIsNotLookedFor() {
        UploadToken ofAnother = stage(ObjectKey.of("other/" + OUTPUT));
        stage(SmallLake.HOUR.key(OUTPUT));
        stage(ObjectKey.of("_compaction/_trash/app/x"));
        lake.clock.advance(DAY.plus(MOMENT));
        LakeLayout below =
                LakeLayout.parse("year={yyyy}/month={MM}/day={dd}/hour={HH}/").below(KeyPrefix.of("app/"));

        lake.builder(lake.store)
                .settings(lake.settings().toBuilder().layout(below).build())
                .build()
                .compactAll();

        assertThat(lake.store.stagedUploads()).containsExactly(ofAnother);
    }

    @Test
    void anUploadOfAPartitionWhosePlansAreAllDoneIsAbortedToo() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.compact();
        stage(SmallLake.HOUR.key(OUTPUT));
        lake.clock.advance(DAY.plus(MOMENT));
        lake.compact();
        assertThat(lake.store.stagedUploads()).isEmpty();
        assertThat(lake.dataFiles()).hasSize(1);
        LakeAssertions.assertEachRowOnce(lake, "after the orphan clean-up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "part-0001.parquet",
                "compacted_1.parquet",
                "compacted_0e3c1f6a-58ab-4c2f-9d5e-3b7c9a1d2e4f.parquet.tmp",
                "my_compacted_0e3c1f6a-58ab-4c2f-9d5e-3b7c9a1d2e4f.parquet"
            })
    void anUploadOfAnotherProgramStaysForEver(String name) {
        UploadToken foreign = stage(SmallLake.HOUR.key(name));
        lake.clock.advance(WEEK.multipliedBy(100));
        lake.compact();
        assertThat(lake.store.stagedUploads()).containsExactly(foreign);
    }

    @ParameterizedTest
    @EnumSource
    void anUploadThatAPlanNamesIsItsResolversBusiness(Keeping keeping) {
        SmallLake kept = new SmallLake(keeping);
        kept.addFiles(SmallLake.HOUR, 4, 3);
        var crash = Faults.first(StoreOperation.WRITE, SmallLake.HOUR.path(), Fault.CRASH_BEFORE);
        assertThatThrownBy(kept.compactor(new FaultyObjectStore(kept.store, crash))::compactAll)
                .isInstanceOf(SimulatedCrash.class);
        var planned = kept.store.stagedUploads();
        assertThat(planned).hasSize(1);
        try (var stray = kept.store.stage(SmallLake.HOUR.key(OUTPUT))) {
            assertThat(kept.store.stagedUploads()).contains(stray.token()).hasSize(2);
        }
        kept.clock.advance(WEEK);
        // With its note, this run would know of the plan, and end it.
        kept.store.delete(kept.notes().stream().map(ListedObject::ref).toList());
        elsewhere(kept).compactAll();
        assertThat(kept.store.stagedUploads())
                .as("the plan's, without the stray one")
                .isEqualTo(planned);
    }

    @Test
    void anUploadOfAPartitionWhoseRecordIsDamagedStays() {
        UploadToken perhapsPlanned = stage(SmallLake.HOUR.key(OUTPUT));
        stage(SmallLake.NEXT_HOUR.key(OUTPUT));
        lake.store.add(
                ObjectKey.of(SmallLake.CONTROL + SmallLake.HOUR + "record"),
                "coldpress-record 1\nstate pla".getBytes(StandardCharsets.UTF_8));
        lake.clock.advance(WEEK);
        assertThat(lake.compact().isSuccess()).isTrue();
        assertThat(lake.store.stagedUploads()).containsExactly(perhapsPlanned);
    }

    @Test
    void whatAProbeLeftBehindGoesAfterADay() {
        KeyPrefix probe = KeyPrefix.of("_compaction/_probe/0e3c1f6a-58ab-4c2f-9d5e-3b7c9a1d2e4f/");
        lake.store.add(probe.key("object"), new byte[7]);
        stage(probe.key("upload"));
        lake.clock.advance(DAY);
        lake.compact();
        assertThat(lake.objects()).hasSize(1);
        assertThat(lake.store.stagedUploads()).hasSize(1);
        lake.clock.advance(MOMENT);
        lake.compact();
        assertThat(lake.objects()).isEmpty();
        assertThat(lake.store.stagedUploads()).isEmpty();
    }

    @Test
    void aNoteGoesAfterADayIfNothingIsUnderWay() {
        lake.store.add(NOTE, SmallLake.HOUR.path().getBytes(StandardCharsets.UTF_8));
        lake.clock.advance(DAY);
        lake.compact();
        assertThat(lake.notes()).hasSize(1);
        lake.clock.advance(MOMENT);
        lake.compact();
        assertThat(lake.notes()).isEmpty();
    }

    @Test
    void aNoteOfAPlanThatIsUnderWayStays() {
        lake.store.add(NOTE, SmallLake.HOUR.path().getBytes(StandardCharsets.UTF_8));
        lake.clock.advance(WEEK);
        lake.addFiles(SmallLake.HOUR, 4, 3);
        var crash = Faults.first(StoreOperation.WRITE, SmallLake.HOUR.path(), Fault.CRASH_BEFORE);
        assertThatThrownBy(lake.compactor(new FaultyObjectStore(lake.store, crash), "other")::compactAll)
                .isInstanceOf(SimulatedCrash.class);
        lake.compact();
        assertThat(lake.store.head(NOTE)).isPresent();
        lake.clock.advance(DAY.plus(MOMENT));
        lake.compact();
        assertThat(lake.notes()).as("once the plan is ended").isEmpty();
        LakeAssertions.assertEachRowOnce(lake, "after the runs");
    }

    @Test
    void aRunThatTakesDaysHasANoteInEachOfItsRounds() {
        // They become more files than a round makes.
        lake.addFiles(SmallLake.HOUR, 80, 70);
        List<Integer> notes = new ArrayList<>();
        boolean[] isSlow = {true};
        FaultPlan plan = (operation, target) -> {
            boolean isHere = target.startsWith(SmallLake.HOUR.path());
            if (operation == StoreOperation.PUBLISH && isHere && isSlow[0]) {
                isSlow[0] = false;
                lake.clock.advance(DAY.multipliedBy(2));
            } else if (operation == StoreOperation.STAGE && isHere && !isSlow[0]) {
                // The record says that nothing is under way.
                assertThat(lake.record(SmallLake.HOUR)).get().isInstanceOf(Done.class);
                elsewhere(lake).compactAll();
                notes.add(lake.notes().size());
            }
            return Fault.NONE;
        };

        lake.compactor(new FaultyObjectStore(lake.store, plan), "slow").compactAll();

        assertThat(notes).as("a round after the first").isNotEmpty().containsOnly(1);
        assertThat(lake.notes()).as("after the run").isEmpty();
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    /** A compactor that does not look at the partition. */
    private static Compactor elsewhere(SmallLake lake) {
        return lake.builder(lake.store)
                .settings(lake.settings().toBuilder().exclude(List.of("app/**")).build())
                .build();
    }

    @Test
    void trashIsKeptForAWeek() {
        KeyPrefix trash = SmallLake.HOUR.under(KeyPrefix.of("_compaction/_trash/"));
        lake.store.add(trash.key("compacted_a.parquet"), new byte[7]);
        lake.clock.advance(DAY);
        lake.store.add(trash.key("compacted_b.parquet"), new byte[7]);
        lake.clock.advance(WEEK.minus(DAY));
        lake.compact();
        assertThat(lake.objects()).hasSize(2);
        lake.clock.advance(MOMENT);
        lake.compact();
        assertThat(lake.objects())
                .singleElement()
                .satisfies(left -> assertThat(left.key()).isEqualTo(trash.key("compacted_b.parquet")));
    }

    @Test
    void oldTrashOfSeveralPagesGoesAtOnce() {
        for (int i = 0; i < 1100; i++) {
            lake.store.add(KeyPrefix.of("_compaction/_trash/app/").key("compacted_" + i + ".parquet"), new byte[1]);
        }
        lake.clock.advance(WEEK.plus(MOMENT));
        lake.compact();
        assertThat(lake.objects()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void recordsAndFormatNeverGo(Keeping keeping) {
        SmallLake kept = new SmallLake(keeping);
        kept.addFiles(SmallLake.HOUR, 3, 3);
        kept.compact();
        var atRest = kept.objects();
        kept.clock.advance(WEEK.multipliedBy(100));
        kept.compact();
        assertThat(kept.objects()).isEqualTo(atRest);
        assertThat(kept.objectsBelow(SmallLake.CONTROL)).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STAGED ",
                "LIST _compaction/_probe/",
                "LIST _compaction/_trash/",
                "ABORT app/year=2026/month=01/day=15/hour=11/"
            })
    void aJanitorThatCannotWorkDoesNotFailTheRun(String call) {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        stage(SmallLake.NEXT_HOUR.key(OUTPUT));
        lake.clock.advance(WEEK);
        CompactionReport report = lake.compactor(new FaultyObjectStore(
                        lake.store,
                        (operation, target) ->
                                (operation + " " + target).startsWith(call) ? Fault.FAIL_BEFORE : Fault.NONE))
                .compactAll();
        assertThat(report.isSuccess()).isTrue();
        LakeAssertions.assertEachRowOnce(lake, "after the run");
        lake.compact();
        assertThat(lake.store.stagedUploads()).as("after another run").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "STAGED, '', 2",
        "GET, _compaction/app/year=2026/month=01/day=15/hour=11/, 3",
        "ABORT, app/year=2026/month=01/day=15/hour=10/, 3",
        "LIST, _compaction/_probe/, 3",
        "DELETE, _compaction/_probe/, 3",
        "LIST, _compaction/_trash/, 3",
        "DELETE, _compaction/_trash/, 3"
    })
    void whatCannotBeClearedAwayKeepsNothingElseFromIt(StoreOperation failing, String target, int cleared) {
        stage(SmallLake.HOUR.key(OUTPUT));
        stage(SmallLake.NEXT_HOUR.key(OUTPUT));
        lake.store.add(KeyPrefix.of("_compaction/_probe/").key("object"), new byte[7]);
        lake.store.add(KeyPrefix.of("_compaction/_trash/").key("compacted_a.parquet"), new byte[7]);
        lake.clock.advance(WEEK.plus(MOMENT));
        List<Integer> counts = new ArrayList<>();
        CompactionListener listener = new CompactionListener() {
            @Override
            public void recovered(RecoveryAction action, int count) {
                counts.add(count);
            }
        };
        var store = new FaultyObjectStore(lake.store, Faults.each(failing, target, Fault.FAIL_BEFORE));
        assertThat(lake.builder(store).listener(listener).build().compactAll().isSuccess())
                .isTrue();
        assertThat(counts).containsExactly(cleared);
        assertThat(lake.store.stagedUploads().size() + lake.objects().size())
                .as("what is left of four")
                .isEqualTo(4 - cleared);
    }

    @ParameterizedTest
    @EnumSource
    void aRunOnALakeAtRestWritesNothingAtAll(Keeping keeping) {
        SmallLake kept = new SmallLake(keeping);
        kept.addFiles(SmallLake.HOUR, 4, 3);
        kept.addFiles(SmallLake.NEXT_HOUR, 1, 3);
        kept.compact();
        RecordedWrites writes = new RecordedWrites();
        Compactor compactor = kept.compactor(new FaultyObjectStore(kept.store, writes));
        compactor.compactAll();
        kept.clock.advance(WEEK.multipliedBy(2));
        compactor.compactAll();
        assertThat(writes.all()).isEmpty();
    }
}
