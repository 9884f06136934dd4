package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.report.PlanDepth;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plan by sizes alone says, and what it costs. */
class PlanDepthTest {

    private final SmallLake lake = new SmallLake();
    private final Map<StoreOperation, Integer> calls = new EnumMap<>(StoreOperation.class);

    private List<PlannedPartition> plan(PlanDepth depth) {
        calls.clear();
        FaultPlan counting = (operation, target) -> {
            calls.merge(operation, 1, Integer::sum);
            return Fault.NONE;
        };
        List<PlannedPartition> plans = new ArrayList<>();
        lake.compactor(new FaultyObjectStore(lake.store, counting)).planAll(depth, plans::add);
        return plans;
    }

    @Test
    void filesThatTheFootersKeepApartFitTogetherByTheirSizes() {
        lake.put(SmallLake.HOUR, "a.parquet", RowCodec.file(PhysicalType.INT64, List.of("a")));
        lake.addFile(SmallLake.HOUR, "b.parquet", 3);

        assertThat(plan(PlanDepth.SIZES).get(0).groups()).hasSize(1);
        assertThat(plan(PlanDepth.FOOTERS).get(0).leftAlone().orElseThrow().reason())
                .isEqualTo(SkipReason.SCHEMA_CONFLICT);
    }

    @Test
    void bothAgreeWhereAllFilesFitTogether() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.addFiles(SmallLake.NEXT_HOUR, 1, 5);

        assertThat(texts(PlanDepth.SIZES)).isEqualTo(texts(PlanDepth.FOOTERS)).hasSize(2);
    }

    private List<String> texts(PlanDepth depth) {
        return plan(depth).stream()
                .map(plan -> plan.partition() + " "
                        + plan.groups().stream().map(FileGroup::sizeBytes).toList() + " " + plan.leftAlone())
                .toList();
    }

    @Test
    void aLakeThatNobodyHasCompactedTakesOneListingForEachPartition() {
        int few = requests(2);
        assertThat(requests(20)).isEqualTo(few + 18);
        assertThat(calls).doesNotContainKey(StoreOperation.READ);
    }

    /** Of a lake with so many partitions in one directory. */
    private int requests(int partitions) {
        for (int hour = 0; hour < partitions; hour++) {
            KeyPrefix partition = KeyPrefix.of(String.format("app/year=2025/month=01/day=02/hour=%02d/", hour));
            lake.addFiles(partition, 2, 2);
        }
        assertThat(plan(PlanDepth.SIZES)).hasSize(partitions);
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The footer of a broken file is no part of the record. */
    @Test
    void whatARunHasLeftBesideItsOutputIsNothingToMerge() {
        for (String name : List.of("x.parquet", "y.parquet", "z.parquet")) {
            lake.put(SmallLake.HOUR, name, "junk".repeat(50).getBytes(StandardCharsets.UTF_8));
        }
        lake.addFiles(SmallLake.HOUR, 2, 5);
        lake.compact();
        lake.forgetWhatIsAtRest();

        PlannedPartition planned = plan(PlanDepth.SIZES).get(0);
        assertThat(planned.groups()).isEmpty();
        assertThat(planned.filesLeftAlone())
                .hasSize(3)
                .allSatisfy(file -> assertThat(file.reason()).isEqualTo(SkipReason.QUARANTINED));
    }

    @Test
    void whatARunHasCompactedIsReadNoMore() {
        lake.addFiles(SmallLake.HOUR, 2, 5);
        lake.compact();
        lake.forgetWhatIsAtRest();

        assertThat(plan(PlanDepth.SIZES).get(0).groups()).isEmpty();
        assertThat(calls).doesNotContainKey(StoreOperation.READ);
    }

    @Test
    void aPartitionThatIsBeingWrittenToIsLeftAlone() {
        lake.addFiles(SmallLake.HOUR, 2, 5);
        lake.store.add(SmallLake.HOUR.key("new.parquet"), RowCodec.file("new"));

        assertThat(plan(PlanDepth.SIZES).get(0).leftAlone().orElseThrow().reason())
                .isEqualTo(SkipReason.QUIET_PERIOD);
    }
}
