package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.GroupReason;
import dev.coldpress.plan.OutputNames;
import dev.coldpress.plan.Rewrite;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PlanDepth;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.ScriptedFaults;
import dev.coldpress.testkit.fault.SimulatedCrash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Large files are written again, each for itself, by the same protocol as merges. */
class RewriteTest {

    private static final int ROWS_OF_A_LARGE_FILE = 100;

    private static CompactionSettings.Builder settings(Compression compression) {
        return SmallLake.smallTarget()
                .smallFileRatio(0.3)
                .compression(compression)
                .rewrite(Set.of(Rewrite.CODEC));
    }

    /** Two large files and three small ones. */
    private static SmallLake lake() {
        SmallLake lake = new SmallLake(settings(Compression.ZSTD).build());
        lake.addFile(SmallLake.HOUR, "a.parquet", ROWS_OF_A_LARGE_FILE);
        lake.addFile(SmallLake.HOUR, "b.parquet", ROWS_OF_A_LARGE_FILE);
        lake.addFiles(SmallLake.HOUR, 3, 5);
        return lake;
    }

    private static List<String> codecs(SmallLake lake) {
        List<String> codecs = new ArrayList<>();
        for (ListedObject file : lake.dataFiles()) {
            byte[] body =
                    lake.store.get(file.key(), 1 << 20).map(StoredObject::body).orElseThrow();
            codecs.add(
                    new String(body, StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
        }
        return codecs;
    }

    @ParameterizedTest
    @EnumSource(PlanDepth.class)
    void eachLargeFileIsWrittenAgainAndSmallOnesAreMerged(PlanDepth depth) {
        SmallLake lake = lake();
        List<FileGroup> groups = new ArrayList<>();
        lake.compactor(lake.store).planAll(depth, planned -> groups.addAll(planned.groups()));
        assertThat(groups)
                .extracting(FileGroup::reason)
                .containsExactly(GroupReason.RECOMPRESS, GroupReason.RECOMPRESS, GroupReason.SMALL_FILES);

        CompactionReport report = lake.compact();
        assertThat(report.groups()).hasSize(3);
        assertThat(codecs(lake)).containsExactly("ROWS1 ZSTD", "ROWS1 ZSTD", "ROWS1 ZSTD");
        LakeAssertions.assertEachRowOnce(lake, "after the rewrite");
    }

    @Test
    void aSecondRunWritesNothing() {
        SmallLake lake = lake();
        lake.compact();
        List<ListedObject> atRest = lake.objects();
        assertThat(lake.compact().groups()).isEmpty();
        assertThat(lake.objects()).isEqualTo(atRest);
    }

    /** The listing was at rest for runs that do not rewrite. */
    @Test
    void aLakeAtRestIsLookedAtAgainOnceTheSettingIsThere() {
        SmallLake lake = lake();
        CompactionSettings plain = settings(Compression.ZSTD).rewrite(Set.of()).build();
        for (int i = 0; i < 2; i++) {
            lake.builder(lake.store).settings(plain).build().compactAll();
        }
        assertThat(codecs(lake)).containsOnlyOnce("ROWS1 ZSTD");

        assertThat(lake.compact().groups()).hasSize(2);
        assertThat(codecs(lake)).containsOnly("ROWS1 ZSTD");

        CompactionSettings other = settings(Compression.GZIP).build();
        assertThat(lake.builder(lake.store).settings(other).build().compactAll().groups())
                .isNotEmpty();
        assertThat(codecs(lake)).containsOnly("ROWS1 GZIP");
        LakeAssertions.assertEachRowOnce(lake, "after a rewrite of rewritten files");
    }

    @Test
    void aFileThatCannotBeReadIsLeftAloneWithItsReason() {
        SmallLake lake = lake();
        ObjectKey broken = lake.put(SmallLake.HOUR, "broken.parquet", new byte[2000]);
        String[] poisoned = new String[ROWS_OF_A_LARGE_FILE];
        Arrays.fill(poisoned, RowCodec.POISON);
        ObjectKey poison = lake.put(SmallLake.HOUR, "poison.parquet", RowCodec.file(poisoned));
        lake.compact();
        List<ListedObject> after = lake.dataFiles();
        assertThat(after).extracting(ListedObject::key).contains(broken, poison);
        assertThat(after.stream().filter(file -> OutputNames.isOutput(file.key())))
                .hasSize(3);
        lake.compact();
        assertThat(lake.dataFiles()).isEqualTo(after);
    }

    @Test
    void aRewrittenFileThatIsDeliveredAgainIsThereOnce() {
        SmallLake lake = lake();
        byte[] delivered = lake.store
                .get(SmallLake.HOUR.key("a.parquet"), 1 << 20)
                .map(StoredObject::body)
                .orElseThrow();
        lake.compact();
        lake.put(SmallLake.HOUR, "a.parquet", delivered);
        assertThat(lake.compact().isSuccess()).isTrue();
        LakeAssertions.assertEachRowOnce(lake, "after a file was delivered again");
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASH_BEFORE", "CRASH_HALFWAY", "CRASH_AFTER", "FAIL_BEFORE", "FAIL_AFTER"})
    void aFaultAtAnyCallLosesNothingAndTheNextRunRepairsIt(Fault fault) {
        SmallLake counted = lake();
        ScriptedFaults none = new ScriptedFaults();
        counted.compactor(new FaultyObjectStore(counted.store, none)).compactAll();
        for (long call = 1; call <= none.calls(); call++) {
            SmallLake lake = lake();
            String what = fault + " at call " + call;
            try {
                lake.compactor(new FaultyObjectStore(lake.store, new ScriptedFaults().atCall(call, fault)))
                        .compactAll();
            } catch (SimulatedCrash | StoreException expected) {
                // The next run goes on.
            }
            LakeAssertions.assertNoRowLost(lake, "after " + what);
            assertThat(lake.compact().isSuccess())
                    .as("the next run after %s", what)
                    .isTrue();
            LakeAssertions.assertEachRowOnce(lake, "after " + what + " and one clean run");
            assertThat(codecs(lake)).as("files after %s", what).containsOnly("ROWS1 ZSTD");
            List<ListedObject> atRest = lake.objects();
            lake.compact();
            assertThat(lake.objects())
                    .as("objects after one more run, after %s", what)
                    .isEqualTo(atRest);
        }
    }
}
