package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.CompactionSettings;
import dev.coldpress.VerifiedPartition;
import dev.coldpress.merge.Lineage;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadOutcome;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.Fault;
import dev.coldpress.testkit.FaultPlan;
import dev.coldpress.testkit.FaultyObjectStore;
import dev.coldpress.testkit.RowCodec;
import dev.coldpress.testkit.SimulatedCrash;
import dev.coldpress.testkit.StoreOperation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What verify says of a lake in which somebody did what the protocol cannot repair. */
class VerificationTest {

    private static final ObjectKey RECORD =
            SmallLake.HOUR.under(KeyPrefix.of("_compaction/")).key("record");
    private static final Pattern ADVICE = Pattern.compile("[Dd]elete (\\S+?)[;.]?(?: |$)");

    private SmallLake lake = new SmallLake();

    private void crashAt(StoreOperation operation) {
        FaultPlan plan = (called, target) ->
                called == operation && !target.startsWith("_compaction/") ? Fault.CRASH_BEFORE : Fault.NONE;
        Assertions.assertThatThrownBy(() ->
                        lake.compactor(new FaultyObjectStore(lake.store, plan)).compactAll())
                .isInstanceOf(SimulatedCrash.class);
    }

    private VerifiedPartition verify() {
        List<VerifiedPartition> found = new ArrayList<>();
        lake.compactor(lake.store).verifyAll(found::add);
        return found.get(0);
    }

    private void followAdvice() {
        for (String problem : verify().problems()) {
            Matcher advice = ADVICE.matcher(problem);
            assertThat(advice.find()).as(problem).isTrue();
            lake.store.remove(SmallLake.HOUR.key(advice.group(1)));
        }
    }

    private static Lineage lineageOf(SmallLake lake, ObjectRef output) {
        SourceFile file = new SourceFile() {
            @Override
            public ObjectRef ref() {
                return output;
            }

            @Override
            public void read(long offset, ByteBuffer into) {
                assertThat(lake.store.read(output, offset, into)).isEqualTo(ReadOutcome.READ);
            }
        };
        return Lineage.of(new RowCodec().readFooter(file).keyValueMetadata());
    }

    @Test
    void aCompactedLakeIsWell() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.compact();
        assertThat(verify().isWell()).isTrue();
        assertThat(verify().files()).isNotEmpty();
        assertThat(verify().unfinished()).isEmpty();
    }

    @Test
    void anInterruptedCompactionIsNoProblem() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        crashAt(StoreOperation.DELETE);
        assertThat(verify().isWell()).isTrue();
        assertThat(verify().unfinished())
                .hasValueSatisfying(what -> assertThat(what).contains("coldpress run"));
    }

    @Test
    void aRecordThatWasDeletedInTheWrongMomentIsFoundAndTheAdviceIsRight() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        crashAt(StoreOperation.DELETE);
        lake.store.remove(RECORD);
        assertThat(verify().problems())
                .hasSize(9)
                .allSatisfy(problem -> assertThat(problem).contains("part-", "also in", "record"));
        followAdvice();
        assertThat(verify().isWell()).isTrue();
        LakeAssertions.assertEachRowOnce(lake, "after following the advice");
    }

    /** Verifies while something happens in the world before the first such call. */
    private VerifiedPartition verifyWhile(StoreOperation operation, String prefix, Runnable happens) {
        List<VerifiedPartition> found = new ArrayList<>();
        lake.compactor(new FaultyObjectStore(lake.store, Faults.before(operation, prefix, happens)))
                .verifyAll(found::add);
        return found.get(0);
    }

    @Test
    void aCompactionThatEndsMeanwhileIsNoProblem() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        crashAt(StoreOperation.DELETE);
        VerifiedPartition verified = verifyWhile(StoreOperation.READ, "app/", lake::compact);
        assertThat(lake.dataFiles()).as("the output alone").hasSize(1);
        assertThat(verified.problems()).isEmpty();
        assertThat(verified.isWell()).isTrue();
    }

    @Test
    void aCompactionThatBeginsMeanwhileIsNoProblem() {
        lake = roomy();
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.compact();
        lake.addFile(SmallLake.HOUR, "late.parquet", 30);
        lake.clock.advance(Duration.ofDays(2));
        VerifiedPartition verified = verifyWhile(StoreOperation.READ, "app/", () -> {
            lake.compact();
            assertThat(lake.dataFiles()).as("another output").hasSize(1);
        });
        assertThat(verified.isWell()).isTrue();
        assertThat(verified.unfinished())
                .hasValueSatisfying(what -> assertThat(what).contains("coldpress verify"));
    }

    @Test
    void aCompactionThatIsCutOffMeanwhileIsUnfinished() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        VerifiedPartition verified =
                verifyWhile(StoreOperation.LIST, SmallLake.HOUR.path(), () -> crashAt(StoreOperation.DELETE));
        assertThat(verified.isWell()).isTrue();
        assertThat(verified.unfinished())
                .hasValueSatisfying(what -> assertThat(what).contains("coldpress run"));
    }

    @Test
    void whatIsNoLongerThereIsNoReasonToDeleteAnything() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        crashAt(StoreOperation.DELETE);
        lake.store.remove(RECORD);
        assertThat(verify().problems()).hasSize(9);
        ObjectKey output = lake.dataFiles().get(0).key();
        // A user deletes the output when it was read: now the sources are all there is.
        boolean[] wasRead = {false};
        FaultPlan user = (called, target) -> {
            wasRead[0] |= called == StoreOperation.READ && target.equals(output.path());
            if (wasRead[0] && called == StoreOperation.GET && target.equals(RECORD.path())) {
                lake.store.remove(output);
            }
            return Fault.NONE;
        };
        List<VerifiedPartition> found = new ArrayList<>();
        lake.compactor(new FaultyObjectStore(lake.store, user)).verifyAll(found::add);
        assertThat(lake.dataFiles()).as("the sources").hasSize(9);
        assertThat(found.get(0).problems()).isEmpty();
    }

    @Test
    void rowsAreNeverMergedWithThemselves() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        crashAt(StoreOperation.DELETE);
        lake.store.remove(RECORD);
        lake.compact();
        LakeAssertions.assertNoRowLost(lake, "after a run without the record");
        assertThat(verify().problems()).isNotEmpty();
        followAdvice();
        assertThat(verify().isWell()).isTrue();
        LakeAssertions.assertEachRowOnce(lake, "after following the advice");
    }

    /** Outputs are small there, and are merged again with what comes later. */
    private static SmallLake roomy() {
        return new SmallLake(
                CompactionSettings.builder().targetFileSizeBytes(1 << 16).build());
    }

    @Test
    void aLineageIsHandedOnWhenOutputsAreMergedAgain() {
        SmallLake roomy = roomy();
        roomy.addFiles(SmallLake.HOUR, 3, 5);
        ListedObject source = roomy.dataFiles().get(0);
        byte[] rows = roomy.store.get(source.key(), 1 << 20).orElseThrow().body();
        roomy.compact();
        roomy.addFile(SmallLake.HOUR, "late.parquet", 5);
        roomy.clock.advance(Duration.ofDays(2));
        roomy.compact();
        ListedObject output = roomy.dataFiles().get(0);
        assertThat(roomy.dataFiles()).hasSize(1);

        Lineage lineage = lineageOf(roomy, output.ref());
        assertThat(lineage.sources()).hasSize(5).contains(Lineage.digest(source.ref()));

        // The same name and bytes, but another write: another file as far as anybody can tell.
        ObjectRef again = roomy.store.add(source.key(), rows);
        assertThat(lineage.sources()).doesNotContain(Lineage.digest(again));
    }

    @Test
    void aRecordThatCannotBeReadIsNamed() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.compact();
        lake.store.add(RECORD, "junk".getBytes(StandardCharsets.UTF_8));
        assertThat(verify().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains(RECORD.path()));
    }
}
