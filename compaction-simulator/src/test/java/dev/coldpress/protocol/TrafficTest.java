package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.StoreOperation;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many requests the commit of a partition takes; docs/commit-protocol.md has them as a table. */
class TrafficTest {

    private final Map<StoreOperation, Integer> calls = new EnumMap<>(StoreOperation.class);

    /** Counts what concerns the second of two partitions: the first one bears the probe and the format of the lake. */
    private FaultPlan counting() {
        return (operation, target) -> {
            if (target.contains(SmallLake.NEXT_HOUR.path())) {
                calls.merge(operation, 1, Integer::sum);
            }
            return Fault.NONE;
        };
    }

    private int count(StoreOperation operation) {
        return calls.getOrDefault(operation, 0);
    }

    private static SmallLake lake(int sources) {
        return lake(sources, CompactionSettings.builder());
    }

    private static SmallLake lake(int sources, CompactionSettings.Builder settings) {
        SmallLake lake = new SmallLake(settings.targetFileSizeBytes(1 << 20).build());
        lake.addFiles(SmallLake.HOUR, 2, 1);
        lake.addFiles(SmallLake.NEXT_HOUR, sources, 1);
        return lake;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100, 2_500})
    void aPartitionTakesFourSmallWritesAndOneFurtherListingForAnyNumberOfSources(int sources) {
        SmallLake lake = lake(sources);
        lake.compactor(new FaultyObjectStore(lake.store, counting())).compactAll();

        int pagesOfOneListing = (sources + 999) / 1000;
        // To plan, and to see after the publish that all sources are still there. What is left by then takes one page.
        assertThat(count(StoreOperation.LIST)).as("listings").isLessThanOrEqualTo(2 * (pagesOfOneListing + 1));
        assertThat(count(StoreOperation.LIST)).as("listings").isGreaterThanOrEqualTo(2 * pagesOfOneListing);
        assertThat(count(StoreOperation.CREATE_IF_ABSENT)).isEqualTo(1);
        assertThat(count(StoreOperation.REPLACE)).isEqualTo(3);
        assertThat(count(StoreOperation.STAGE)).isEqualTo(1);
        assertThat(count(StoreOperation.PUBLISH)).isEqualTo(1);
        assertThat(count(StoreOperation.ABORT)).isEqualTo(1);
        assertThat(count(StoreOperation.HEAD)).as("heads of the output").isEqualTo(2);
        assertThat(count(StoreOperation.GET)).as("reads of the record").isEqualTo(1);
        assertThat(count(StoreOperation.DELETE)).as("batches of deletes").isEqualTo(1);
        assertThat(lake.dataFiles()).hasSize(2);
    }

    @Test
    void aPartitionTakesOneNoteAndNotesGoTogether() {
        SmallLake lake = lake(100);
        FaultPlan notes = (operation, target) -> {
            if (target.startsWith(SmallLake.CONTROL + "_open/")) {
                calls.merge(operation, 1, Integer::sum);
            }
            return Fault.NONE;
        };
        lake.compactor(new FaultyObjectStore(lake.store, notes)).compactAll();
        assertThat(count(StoreOperation.CREATE_IF_ABSENT)).as("two partitions").isEqualTo(2);
        assertThat(count(StoreOperation.DELETE)).as("both at once").isEqualTo(1);
        assertThat(lake.notes()).isEmpty();
        assertThat(count(StoreOperation.LIST))
                .as("at the beginning and at the end")
                .isEqualTo(2);
        assertThat(count(StoreOperation.GET)).isZero();
    }

    @Test
    void eachSmallSourceIsReadOnce() {
        assertThat(readsOfSources(500, CompactionSettings.builder())).isEqualTo(500);
    }

    @Test
    void whatDoesNotFitIntoTheSpoolIsReadTwice() {
        assertThat(readsOfSources(500, CompactionSettings.builder().spoolBytes(0)))
                .isEqualTo(1_000);
        // One block of 256 KiB holds a part of them.
        assertThat(readsOfSources(20_000, CompactionSettings.builder().spoolBytes(300 << 10)))
                .isBetween(20_001, 39_999);
    }

    private int readsOfSources(int sources, CompactionSettings.Builder settings) {
        SmallLake lake = lake(sources, settings);
        AtomicInteger reads = new AtomicInteger();
        FaultPlan counting = (operation, target) -> {
            boolean isOfSource = target.contains(SmallLake.NEXT_HOUR.path()) && !target.contains("compacted_");
            if (operation == StoreOperation.READ && isOfSource) {
                reads.incrementAndGet();
            }
            return Fault.NONE;
        };
        lake.compactor(new FaultyObjectStore(lake.store, counting)).compactAll();
        assertThat(lake.dataFiles()).hasSizeLessThan(5);
        LakeAssertions.assertEachRowOnce(lake, "after the run");
        return reads.get();
    }

    @Test
    void aRunOnALakeAtRestReadsNeitherListingsNorRecordsOfPartitions() {
        SmallLake lake = lake(100);
        lake.compact();
        lake.compactor(new FaultyObjectStore(lake.store, counting())).compactAll();

        assertThat(calls).isEmpty();
    }

    @Test
    void aPartitionWithNothingToDoGetsNoRecord() {
        SmallLake lake = lake(1);
        lake.compactor(new FaultyObjectStore(lake.store, counting())).compactAll();
        assertThat(calls).containsOnlyKeys(StoreOperation.LIST, StoreOperation.GET);
    }
}
