package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.Compactor;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.plan.RangeOverlap;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose outputs are sorted put files into outputs by the values that they have. */
class RangeGroupsTest {

    private static final KeyPrefix PARTITION = KeyPrefix.of("dt=2026-01-15/");
    private static final SortOrder BY_KEY = SortOrder.by(List.of(new SortColumn("k", true, true)));

    /** Of about 36 KB each, so that four to six become an output. */
    private static final int ROWS = 1_000;

    private static final int FILES = 16;
    private static final int OUTPUTS = 3;

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-20T00:00:00Z"));
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final ParquetJavaCodec codec = new ParquetJavaCodec(1);
    private final SeededIds ids = new SeededIds(7);

    private TestLake duckDb;
    private int files;

    @BeforeEach
    void open() throws Exception {
        duckDb = new TestLake(directory);
    }

    @AfterEach
    void close() throws Exception {
        duckDb.close();
    }

    /** @param region files of one region have the same values, and no other file has these */
    private void add(int region, String type) throws Exception {
        String key = "(" + region + " * 10000 + range)::" + type;
        byte[] file = duckDb.bytes(duckDb.write("SELECT CASE WHEN range % 10 > 0 THEN " + key
                + " END AS k, md5(range::VARCHAR || 'f" + files + "') AS t FROM range(" + ROWS + ")"));
        store.add(PARTITION.key(String.format("part-%03d.parquet", files++)), file);
        clock.advance(Duration.ofHours(1));
    }

    private void addAll(String type) throws Exception {
        for (int i = 0; i < FILES; i++) {
            add((i * 7) % FILES, type);
        }
        clock.advance(Duration.ofDays(2));
    }

    private CompactionReport compact(SortOrder sort) {
        return Compactor.builder(store, codec)
                .settings(CompactionSettings.builder()
                        .layout(LakeLayout.parse("dt={yyyy-MM-dd}/"))
                        .targetFileSizeBytes(120 << 10)
                        .sort(sort)
                        .build())
                .clock(clock)
                .ids(ids)
                .pause(new RecordingPause(clock))
                .build()
                .compactAll();
    }

    private List<ListedObject> dataFiles() {
        List<ListedObject> found = new ArrayList<>();
        store.listEach(ListRequest.tree(PARTITION), found::add);
        return found;
    }

    /** The share of pairs of files that have values of {@code k} in common. */
    private double overlap() {
        RangeOverlap overlap = new RangeOverlap();
        long rows = 0;
        for (ListedObject file : dataFiles()) {
            List<ColumnRanges> ranges = codec.ranges(source(file.ref()));
            overlap.add(ranges);
            rows += codec.readFooter(source(file.ref())).rowCount();
        }
        assertThat(rows).isEqualTo((long) files * ROWS);
        return overlap.overlaps().get(0).ofFiles().orElseThrow();
    }

    private SourceFile source(ObjectRef ref) {
        return new SourceFile() {
            @Override
            public ObjectRef ref() {
                return ref;
            }

            @Override
            public void read(long offset, ByteBuffer into) {
                assertThat(store.read(ref, offset, into)).isEqualTo(ReadResult.READ);
            }
        };
    }

    private void checkThatASecondRunWritesNothing() {
        List<ListedObject> before = dataFiles();
        assertThat(compact(BY_KEY).groups()).isEmpty();
        assertThat(dataFiles()).isEqualTo(before);
    }

    @Test
    void filesComeIntoOutputsWhoseValuesLieApart() throws Exception {
        addAll("BIGINT");

        assertThat(compact(BY_KEY).groups()).hasSize(OUTPUTS);

        assertThat(overlap()).isZero();
        checkThatASecondRunWritesNothing();
    }

    @Test
    void withoutAnOrderTheyAreGroupedByTheirKeys() throws Exception {
        addAll("BIGINT");

        assertThat(compact(SortOrder.KEEP).groups()).hasSize(OUTPUTS);

        assertThat(overlap()).isEqualTo(1);
    }

    @Test
    void aPartitionThatGrowsIsLeftAloneAfterEachRun() throws Exception {
        addAll("BIGINT");
        assertThat(compact(BY_KEY).isSuccess()).isTrue();
        for (int round = 0; round < 3; round++) {
            List<ListedObject> before = dataFiles();
            for (int i = 0; i < 2 + 5 * round; i++) {
                add(3 * i, "BIGINT");
            }
            clock.advance(Duration.ofHours(2));
            assertThat(compact(BY_KEY).isSuccess()).isTrue();
            checkThatASecondRunWritesNothing();
            // Outputs of the size that is wanted are not written again, whatever their ranges.
            before.removeIf(file -> file.ref().sizeBytes() < 90 << 10);
            assertThat(dataFiles()).containsAll(before).hasSizeLessThan(before.size() + OUTPUTS);
        }
    }

    @Test
    void filesWhoseColumnHasAnotherTypeAreOfAnotherClassAndAreGroupedByThemselves() throws Exception {
        addAll("BIGINT");
        addAll("VARCHAR");

        assertThat(compact(BY_KEY).groups()).hasSize(2 * OUTPUTS);

        checkThatASecondRunWritesNothing();
    }
}
