package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.settings.SummaryFilePolicy;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.SimulatedCrash;
import dev.coldpress.testkit.store.ForwardingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that gathers the footers of others, and is untrue once these are merged. */
class SummaryFilesTest {

    private static final byte[] SUMMARY = {1};

    private static SmallLake lake(SummaryFilePolicy rule) {
        SmallLake lake =
                new SmallLake(SmallLake.smallTarget().summaryFiles(rule).build());
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.addFiles(SmallLake.NEXT_HOUR, 3, 3);
        return lake;
    }

    private static ObjectKey summary(SmallLake lake, String path) {
        ObjectKey key = ObjectKey.of(path);
        lake.store.add(key, SUMMARY);
        return key;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_metadata",
                "_common_metadata",
                "app/_metadata",
                "app/year=2026/month=01/day=15/_common_metadata",
                "app/year=2026/month=01/day=15/hour=10/_metadata"
            })
    void byDefaultThePartitionsBelowAreLeftAlone(String path) {
        SmallLake lake = new SmallLake();
        lake.addFiles(SmallLake.HOUR, 3, 3);
        summary(lake, path);
        var before = lake.objects();

        CompactionReport report = lake.compact();

        assertThat(report.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.SUMMARY_FILE, 1));
        assertThat(lake.objects()).isEqualTo(before);
        List<PlannedPartition> plans = new ArrayList<>();
        lake.compactor(lake.store).planAll(plans::add);
        assertThat(plans).singleElement().satisfies(plan -> {
            Skip skip = plan.leftAlone().orElseThrow();
            assertThat(skip.reason()).isEqualTo(SkipReason.SUMMARY_FILE);
            assertThat(skip.detail()).startsWith(path + " ").contains("policy for summary files");
        });
    }

    @Test
    void oneInAPartitionConcernsNoOther() {
        SmallLake lake = lake(SummaryFilePolicy.SKIP);
        summary(lake, SmallLake.HOUR + "_metadata");
        CompactionReport report = lake.compact();
        assertThat(report.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.SUMMARY_FILE, 1));
        assertThat(report.partitionsCompacted()).isEqualTo(1);
    }

    @Test
    void leaveMergesAndLeavesIt() {
        SmallLake lake = lake(SummaryFilePolicy.LEAVE);
        ObjectKey summary = summary(lake, "app/_metadata");
        assertThat(lake.compact().partitionsCompacted()).isEqualTo(2);
        assertThat(lake.store.head(summary)).isPresent();
    }

    @Test
    void deleteRemovesThoseOfThePartitionAndAboveItAndOfNothingElse() {
        SmallLake lake = lake(SummaryFilePolicy.DELETE);
        summary(lake, "_metadata");
        summary(lake, "app/year=2026/_common_metadata");
        summary(lake, SmallLake.HOUR + "_metadata");
        lake.addFile(SmallLake.HOUR, "lone.parquet", 3);
        ObjectKey other = summary(lake, "other/year=2026/month=01/day=15/hour=10/_metadata");
        lake.addFile(other.parent(), "alone.parquet", 3);

        assertThat(lake.compact().partitionsCompacted()).isEqualTo(2);

        assertThat(lake.objectsOfUsers())
                .extracting(object -> object.key().name())
                .filteredOn(name -> name.startsWith("_"))
                .hasSize(1);
        assertThat(lake.store.head(other)).as("nothing was merged beside it").isPresent();
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    @Test
    void whereNothingIsMergedNoneIsDeleted() {
        SmallLake lake = lake(SummaryFilePolicy.DELETE);
        lake.compact();
        ObjectKey summary = summary(lake, "_metadata");
        lake.compact();
        assertThat(lake.store.head(summary)).isPresent();
    }

    /** Whether a reader that goes by the summary would look for a file that is gone, or miss a merged one. */
    private static boolean isUntrue(SmallLake lake, Set<ObjectKey> named, ObjectKey summary) {
        return lake.store.head(summary).isPresent() && !keys(lake.dataFiles()).equals(named);
    }

    private static Set<ObjectKey> keys(List<ListedObject> files) {
        return files.stream().map(ListedObject::key).collect(Collectors.toSet());
    }

    @Test
    void wheneverTheCompactorCrashesNoReaderFindsOneThatIsUntrue() {
        boolean isCrashed = true;
        for (int crashAt = 0; isCrashed; crashAt++) {
            SmallLake lake = lake(SummaryFilePolicy.DELETE);
            ObjectKey summary = summary(lake, "app/_metadata");
            Set<ObjectKey> named = keys(lake.dataFiles());
            isCrashed = runsIntoCrash(lake, named, summary, crashAt);
            runsIntoCrash(lake, named, summary, Integer.MAX_VALUE);
            assertThat(lake.dataFiles()).hasSize(2);
            LakeAssertions.assertEachRowOnce(lake, "after a crash at request " + crashAt);
        }
    }

    private static boolean runsIntoCrash(SmallLake lake, Set<ObjectKey> named, ObjectKey summary, int crashAt) {
        AtomicInteger requests = new AtomicInteger();
        FaultPlan plan = (operation, target) -> {
            assertThat(isUntrue(lake, named, summary))
                    .as("before %s of %s", operation, target)
                    .isFalse();
            return requests.getAndIncrement() == crashAt ? Fault.CRASH_AFTER : Fault.NONE;
        };
        try {
            lake.compactor(new FaultyObjectStore(lake.store, plan)).compactAll();
            return false;
        } catch (SimulatedCrash e) {
            assertThat(isUntrue(lake, named, summary)).as("after %s", crashAt).isFalse();
            return true;
        }
    }

    @Test
    void oneThatIsWrittenAgainDuringTheMergeGoesToo() {
        SmallLake lake = lake(SummaryFilePolicy.DELETE);
        ObjectKey summary = summary(lake, "app/_metadata");
        FaultPlan writesAgain = (operation, target) -> {
            if (operation == StoreOperation.SEAL) {
                lake.store.add(summary, new byte[] {2});
            }
            return Fault.NONE;
        };
        lake.compactor(new FaultyObjectStore(lake.store, writesAgain)).compactAll();
        assertThat(lake.store.head(summary)).isEmpty();
    }

    @Test
    void oneThatMayNotBeDeletedStopsThePublish() {
        SmallLake lake = lake(SummaryFilePolicy.DELETE);
        ObjectKey summary = summary(lake, "app/_metadata");
        var before = lake.objectsOfUsers();
        ForwardingStore store = new ForwardingStore(lake.store) {
            @Override
            public List<DeleteResult> delete(List<ObjectRef> objects) {
                return objects.get(0).key().equals(summary)
                        ? List.of(DeleteResult.denied("by policy"))
                        : super.delete(objects);
            }
        };

        CompactionReport report = lake.compactor(store).compactAll();

        assertThat(report.partitionsFailed()).isEqualTo(2);
        assertThat(report.partitions().get(0).failure().orElseThrow().message())
                .contains("app/_metadata", "by policy", "policy for summary files", "nothing was published");
        assertThat(lake.objectsOfUsers()).isEqualTo(before);
    }

    @Test
    void filesThatAnOutputHoldsAlreadyAreDeletedAfterItToo() {
        SmallLake lake = new SmallLake(
                SmallLake.smallTarget().summaryFiles(SummaryFilePolicy.DELETE).build());
        lake.addFiles(SmallLake.HOUR, 3, 3);
        ListedObject source = lake.dataFiles().get(0);
        byte[] body = lake.store.get(source.key(), 1 << 20).orElseThrow().body();
        lake.compact();
        lake.put(SmallLake.HOUR, source.key().name(), body);
        ObjectKey summary = summary(lake, "_metadata");
        lake.compact();
        assertThat(lake.dataFiles()).as("what was delivered again is gone").hasSize(1);
        assertThat(lake.store.head(summary)).isEmpty();
    }

    @Test
    void whereTheMergeFailsNoneIsDeleted() {
        SmallLake lake = new SmallLake(
                SmallLake.smallTarget().summaryFiles(SummaryFilePolicy.DELETE).build());
        lake.put(SmallLake.HOUR, "a.parquet", RowCodec.file(RowCodec.POISON));
        lake.put(SmallLake.HOUR, "b.parquet", RowCodec.file(RowCodec.POISON));
        ObjectKey summary = summary(lake, "_metadata");
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(2);
        assertThat(lake.store.head(summary)).isPresent();
    }

    @Test
    void oneThatIsWrittenAgainBetweenTheLookAndTheDeleteGoesToo() {
        SmallLake lake = new SmallLake(
                SmallLake.smallTarget().summaryFiles(SummaryFilePolicy.DELETE).build());
        lake.addFiles(SmallLake.HOUR, 3, 3);
        ObjectKey summary = summary(lake, "_metadata");
        AtomicInteger deletes = new AtomicInteger();
        FaultPlan writesAgain = (operation, target) -> {
            if (operation == StoreOperation.DELETE
                    && target.equals(summary.toString())
                    && deletes.getAndIncrement() == 0) {
                lake.store.add(summary, new byte[] {2});
            }
            return Fault.NONE;
        };
        lake.compactor(new FaultyObjectStore(lake.store, writesAgain)).compactAll();
        assertThat(deletes).hasValueGreaterThan(1);
        assertThat(lake.store.head(summary)).isEmpty();
    }
}
