package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.ScriptedFaults;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One compactor stalls at a call, any call, while another does all its work; then the first wakes and goes on. */
class TwoCompactorsTest {

    private static SmallLake lake(Keeping keeping) {
        SmallLake lake = new SmallLake(keeping, SmallLake.smallTarget().build());
        lake.addFiles(SmallLake.HOUR, 9, 25);
        return lake;
    }

    private static long callsOfOneRun(Keeping keeping) {
        SmallLake lake = lake(keeping);
        ScriptedFaults none = new ScriptedFaults();
        lake.compactor(new FaultyObjectStore(lake.store, none)).compactAll();
        return none.calls();
    }

    @ParameterizedTest
    @EnumSource(names = {"OBJECT", "LOG"})
    void whoeverStallsAtWhateverCallNothingIsLostOrDoubled(Keeping keeping) {
        long calls = callsOfOneRun(keeping);
        for (long call = 1; call <= calls; call++) {
            SmallLake lake = lake(keeping);
            runThatStalls(lake, call);
            String when = "after a stall at call " + call;
            LakeAssertions.assertNoRowLost(lake, when);
            lake.clock.advance(Duration.ofHours(1));
            assertThat(lake.compact().isSuccess()).as("a clean run %s", when).isTrue();
            LakeAssertions.assertEachRowOnce(lake, when + " and a clean run");
            assertThat(lake.store.stagedUploads()).as("uploads left %s", when).isEmpty();
            assertThat(lake.dataFiles()).hasSizeLessThan(9);
        }
    }

    private static void runThatStalls(SmallLake lake, long stalledCall) {
        long[] calls = {0};
        FaultPlan stall = (operation, target) -> {
            if (++calls[0] == stalledCall) {
                lake.clock.advance(Duration.ofHours(1));
                lake.compactor(lake.store, "quick").compactAll();
                LakeAssertions.assertNoRowLost(lake, "while one stalls at call " + stalledCall);
                lake.addFile(SmallLake.HOUR, "late.parquet", 25);
            }
            return Fault.NONE;
        };
        lake.compactor(new FaultyObjectStore(lake.store, stall), "stalled").compactAll();
    }
}
