package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run takes from its predecessors: that a listing of a partition needs no record. */
class RestIndexTest {

    private static final String INDEX = SmallLake.CONTROL + "_rest/";

    private final SmallLake lake = new SmallLake();
    private final Map<StoreOperation, Integer> calls = new HashMap<>();

    private FaultPlan counting() {
        return (operation, target) -> {
            calls.merge(operation, 1, Integer::sum);
            return Fault.NONE;
        };
    }

    private CompactionReport countedRun(SmallLake of) {
        calls.clear();
        return of.compactor(new FaultyObjectStore(of.store, counting())).compactAll();
    }

    private static KeyPrefix hour(int number) {
        int day = number / 24;
        return KeyPrefix.of(
                String.format("app/year=2025/month=%02d/day=%02d/hour=%02d/", 1 + day / 28, 1 + day % 28, number % 24));
    }

    private static SmallLake atRest(int partitions) {
        SmallLake lake = new SmallLake();
        for (int i = 0; i < partitions; i++) {
            lake.addFiles(hour(i), 2, 2);
        }
        lake.compact();
        return lake;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 300})
    void theRequestsOfARunAtRestDoNotGrowWithThePartitions(int partitions) {
        CompactionReport report = countedRun(atRest(partitions));

        assertThat(report.partitionsLeftAlone().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(partitions);
        // How records are kept, the marker, and what is known to be at rest.
        assertThat(calls).containsEntry(StoreOperation.GET, 3);
        // The lake, the notes twice, the scratch objects of probes, and the trash.
        assertThat(calls).containsEntry(StoreOperation.LIST, 5);
        assertThat(calls.keySet())
                .isSubsetOf(StoreOperation.GET, StoreOperation.LIST, StoreOperation.STAGED, StoreOperation.HEAD);
    }

    @Test
    void aRunTellsTheSameOfAPartitionWhetherItIsKnownToBeAtRestOrNot() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.addFiles(SmallLake.NEXT_HOUR, 1, 5);
        lake.compact();
        Heard known = heard();
        lake.forgetWhatIsAtRest();
        assertThat(heard()).isEqualTo(known);
        assertThat(known.sizes).containsKeys(SmallLake.HOUR, SmallLake.NEXT_HOUR);
    }

    private record Heard(Map<SkipReason, Integer> leftAlone, Map<KeyPrefix, List<String>> sizes, List<String> plan) {}

    private Heard heard() {
        Map<KeyPrefix, List<String>> sizes = new HashMap<>();
        CompactionReport report = lake.builder(lake.store)
                .listener(new CompactionListener() {
                    @Override
                    public void fileSizes(KeyPrefix partition, long[] before, long[] after) {
                        sizes.put(partition, List.of(Arrays.toString(before), Arrays.toString(after)));
                    }
                })
                .build()
                .compactAll();
        List<String> plan = new ArrayList<>();
        lake.compactor(lake.store).planAll(partition -> plan.add(text(partition)));
        return new Heard(report.partitionsLeftAlone(), sizes, plan);
    }

    private static String text(PlannedPartition planned) {
        return planned.partition() + " " + planned.groups() + " " + planned.leftAlone();
    }

    /** The marker of the lake is written after the first partition was looked at. */
    @Test
    void whatIsAtRestBeforeTheFirstMergeIsRememberedByTheFirstRun() {
        lake.addFile(SmallLake.HOUR, "alone.parquet", 5);
        lake.addFiles(SmallLake.NEXT_HOUR, 2, 5);
        lake.compact();
        List<?> afterTheFirst = lake.objects();
        lake.compact();
        assertThat(lake.objects()).isEqualTo(afterTheFirst);
        assertThat(countedRun(lake).isSuccess()).isTrue();
        assertThat(calls).containsEntry(StoreOperation.GET, 3).containsEntry(StoreOperation.LIST, 5);
    }

    @Test
    void whatIsAtRestInOneLakeIsNotInAnother() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.compact();
        lake.store.remove(ObjectKey.of(SmallLake.CONTROL + "_lake"));
        // The marker is new, and so is the lake.
        lake.addFiles(SmallLake.NEXT_HOUR, 2, 5);
        lake.compact();
        lake.compact();
        lake.store.add(
                ObjectKey.of(SmallLake.CONTROL + "_lake"),
                lake.store
                        .get(ObjectKey.of(SmallLake.CONTROL + "_lake"), 1 << 10)
                        .orElseThrow()
                        .body());

        countedRun(lake);
        assertThat(calls.get(StoreOperation.GET)).as("records are read").isGreaterThan(3);
    }

    @Test
    void aPlanOfALakeAtRestReadsNoRecordEither() {
        SmallLake atRest = atRest(30);
        atRest.compactor(new FaultyObjectStore(atRest.store, counting())).planAll(partition -> {});
        assertThat(calls).containsEntry(StoreOperation.GET, 3).containsEntry(StoreOperation.LIST, 3);
    }

    /** The output is so large that by the sizes alone there is nothing to merge. */
    @Test
    void aFileThatIsDeliveredAgainIsNoticed() {
        byte[] body = RowCodec.file("a", "b");
        lake.put(SmallLake.HOUR, "again.parquet", body);
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
        lake.put(SmallLake.HOUR, "again.parquet", body);

        lake.compact();

        assertThat(lake.visibleRows()).containsEntry("a", 1).containsEntry("b", 1);
        assertThat(lake.dataFiles()).hasSize(1);
    }

    @Test
    void anOverwrittenFileIsNoticed() {
        lake.addFiles(SmallLake.NEXT_HOUR, 2, 5);
        ObjectKey large = lake.addFile(SmallLake.HOUR, "large.parquet", 300);
        lake.compact();
        lake.store.add(large, RowCodec.file("x"));
        lake.addFile(SmallLake.HOUR, "new.parquet", 1);
        lake.compact();

        assertThat(lake.visibleRows()).containsEntry("x", 1);
        assertThat(lake.dataFiles()).as("one of each hour").hasSize(2);
    }

    @Test
    void otherSettingsFindWhatThereIsToDo() {
        lake.addFiles(SmallLake.HOUR, 3, 5);
        lake.addFiles(SmallLake.NEXT_HOUR, 9, 25);
        CompactionSettings.Builder many = lake.settings().toBuilder().minFiles(4);
        lake.builder(lake.store).settings(many.build()).build().compactAll();
        assertThat(lake.objectsBelow(INDEX)).hasSize(1);
        assertThat(lake.objectsBelow(SmallLake.HOUR.path())).hasSize(3);

        lake.compact();
        assertThat(lake.objectsBelow(SmallLake.HOUR.path())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "coldpress-rest 1", "coldpress-rest 1\n0123456789", "coldpress-rest 2\n0123456789abcdef", "x"
            })
    void anIndexThatIsDamagedIsWrittenAnew(String body) {
        lake.addFiles(SmallLake.HOUR, 2, 5);
        lake.compact();
        ObjectKey index = lake.objectsBelow(INDEX).get(0).key();
        byte[] whole = lake.store.get(index, 1 << 20).orElseThrow().body();
        lake.store.add(index, body.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(lake.compact().isSuccess()).isTrue();
        assertThat(lake.store.get(index, 1 << 20).orElseThrow().body()).isEqualTo(whole);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"FAIL_BEFORE", "FAIL_HALFWAY", "FAIL_AFTER"})
    void aStoreThatDoesNotTakeOrGiveTheIndexMakesNoRunFail(Fault fault) {
        lake.addFiles(SmallLake.HOUR, 2, 5);
        FaultPlan faults = (operation, target) -> target.startsWith(INDEX) ? fault : Fault.NONE;
        for (int run = 0; run < 2; run++) {
            assertThat(lake.compactor(new FaultyObjectStore(lake.store, faults))
                            .compactAll()
                            .isSuccess())
                    .isTrue();
        }
        LakeAssertions.assertEachRowOnce(lake, "after two runs");
    }

    @Test
    void listingsThatAreLongGoneAreForgotten() {
        SmallLake many = atRest(1_030);
        long before = many.objectsBelow(INDEX).get(0).ref().sizeBytes();
        many.dataFiles().stream().skip(5).forEach(file -> many.store.remove(file.key()));
        many.compact();

        assertThat(before).isGreaterThan(1_030 * 16);
        assertThat(many.objectsBelow(INDEX).get(0).ref().sizeBytes()).isLessThan(200);
    }

    @Test
    void whereANoteSaysThatAPlanIsInProgressTheRecordIsRead() {
        lake.addFiles(SmallLake.HOUR, 2, 5);
        lake.compact();
        ObjectKey note = ObjectKey.of(SmallLake.CONTROL + "_open/11111111-1111-4111-8111-111111111111");
        lake.store.add(note, SmallLake.HOUR.path().getBytes(StandardCharsets.UTF_8));

        List<String> read = new ArrayList<>();
        FaultPlan reads = (operation, target) -> {
            if (operation == StoreOperation.GET) {
                read.add(target);
            }
            return Fault.NONE;
        };
        lake.compactor(new FaultyObjectStore(lake.store, reads)).compactAll();
        assertThat(read).contains(SmallLake.CONTROL + SmallLake.HOUR + "record");
    }

    @Test
    void anOutputThatWasDroppedAndComesLateIsDeleted() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        List<ObjectKey> outputs = new ArrayList<>();
        FaultPlan noPublish = (operation, target) -> {
            if (operation == StoreOperation.PUBLISH) {
                outputs.add(ObjectKey.of(target));
                return Fault.FAIL_BEFORE;
            }
            return Fault.NONE;
        };
        lake.compactor(new FaultyObjectStore(lake.store, noPublish)).compactAll();
        assertThat(outputs).isNotEmpty();
        lake.compact();
        lake.compact();
        lake.put(SmallLake.HOUR, outputs.get(0).name(), RowCodec.file("0", "1"));

        lake.compact();
        LakeAssertions.assertEachRowOnce(lake, "after a late output");
    }

    @Test
    void aStoreWhoseTreesAreNotListedByPageGetsNoIndex() {
        lake.addFiles(SmallLake.HOUR, 2, 5);
        lake.compactor(new LevelByLevel(lake.store)).compactAll();
        assertThat(lake.objectsBelow(INDEX)).isEmpty();
        assertThat(lake.record(SmallLake.HOUR)).containsInstanceOf(Done.class);
    }
}
