package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.MergeTotals;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.SimulatedCrash;
import dev.coldpress.testkit.store.ForwardingStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactorTest {

    private SmallLake lake;

    /** Other stores run the same tests: {@link RegistersTest}. */
    Keeping keeping() {
        return Keeping.OBJECT;
    }

    @BeforeEach
    void openLake() {
        lake = new SmallLake(keeping());
    }

    @Test
    void smallFilesOfAColdPartitionBecomeOneAndAreReported() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        CompactionReport report = lake.compact();
        assertThat(lake.dataFiles())
                .singleElement()
                .satisfies(file -> assertThat(file.key().name()).matches("compacted_[0-9a-f-]{36}\\.parquet"));
        CompactedGroup group = report.groups().get(0);
        assertThat(group.sourceFiles()).isEqualTo(5);
        assertThat(group.rowCount()).isEqualTo(15);
        assertThat(group.outputBytes()).isEqualTo(lake.dataFiles().get(0).ref().sizeBytes());
        assertThat(group.recovered()).isFalse();
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    /** The merged file leaves the long note of each out, so that it is small again. */
    @Test
    void totalsCountTheRowsOfAnOutputThatTheSameRunMergedAgainOnce() {
        for (int i = 0; i < 40; i++) {
            String note = "kv note=" + String.valueOf(i).repeat(300) + "\nrow ";
            String file = new String(RowCodec.file("a row " + i), StandardCharsets.UTF_8);
            lake.put(
                    SmallLake.HOUR,
                    "part-" + i + ".parquet",
                    file.replaceFirst("row ", note).getBytes(StandardCharsets.UTF_8));
        }
        long bytesBefore = bytes(lake);
        CompactionReport report = lake.compact();
        List<CompactedGroup> groups = report.groups();
        assertThat(groups).anyMatch(CompactedGroup::mergedAgain);
        long written = groups.stream().mapToLong(CompactedGroup::outputBytes).sum();
        assertThat(report.totals())
                .isEqualTo(new MergeTotals(40, bytesBefore, lake.dataFiles().size(), bytes(lake), 40, written))
                .isEqualTo(report.partitions().get(0).totals());
        assertThat(lake.visibleRows())
                .hasSize(40)
                .allSatisfy((row, times) -> assertThat(times).as(row).isEqualTo(1));
    }

    private static long bytes(SmallLake lake) {
        return lake.dataFiles().stream()
                .mapToLong(file -> file.ref().sizeBytes())
                .sum();
    }

    @Test
    void aLateFileIsMergedByALaterRun() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.compact();
        lake.addFile(SmallLake.HOUR, "late.parquet", 40);
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
        LakeAssertions.assertEachRowOnce(lake, "after both runs");
    }

    @Test
    void thePresentHourAndAPartitionThatWasJustWrittenToAreLeftAlone() {
        KeyPrefix hot = KeyPrefix.of("app/year=2026/month=01/day=15/hour=23/");
        lake.clock.set(Instant.parse("2026-01-15T23:05:00Z"));
        lake.store.add(hot.key("a.parquet"), RowCodec.file("1"));
        lake.store.add(hot.key("b.parquet"), RowCodec.file("2"));
        lake.store.add(SmallLake.HOUR.key("a.parquet"), RowCodec.file("3"));
        lake.store.add(SmallLake.HOUR.key("b.parquet"), RowCodec.file("4"));
        lake.clock.advance(Duration.ofMinutes(14));
        CompactionReport report = lake.compact();
        assertThat(report.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.HOT, 1, SkipReason.QUIET_PERIOD, 1));
        lake.clock.advance(Duration.ofMinutes(1));
        assertThat(lake.compact().partitionsCompacted()).isEqualTo(1);
        assertThat(lake.dataFiles()).hasSize(3);
    }

    @Test
    void aHotPartitionIsNotCompactedByHandEither() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.clock.set(Instant.parse("2026-01-15T10:59:59Z"));
        PartitionReport report = lake.compactor(lake.store)
                .compactPartition(LakeLayout.DEFAULT.match(SmallLake.HOUR).orElseThrow());
        assertThat(report.leftAlone().orElseThrow().reason()).isEqualTo(SkipReason.HOT);
        assertThat(lake.dataFiles()).hasSize(3);
    }

    @Test
    void aCorruptFileIsNamedAndLeftAloneAndTheOthersAreMerged() {
        lake.addFiles(SmallLake.HOUR, 4, 3);
        ObjectKey corrupt = lake.put(SmallLake.HOUR, "part-001b.parquet", "junk".getBytes(StandardCharsets.UTF_8));
        PartitionReport report = lake.compact().partitions().get(0);
        assertThat(report.filesLeftAlone())
                .extracting(SkippedFile::key, SkippedFile::reason)
                .containsExactly(tuple(corrupt, SkipReason.QUARANTINED));
        assertThat(report.failure()).isEmpty();
        assertThat(lake.dataFiles()).hasSize(2);
        assertThat(lake.store.head(corrupt)).isPresent();
    }

    @Test
    void aFileThatBreaksTheMergeIsSetAsideOnceAndForAll() {
        lake.addFiles(SmallLake.HOUR, 4, 3);
        ObjectKey poisoned = lake.put(SmallLake.HOUR, "part-001b.parquet", RowCodec.file("x", RowCodec.POISON));
        PartitionReport report = lake.compact().partitions().get(0);
        assertThat(report.filesLeftAlone()).extracting(SkippedFile::key).containsExactly(poisoned);
        assertThat(report.compacted()).hasSize(1);
        var atRest = lake.objects();
        PartitionReport second = lake.compact().partitions().get(0);
        assertThat(second.filesLeftAlone()).extracting(SkippedFile::key).containsExactly(poisoned);
        assertThat(lake.objects()).isEqualTo(atRest);
    }

    @Test
    void anOverwrittenFileIsNoLongerSetAside() {
        lake.addFiles(SmallLake.HOUR, 2, 3);
        lake.put(SmallLake.HOUR, "poisoned.parquet", RowCodec.file(RowCodec.POISON));
        lake.compact();
        lake.addFile(SmallLake.HOUR, "poisoned.parquet", 40);
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
        LakeAssertions.assertEachRowOnce(lake, "after the repair");
    }

    @Test
    void filesOfTwoSchemasBecomeTwoFilesAndALoneOneHasAReason() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.put(SmallLake.HOUR, "x.parquet", RowCodec.file(PhysicalType.INT64, List.of("a")));
        PartitionReport first = lake.compact().partitions().get(0);
        assertThat(first.filesLeftAlone()).extracting(SkippedFile::reason).contains(SkipReason.SCHEMA_CONFLICT);
        lake.put(SmallLake.HOUR, "y.parquet", RowCodec.file(PhysicalType.INT64, List.of("b")));
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(2);
    }

    @Test
    void aUserWhoDeletesASourceDuringTheMergeDoesNotSeeItAgain() {
        lake.addFiles(SmallLake.HOUR, 4, 3);
        ObjectKey victim = SmallLake.HOUR.key("part-002.parquet");
        FaultPlan deletesAtPublish = (operation, target) -> {
            // The probe of the store publishes too, before there is a plan.
            if (operation == StoreOperation.PUBLISH
                    && target.startsWith(SmallLake.HOUR.path())
                    && lake.store.head(victim).isPresent()) {
                lake.store.remove(victim);
            }
            return Fault.NONE;
        };
        lake.compactor(new FaultyObjectStore(lake.store, deletesAtPublish)).compactAll();
        assertThat(lake.visibleRows()).hasSize(9).doesNotContainKeys("6", "7", "8");
        assertThat(lake.visibleRows().values()).allMatch(times -> times == 1);
        assertThat(lake.dataFiles()).hasSize(1);
    }

    @Test
    void aUserWhoDeletesTheOutputKeepsTheSourcesThatAreLeft() {
        lake.addFiles(SmallLake.HOUR, 4, 3);
        FaultPlan deletesOutputs = (operation, target) -> {
            if (operation == StoreOperation.DELETE && lake.dataFiles().size() == 5) {
                lake.dataFiles().stream()
                        .filter(file -> file.key().name().startsWith("compacted_"))
                        .forEach(file -> lake.store.remove(file.key()));
                return Fault.FAIL_BEFORE;
            }
            return Fault.NONE;
        };
        lake.compactor(new FaultyObjectStore(lake.store, deletesOutputs)).compactAll();
        LakeAssertions.assertEachRowOnce(lake, "after the user's delete");
    }

    @Test
    void aRecordThatCannotBeReadStopsItsPartitionOnly() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.addFiles(SmallLake.NEXT_HOUR, 3, 3);
        lake.store.add(
                ObjectKey.of("_compaction/" + SmallLake.HOUR + keeping().firstRecord),
                "coldpress-record 3\nstate done\n".getBytes(StandardCharsets.UTF_8));
        CompactionReport report = lake.compact();
        assertThat(report.partitionsFailed()).isEqualTo(1);
        assertThat(report.partitions().get(0).failure().orElseThrow().message())
                .contains(
                        "_compaction/" + SmallLake.HOUR + "record",
                        "first line",
                        "Nothing in its partition is touched");
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(lake.dataFiles()).hasSize(4);
    }

    @Test
    void theOutputSortsBehindItsSourcesWhenAListingTakesSeveralPages() {
        for (int i = 0; i < 1100; i++) {
            lake.store.add(SmallLake.HOUR.key(String.format("sink-%04d.parquet", i)), RowCodec.file("r" + i));
        }
        lake.clock.advance(Duration.ofHours(1));
        lake.compact();
        assertThat(lake.dataFiles())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.key().name())
                        .matches("z+compacted_[0-9a-f-]{36}\\.parquet")
                        .isGreaterThan("sink-1099.parquet"));
        assertThat(lake.visibleRows()).hasSize(1100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~last.parquet", "{last.parquet", "\u00fcber.parquet"})
    void aLargePartitionWhoseLastSourceSortsBehindEveryOutputIsCompactedToo(String last) {
        for (int i = 0; i < 1100; i++) {
            lake.store.add(SmallLake.HOUR.key(String.format("sink-%04d.parquet", i)), RowCodec.file("r" + i));
        }
        lake.put(SmallLake.HOUR, last, RowCodec.file("r"));
        CompactionReport report = lake.compact();
        assertThat(report.isSuccess()).isTrue();
        assertThat(lake.store.head(SmallLake.HOUR.key(last))).isEmpty();
        assertThat(lake.visibleRows()).hasSize(1101);
        assertThat(lake.visibleRows().values()).allMatch(times -> times == 1);
    }

    @Test
    void whateverEndsTheStagingNoUploadIsLeftBehind() {
        lake.addFiles(SmallLake.HOUR, 9, 80);
        List<ObjectKey> closed = new ArrayList<>();
        ObjectStore store = new ForwardingStore(lake.store) {
            private int staged;

            @Override
            public StagedUpload stage(ObjectKey key) {
                if (key.path().startsWith(SmallLake.HOUR.path()) && ++staged == 2) {
                    throw new IllegalStateException("a bug");
                }
                return new AroundUpload(super.stage(key)) {
                    @Override
                    public void close() {
                        closed.add(key);
                        super.close();
                    }
                };
            }
        };
        PartitionReport report = lake.builder(store)
                .withoutProbe()
                .build()
                .compactAll()
                .partitions()
                .get(0);
        assertThat(report.failure()).isPresent();
        assertThat(lake.store.stagedUploads()).isEmpty();
        assertThat(closed).hasSize(1);
        assertThat(lake.compact().partitions().get(0).compacted())
                .as("so there was more than one group")
                .hasSizeGreaterThan(1);
    }

    @Test
    void aRunBudgetEndsTheRunAndTheNextOneGoesOn() {
        SmallLake small = new SmallLake(
                keeping(), SmallLake.smallTarget().maxBytesPerRun(1).build());
        small.addFiles(SmallLake.HOUR, 3, 3);
        small.addFiles(SmallLake.NEXT_HOUR, 3, 3);
        CompactionReport report = small.compact();
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(report.partitionsLeftAlone()).containsEntry(SkipReason.RUN_BUDGET, 1);
        assertThat(small.compact().partitionsCompacted()).isEqualTo(1);
        LakeAssertions.assertEachRowOnce(small, "after both runs");
    }

    @Test
    void filesOfATableFormatAreLeftAlone() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.put(SmallLake.HOUR, ".hoodie_partition_metadata", new byte[] {1});
        assertThat(lake.compact().partitionsLeftAlone()).containsEntry(SkipReason.TABLE_FORMAT_MANAGED, 1);
        assertThat(lake.dataFiles()).hasSize(3);
    }

    @Test
    void aPlanChangesNothingAndTellsWhatARunDoes() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        var before = lake.objects();
        List<PlannedPartition> plans = new ArrayList<>();
        lake.compactor(lake.store).planAll(plans::add);
        assertThat(lake.objects()).isEqualTo(before);
        assertThat(plans).singleElement().satisfies(plan -> {
            assertThat(plan.partition()).isEqualTo(SmallLake.HOUR);
            assertThat(plan.groups())
                    .singleElement()
                    .satisfies(group -> assertThat(group.files()).hasSize(3));
        });
    }

    @Test
    void whatIsUnfinishedBelowATableFormatsDirectoryIsLeftToIt() {
        lake.addFiles(SmallLake.HOUR, 4, 3);
        var crash = Faults.first(StoreOperation.DELETE, SmallLake.HOUR.path(), Fault.CRASH_BEFORE);
        assertThatThrownBy(lake.compactor(new FaultyObjectStore(lake.store, crash))::compactAll)
                .isInstanceOf(SimulatedCrash.class);
        lake.store.add(ObjectKey.of("app/_delta_log/00000000000000000000.json"), new byte[] {1});
        var before = lake.objectsOfUsers();
        assertThat(lake.compact().isSuccess()).isTrue();
        assertThat(lake.objectsOfUsers()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"too large", "/../no partition"})
    void aNoteThatIsNoneKeepsNoPartitionFromBeingCompacted(String text) {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        byte[] body = text.startsWith("too") ? new byte[5_000] : text.getBytes(StandardCharsets.UTF_8);
        lake.store.add(ObjectKey.of(SmallLake.CONTROL + "_open/of-a-stranger"), body);
        assertThat(lake.compact().partitionsCompacted()).isEqualTo(1);
    }

    @Test
    void inAPlanADamagedRecordIsTheFailureOfItsPartitionAlone() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.addFiles(SmallLake.NEXT_HOUR, 3, 3);
        lake.store.add(
                ObjectKey.of(SmallLake.CONTROL + SmallLake.HOUR + keeping().firstRecord),
                "coldpress-record 1\nstate pla".getBytes(StandardCharsets.UTF_8));
        List<PlannedPartition> plans = new ArrayList<>();
        lake.compactor(lake.store).planAll(plans::add);
        assertThat(plans).hasSize(2);
        assertThat(plans.get(0).failure()).get().asString().contains(SmallLake.HOUR + "record");
        assertThat(plans.get(0).groups()).isEmpty();
        assertThat(plans.get(1).failure()).isEmpty();
        assertThat(plans.get(1).groups()).hasSize(1);
        assertThat(lake.compact().partitionsFailed()).isEqualTo(1);
        assertThat(lake.dataFiles()).hasSize(4);
    }

    @Test
    void aCompactorThatIsStoppedBeginsNothing() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        var before = lake.objects();
        var compactor = lake.compactor(lake.store);
        compactor.stop();
        CompactionReport report = compactor.compactAll();
        assertThat(lake.objects()).isEqualTo(before);
        assertThat(report.stopped()).isTrue();
        assertThat(report.partitionsLeftAlone())
                .as("what it did not begin")
                .isEqualTo(Map.of(SkipReason.RUN_BUDGET, 1));
    }
}
