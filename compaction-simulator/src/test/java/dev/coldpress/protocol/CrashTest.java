package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.StoreException;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.ScriptedFaults;
import dev.coldpress.testkit.fault.SimulatedCrash;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every call to the store, of every kind of fault, one at a time: nothing lost meanwhile, everything right after a
 * rerun.
 */
class CrashTest {

    /** Other stores run the same tests: {@link RegistersTest}. */
    Keeping keeping() {
        return Keeping.OBJECT;
    }

    private SmallLake lake() {
        SmallLake lake = new SmallLake(keeping());
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.addFiles(SmallLake.NEXT_HOUR, 3, 5);
        return lake;
    }

    private long callsOfOneRun() {
        SmallLake lake = lake();
        ScriptedFaults none = new ScriptedFaults();
        lake.compactor(new FaultyObjectStore(lake.store, none)).compactAll();
        assertThat(lake.dataFiles()).hasSizeLessThan(12);
        return none.calls();
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASH_BEFORE", "CRASH_HALFWAY", "CRASH_AFTER"})
    void aCrashAtAnyCallLosesNothingAndTheNextRunRepairsIt(Fault crash) {
        long calls = callsOfOneRun();
        for (long call = 1; call <= calls; call++) {
            SmallLake lake = lake();
            runThatCrashes(lake, new ScriptedFaults().atCall(call, crash));
            assertRepairedByTheNextRun(lake, crash + " at call " + call);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASH_BEFORE", "CRASH_HALFWAY", "CRASH_AFTER"})
    void aCrashOfTheRepairIsRepairedToo(Fault crash) {
        long calls = callsOfOneRun();
        for (long first = 1; first <= calls; first += 4) {
            for (long second = 1; second <= calls; second += 5) {
                SmallLake lake = lake();
                runThatCrashes(lake, new ScriptedFaults().atCall(first, crash));
                runThatMayCrash(lake, new ScriptedFaults().atCall(second, crash));
                assertRepairedByTheNextRun(lake, crash + " at calls " + first + " and " + second);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_HALFWAY", "FAIL_AFTER"})
    void aLostRequestOrAnswerAtAnyCallLosesNothing(Fault fault) {
        long calls = callsOfOneRun();
        for (long call = 1; call <= calls; call++) {
            SmallLake lake = lake();
            runThatMayCrash(lake, new ScriptedFaults().atCall(call, fault));
            assertRepairedByTheNextRun(lake, fault + " at call " + call);
        }
    }

    /** As after a long pause with a short look-back, or after somebody has excluded the partition. */
    @ParameterizedTest
    @EnumSource(names = {"CRASH_BEFORE", "CRASH_HALFWAY", "CRASH_AFTER"})
    void aCrashIsRepairedAlsoWhereTheSettingsDoNotLookAnyMore(Fault crash) {
        long calls = callsOfOneRun();
        for (long call = 1; call <= calls; call++) {
            SmallLake lake = lake();
            runThatCrashes(lake, new ScriptedFaults().atCall(call, crash));
            lake.clock.advance(Duration.ofDays(2));
            var elsewhere = lake.settings().toBuilder();
            CompactionSettings settings = call % 2 == 0
                    ? elsewhere.lookback(Duration.ofDays(1)).build()
                    : elsewhere.exclude(List.of("app/**")).build();
            String what = "a run elsewhere, after " + crash + " at call " + call;
            int files = lake.dataFiles().size();
            assertThat(lake.builder(lake.store)
                            .settings(settings)
                            .build()
                            .compactAll()
                            .isSuccess())
                    .as(what)
                    .isTrue();
            LakeAssertions.assertEachRowOnce(lake, "after " + what);
            assertThat(lake.record(SmallLake.HOUR).filter(record -> !(record instanceof Done)))
                    .as("a record that is not done after %s", what)
                    .isEmpty();
            assertThat(lake.store.stagedUploads()).as("uploads after %s", what).isEmpty();
            assertThat(lake.notes()).as("notes after %s", what).isEmpty();
            assertThat(lake.dataFiles()).as("files after %s", what).hasSizeLessThanOrEqualTo(files);
        }
    }

    private static void runThatCrashes(SmallLake lake, ScriptedFaults faults) {
        assertThat(runThatMayCrash(lake, faults))
                .as("the run reached the crash")
                .isTrue();
    }

    private static boolean runThatMayCrash(SmallLake lake, ScriptedFaults faults) {
        try {
            lake.compactor(new FaultyObjectStore(lake.store, faults)).compactAll();
            return false;
        } catch (SimulatedCrash expected) {
            return true;
        } catch (StoreException wholeLakeUnlisted) {
            return false;
        }
    }

    private static void assertRepairedByTheNextRun(SmallLake lake, String what) {
        LakeAssertions.assertNoRowLost(lake, "after " + what);
        assertThat(lake.compact().isSuccess()).as("the next run after %s", what).isTrue();
        LakeAssertions.assertEachRowOnce(lake, "after " + what + " and one clean run");
        List<?> atRest = lake.objects();
        lake.compact();
        assertThat(lake.objects())
                .as("objects after one more run, after %s", what)
                .isEqualTo(atRest);
        assertThat(lake.dataFiles()).as("files after %s", what).hasSizeLessThan(12);
    }
}
