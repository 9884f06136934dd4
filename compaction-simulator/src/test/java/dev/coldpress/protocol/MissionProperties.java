package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.record.DecidedGroup;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.store.CountingObjectStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What the mission promises, over lakes of any shape. */
class MissionProperties {

    private static SmallLake lakeOf(List<Integer> rowsPerFile) {
        SmallLake lake = new SmallLake();
        for (int i = 0; i < rowsPerFile.size(); i++) {
            lake.addFile(SmallLake.HOUR, String.format("part-%03d.parquet", i), rowsPerFile.get(i));
        }
        return lake;
    }

    @Property(tries = 200)
    void aSecondRunWritesNothing(@ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 300) Integer> files) {
        SmallLake lake = lakeOf(files);
        lake.compact();
        CountingObjectStore counting = new CountingObjectStore(lake.store);
        lake.compactor(counting).compactAll();
        for (StoreOperation write : List.of(
                StoreOperation.CREATE_IF_ABSENT,
                StoreOperation.REPLACE,
                StoreOperation.STAGE,
                StoreOperation.PUBLISH,
                StoreOperation.DELETE)) {
            assertThat(counting.traffic().count(write))
                    .as("%s of the second run", write)
                    .isZero();
        }
    }

    @Property(tries = 200)
    void everyRowIsThereOnceAfterARun(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 300) Integer> files) {
        SmallLake lake = lakeOf(files);
        lake.compact();
        LakeAssertions.assertEachRowOnce(lake, "after a run");
    }

    /**
     * Of a merge, not of a run: a large file among small ones may be left out at first, and be merged behind them
     * later.
     */
    @Property(tries = 200)
    void eachMergeKeepsTheOrderOfItsSourcesAndRows(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 20) Integer> files) {
        SmallLake lake = lakeOf(files);
        List<DecidedGroup> merges = new ArrayList<>();
        FaultPlan watch = (operation, target) -> {
            if (operation == StoreOperation.DELETE && target.startsWith(SmallLake.HOUR.path())) {
                DecidedGroup merge = mergeOf(lake, ObjectKey.of(target));
                List<String> rows = new ArrayList<>();
                merge.group().sources().stream()
                        .map(source -> source.ref().key())
                        .sorted()
                        .forEach(source -> rows.addAll(rowsOf(lake, source)));
                assertThat(rowsOf(lake, merge.group().output())).isEqualTo(rows);
                merges.add(merge);
            }
            return Fault.NONE;
        };
        CompactionReport report =
                lake.compactor(new FaultyObjectStore(lake.store, watch)).compactAll();
        assertThat(merges).hasSameSizeAs(report.groups());
    }

    private static DecidedGroup mergeOf(SmallLake lake, ObjectKey source) {
        Committed committed = (Committed) lake.record(SmallLake.HOUR).orElseThrow();
        return committed.groups().stream()
                .filter(decided -> decided.group().sources().stream()
                        .anyMatch(planned -> planned.ref().key().equals(source)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rowsOf(SmallLake lake, ObjectKey file) {
        return RowCodec.rows(lake.store.get(file, 1 << 20).orElseThrow().body());
    }

    @Property(tries = 100)
    void nothingIsDeletedBeforeItsOutputIsVisible(
            @ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 50) Integer> files) {
        SmallLake lake = lakeOf(files);
        Set<ObjectKey> deletedTooEarly = new HashSet<>();
        FaultPlan watch = (operation, target) -> {
            if (operation == StoreOperation.DELETE) {
                LakeAssertions.assertNoRowLost(lake, "before a delete");
                lake.dataFiles().stream()
                        .map(file -> file.key())
                        .filter(key -> key.path().equals(target) && noOutputHolds(lake, key))
                        .forEach(deletedTooEarly::add);
            }
            return Fault.NONE;
        };
        lake.compactor(new FaultyObjectStore(lake.store, watch)).compactAll();
        assertThat(deletedTooEarly).isEmpty();
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    private static boolean noOutputHolds(SmallLake lake, ObjectKey source) {
        List<String> rows =
                RowCodec.rows(lake.store.get(source, 1 << 20).orElseThrow().body());
        return lake.dataFiles().stream()
                .filter(file -> file.key().name().startsWith("compacted_"))
                .noneMatch(file -> RowCodec.rows(lake.store
                                .get(file.key(), 1 << 20)
                                .orElseThrow()
                                .body())
                        .containsAll(rows));
    }

    @Property(tries = 100)
    void aFailedMergeOrUploadLeavesTheOriginals(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 50) Integer> files,
            @ForAll StoreOperation failing) {
        SmallLake lake = lakeOf(files);
        var before = lake.dataFiles();
        boolean readsOrWrites = Set.of(
                        StoreOperation.READ, StoreOperation.WRITE, StoreOperation.SEAL, StoreOperation.STAGE)
                .contains(failing);
        // The probe at the first write must get through, for the merge to be reached.
        FaultPlan always =
                (operation, target) -> readsOrWrites && operation == failing && !target.startsWith("_compaction/")
                        ? Fault.FAIL_BEFORE
                        : Fault.NONE;
        CompactionReport report =
                lake.compactor(new FaultyObjectStore(lake.store, always)).compactAll();
        if (readsOrWrites && report.partitionsFailed() > 0) {
            assertThat(lake.dataFiles()).isEqualTo(before);
            assertThat(lake.store.stagedUploads()).as("uploads left behind").isEmpty();
        } else {
            assertThat(readsOrWrites && report.partitionsCompacted() > 0).isFalse();
        }
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }
}
