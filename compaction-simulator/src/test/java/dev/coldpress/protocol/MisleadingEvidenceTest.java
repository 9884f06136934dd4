package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.Compactor;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.record.PartitionRecord;
import dev.coldpress.report.VerifiedPartition;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.codec.ForwardingCodec;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.SimulatedCrash;
import dev.coldpress.testkit.store.ForwardingStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that look as if their rows were there twice, and are not; and rows that are there twice and do not look so. */
class MisleadingEvidenceTest {

    private final SmallLake lake = twin();

    /** A lake with the same settings, whose outputs are small and are merged again with what comes later. */
    private static SmallLake twin() {
        return new SmallLake(
                CompactionSettings.builder().targetFileSizeBytes(1 << 16).build());
    }

    private static Map<ObjectKey, byte[]> contents(SmallLake of, String nameBeginsWith) {
        Map<ObjectKey, byte[]> contents = new TreeMap<>();
        for (ListedObject object : of.objects()) {
            if (object.key().name().startsWith(nameBeginsWith)) {
                contents.put(
                        object.key(),
                        of.store.get(object.key(), 1 << 24).orElseThrow().body());
            }
        }
        return contents;
    }

    private void deliver(Map<ObjectKey, byte[]> files) {
        files.forEach(lake.store::add);
        lake.clock.advance(Duration.ofDays(2));
    }

    private static Map<ObjectKey, byte[]> outputsOf(SmallLake other) {
        // Names that the lake has not given itself.
        other.ids().next();
        other.compact();
        return contents(other, "compacted_");
    }

    private byte[] bytes(ObjectKey key) {
        return lake.store.get(key, 1 << 24).orElseThrow().body();
    }

    /** What a program writes that reads a file, changes a value and keeps the metadata. */
    private static byte[] edited(byte[] file, String row, String by) {
        String text = new String(file, StandardCharsets.UTF_8);
        assertThat(text).contains("row " + row + "\n");
        return text.replace("row " + row + "\n", "row " + by + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void crashAt(StoreOperation operation) {
        FaultyObjectStore crashing =
                new FaultyObjectStore(lake.store, Faults.first(operation, "app/", Fault.CRASH_BEFORE));
        assertThatThrownBy(lake.compactor(crashing)::compactAll).isInstanceOf(SimulatedCrash.class);
    }

    private List<VerifiedPartition> verify() {
        List<VerifiedPartition> found = new ArrayList<>();
        lake.compactor(lake.store).verifyAll(found::add);
        return found;
    }

    @Test
    void anOutputThatAUserEditedIsNotTakenForWhatItWas() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        lake.compact();
        ObjectKey output = lake.dataFiles().get(0).key();
        byte[] edit = edited(bytes(output), "7", "7000");
        lake.addFile(SmallLake.HOUR, "late.parquet", 5);
        lake.clock.advance(Duration.ofDays(2));
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
        deliver(Map.of(output, edit));
        lake.compact();
        assertThat(lake.visibleRows()).containsKey("7000");
    }

    @Test
    void ofTwoOutputsTheOneThatAUserEditedStays() {
        SmallLake other = twin();
        lake.addFiles(SmallLake.HOUR, 5, 3);
        other.addFiles(SmallLake.HOUR, 5, 3);
        lake.compact();
        deliver(outputsOf(other));
        ObjectKey later = lake.dataFiles().get(1).key();
        deliver(Map.of(later, edited(bytes(later), "7", "7000")));
        lake.compact();
        assertThat(lake.visibleRows()).containsKey("7000");
    }

    @Test
    void sourcesThatWereRestoredForADamagedOutputStay() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        Map<ObjectKey, byte[]> sources = contents(lake, "part-");
        lake.compact();
        ObjectKey output = lake.dataFiles().get(0).key();
        RowCodec reading = new RowCodec();
        deliver(sources);
        var damaged = new ForwardingCodec(reading) {
            @Override
            public ParquetFooter checkContent(SourceFile file) {
                throw new ParquetFileException(
                        file.ref().key(), ParquetFileException.Reason.CORRUPT, "a page is damaged");
            }
        };
        var report = Compactor.builder(lake.store, damaged)
                .settings(lake.settings())
                .clock(lake.clock)
                .ids(lake.ids())
                .pause(new RecordingPause(lake.clock))
                .build()
                .compactAll();
        assertThat(contents(lake, "part-")).hasSize(5);
        assertThat(report.partitions().get(0).filesLeftAlone())
                .anySatisfy(file -> assertThat(file.skip().detail()).contains(output.name(), "a page is damaged"));
    }

    @Test
    void anOutputThatCouldNotBeComparedKeepsItsSourcesFromBeingMergedAgain() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        Map<ObjectKey, byte[]> source = contents(lake, "part-000");
        lake.compact();
        Map<ObjectKey, byte[]> output = contents(lake, "compacted_");
        String path = output.keySet().iterator().next().path();
        lake.addFile(SmallLake.HOUR, "late.parquet", 2);
        deliver(source);
        Runnable restored = () -> output.forEach(lake.store::add);
        lake.compactor(new FaultyObjectStore(lake.store, Faults.before(StoreOperation.READ, path, restored)))
                .compactAll();
        lake.clock.advance(Duration.ofDays(2));
        lake.compact();
        LakeAssertions.assertEachRowOnce(lake, "after the next run");
    }

    @Test
    void aFileThatIsDeliveredAgainIsKnownAlsoWhereItsOutputIsTooLargeToBeMerged() {
        lake.addFiles(SmallLake.HOUR, 15, 100);
        Map<ObjectKey, byte[]> sources = contents(lake, "part-00");
        lake.compact();
        lake.addFile(SmallLake.HOUR, "late.parquet", 3);
        deliver(sources);
        var little = new ForwardingCodec(new RowCodec()) {
            @Override
            public long leastMemoryBytes(ParquetFooter footer) {
                return footer.rowCount() > 1000 ? Long.MAX_VALUE : 0;
            }
        };
        Compactor.builder(lake.store, little)
                .settings(lake.settings())
                .clock(lake.clock)
                .ids(lake.ids())
                .pause(new RecordingPause(lake.clock))
                .build()
                .compactAll();
        LakeAssertions.assertEachRowOnce(lake, "after the run with little memory");
    }

    @Test
    void sourcesOfAnOutputFromElsewhereAreKnownAgain() {
        lake.addFile(SmallLake.HOUR, "own-1.parquet", 2);
        lake.addFile(SmallLake.HOUR, "own-2.parquet", 2);
        lake.compact();
        SmallLake other = twin();
        for (int i = 0; i < 4; i++) {
            other.put(SmallLake.HOUR, "part-" + i + ".parquet", RowCodec.file("100" + i));
        }
        Map<ObjectKey, byte[]> sources = contents(other, "part-");
        deliver(outputsOf(other));
        lake.compact();
        deliver(sources);
        lake.compact();
        assertThat(lake.visibleRows().values()).containsOnly(1);
    }

    @Test
    void outputsThatAnOlderVersionDoubledAreRepaired() {
        SmallLake other = twin();
        lake.addFiles(SmallLake.HOUR, 150, 100);
        other.addFiles(SmallLake.HOUR, 150, 100);
        lake.compact();
        deliver(outputsOf(other));
        writeRecordAsBefore();
        assertThat(verify().get(0).problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).contains("the next run repairs it"));
        lake.compact();
        LakeAssertions.assertEachRowOnce(lake, "after a run");
        assertThat(verify().get(0).problems()).isEmpty();
    }

    /** Such an output names its sources by version, which tells nothing in a copy; the record names them. */
    @ParameterizedTest
    @EnumSource(names = {"ABORT", "DELETE"})
    void aCopyThatAnOlderVersionLeftInTheMidstOfACommitIsRepaired(StoreOperation moment) {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        crashAt(moment);
        writeRecordAsBefore();
        Map<ObjectKey, byte[]> all = contents(lake, "");
        all.replaceAll((key, body) -> key.name().startsWith("compacted_") ? withOldLineage(body) : body);
        deliver(all);
        lake.compact();
        LakeAssertions.assertEachRowOnce(lake, "after a run");
        assertThat(lake.dataFiles()).hasSize(1);
    }

    private static byte[] withOldLineage(byte[] output) {
        return new String(output, StandardCharsets.UTF_8)
                .replaceAll("kv coldpress.lineage=.*\n", "kv coldpress.source.ids=AAAAAAAAAAE\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Takes from the record what was not in it before lakes had an identity. */
    private void writeRecordAsBefore() {
        ObjectKey record = SmallLake.HOUR.under(KeyPrefix.of(SmallLake.CONTROL)).key("record");
        String text = new String(bytes(record), StandardCharsets.UTF_8)
                .replace("coldpress-record 2\n", "coldpress-record 1\n")
                .replaceAll("(?m)^(lake|made|seen|taken|end) .*\n", "")
                .replaceAll("(?m)^(lake|taken) *\n", "");
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        String end = String.format(Locale.ROOT, "end %08x%n", crc.getValue());
        lake.store.add(record, (text + end).getBytes(StandardCharsets.UTF_8));
        assertThat(lake.record(SmallLake.HOUR).map(PartitionRecord::stamp))
                .hasValueSatisfying(stamp -> assertThat(stamp.lake()).isEmpty());
    }

    @Test
    void whatALookFoundOutIsNotReadAgain() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        lake.compact();
        writeRecordAsBefore();
        lake.put(SmallLake.HOUR, "other.parquet", RowCodec.file(PhysicalType.INT64, List.of("1")));
        lake.clock.advance(Duration.ofDays(3));
        lake.compact();
        List<ObjectKey> reads = new ArrayList<>();
        ForwardingStore counting = new ForwardingStore(lake.store) {
            @Override
            public ReadResult read(ObjectRef source, long offset, ByteBuffer into) {
                reads.add(source.key());
                return super.read(source, offset, into);
            }
        };
        List<ListedObject> before = lake.objects();
        lake.compactor(counting).compactAll();
        assertThat(lake.objects()).isEqualTo(before);
        assertThat(reads).as("reads to plan, as of any two small files").hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aDirectoryThatIsOnlyCalledLikeAControlDirectoryStopsNobody() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        lake.store.add(ObjectKey.of("other/_compaction/notes.txt"), new byte[] {1});
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
    }
}
