package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.SourceGoneException;
import dev.coldpress.testkit.codec.BytesSource;
import dev.coldpress.testkit.codec.BytesUpload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of the codec that random files seldom meet. */
class CodecExamplesTest {

    private static final MessageType EVENTS = MessageTypeParser.parseMessageType(
            "message events { required int64 id; optional binary name (STRING); optional double score;"
                    + " optional group tags (LIST) { repeated group list { optional binary element (STRING); } } }");

    private final ParquetCodec codec = CodecUnderTest.create();

    private static byte[] sample(MessageType schema, int rows, long seed) {
        SampleShape shape = new SampleShape(
                rows,
                Math.max(1, rows),
                CompressionCodecName.SNAPPY,
                ParquetProperties.builder().build(),
                Map.of());
        return ParquetSamples.write(schema, shape, seed);
    }

    private MergeCase merge(List<byte[]> files, long rowGroupBytes) {
        MergeSpec spec = new MergeSpec(
                MergeCase.unionSchema(codec, files),
                Map.of(),
                "coldpress version 0.1.0 (build 0123abc)",
                Optional.empty(),
                rowGroupBytes,
                MergeSpec.DEFAULT_PAGE_BYTES,
                MergeSpec.DEFAULT_PAGE_ROWS,
                256L << 20,
                true,
                MergeSpec.DEFAULT_MAX_GROWTH);
        return new MergeCase(files, spec, true);
    }

    @Test
    void manyRowsGiveFullPagesWithinBothLimits() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            files.add(sample(EVENTS, 6_000, i));
        }
        MergeCase merge = merge(files, MergeSpec.DEFAULT_ROW_GROUP_BYTES);
        FileAnatomy output = FileAnatomy.of(merge.merge(codec).bytes());
        new OutputRules(merge, output).check();
        assertThat(output.groups()).hasSize(1);
        assertThat(output.groups().get(0).chunks().get(0).dataPages()).hasSizeBetween(4, 12);
    }

    @Test
    void rowGroupsAreFilledUpToTheirLimit() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            files.add(sample(EVENTS, 400, i));
        }
        long limit = 6L * files.get(0).length;
        MergeCase merge = merge(files, limit);
        FileAnatomy output = FileAnatomy.of(merge.merge(codec).bytes());
        new OutputRules(merge, output).check();
        assertThat(output.groups()).as("row groups of about six sources each").hasSizeBetween(4, 14);
    }

    @Test
    void columnsWhosePathsDifferOnlyInWhereTheDotsAreStayApart(@TempDir Path directory) throws SQLException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message m { optional int32 a.b; optional group a { optional int32 b; } }");
        List<byte[]> files = List.of(sample(schema, 50, 1), sample(schema, 50, 2));
        MergeCase merge = merge(files, MergeSpec.DEFAULT_ROW_GROUP_BYTES);
        byte[] output = merge.merge(codec).bytes();
        try (DuckDbOracle duckDb = new DuckDbOracle(directory)) {
            assertThat(duckDb.compare(files, output)).isEqualTo(DuckDbOracle.Verdict.EQUAL);
        }
    }

    @Test
    void sourcesWithoutRowsGiveAFileWithoutRows(@TempDir Path directory) throws SQLException {
        List<byte[]> files = List.of(sample(EVENTS, 0, 1), sample(EVENTS, 0, 2));
        MergeCase.Result result =
                merge(files, MergeSpec.DEFAULT_ROW_GROUP_BYTES).merge(codec);
        assertThat(result.merged().footer().rowCount()).isZero();
        assertThat(result.merged().footer().rowGroups()).isEmpty();
        try (DuckDbOracle duckDb = new DuckDbOracle(directory)) {
            assertThat(duckDb.compare(files, result.bytes())).isEqualTo(DuckDbOracle.Verdict.EQUAL);
        }
    }

    /**
     * A reader must see the type in the output that it saw in the sources. DuckDB takes TIMESTAMP_MICROS without a
     * logical type for a timestamp without zone, and with {@code isAdjustedToUTC} for one with; in a glob over both it
     * converts by the session's zone.
     */
    @Test
    void aTimestampWithoutLogicalTypeLooksToReadersAsBefore(@TempDir Path directory) throws IOException, SQLException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message m { optional int64 ts (TIMESTAMP(MICROS,true)); optional int32 t (TIME(MILLIS,true)); }");
        byte[] sample = sample(schema, 50, 1);
        FileMetaData footer = FileAnatomy.of(sample).metadata();
        footer.getSchema().forEach(element -> element.unsetLogicalType());
        List<byte[]> files = List.of(FileRewriter.withFooter(sample, footer));
        byte[] output =
                merge(files, MergeSpec.DEFAULT_ROW_GROUP_BYTES).merge(codec).bytes();
        try (DuckDbOracle duckDb = new DuckDbOracle(directory)) {
            assertThat(duckDb.compare(files, output)).isEqualTo(DuckDbOracle.Verdict.EQUAL);
        }
    }

    @Test
    void aSourceThatCannotBeReadIsNamedWhereverItStands() {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            files.add(sample(EVENTS, 100, i));
        }
        MergeCase merge = merge(files, MergeSpec.DEFAULT_ROW_GROUP_BYTES);
        for (int broken = 0; broken < files.size(); broken++) {
            List<SourceFile> sources = new ArrayList<>(BytesSource.allOf(files));
            ObjectKey key = sources.get(broken).ref().key();
            byte[] cut = Arrays.copyOf(files.get(broken), files.get(broken).length - 9);
            sources.set(broken, BytesSource.of(key.path(), cut));
            assertThatThrownBy(() -> codec.merge(merge.spec(), sources, new BytesUpload(sources), Progress.NONE))
                    .isInstanceOfSatisfying(
                            ParquetFileException.class, e -> assertThat(e.key()).isEqualTo(key))
                    .hasMessageContaining(key.path());
        }
    }

    @Test
    void whatTheStoreThrowsComesThroughAsItIs() {
        List<byte[]> files = List.of(sample(EVENTS, 100, 1), sample(EVENTS, 100, 2));
        MergeCase merge = merge(files, MergeSpec.DEFAULT_ROW_GROUP_BYTES);
        for (RuntimeException thrown : List.of(
                new SourceGoneException(ObjectKey.of("gone")),
                new StoreException(StoreException.Kind.UNAVAILABLE, "no answer"))) {
            List<SourceFile> sources = new ArrayList<>(BytesSource.allOf(files));
            sources.set(1, failing(sources.get(1), thrown));
            assertThatThrownBy(() -> codec.readFooter(sources.get(1))).isSameAs(thrown);
            assertThatThrownBy(() -> codec.checkContent(sources.get(1))).isSameAs(thrown);
            assertThatThrownBy(() -> codec.merge(merge.spec(), sources, new BytesUpload(sources), Progress.NONE))
                    .isSameAs(thrown);
        }
    }

    private static SourceFile failing(SourceFile file, RuntimeException thrown) {
        return new SourceFile() {
            @Override
            public ObjectRef ref() {
                return file.ref();
            }

            @Override
            public void read(long offset, ByteBuffer into) {
                throw thrown;
            }
        };
    }

    @Test
    void aMergeThatDoesNotFitTheBudgetSaysSoOrFits() {
        byte[] file = sample(EVENTS, 60_000, 1);
        MergeSpec wide = merge(List.of(file), MergeSpec.DEFAULT_ROW_GROUP_BYTES).spec();
        MergeSpec narrow = new MergeSpec(
                wide.schema(),
                wide.keyValueMetadata(),
                wide.createdBy(),
                wide.compression(),
                wide.rowGroupBytes(),
                wide.pageBytes(),
                wide.pageRows(),
                1_000,
                true,
                wide.maxGrowth());
        List<SourceFile> sources = BytesSource.allOf(List.of(file));
        assertThatThrownBy(() -> codec.merge(narrow, sources, new BytesUpload(sources), Progress.NONE))
                .isInstanceOfSatisfying(
                        ParquetFileException.class,
                        e -> assertThat(e.reason()).isEqualTo(ParquetFileException.Reason.MEMORY_BUDGET));
    }

    /**
     * Two kilobytes that unfold into pages of eight megabytes: refused at a budget of two, and never unfolded before.
     */
    @Test
    void aPageThatUnfoldsBeyondTheBudgetIsRefusedBeforeItIsUnfolded() {
        MessageType schema = MessageTypeParser.parseMessageType("message m { optional int64 zero; }");
        ParquetProperties onePage = ParquetProperties.builder()
                .withDictionaryEncoding(false)
                .withPageSize(64 << 20)
                .withPageRowCountLimit(10_000_000)
                .build();
        byte[] file = ParquetSamples.constant(
                schema, new SampleShape(1 << 20, 1 << 20, CompressionCodecName.ZSTD, onePage, Map.of()));
        assertThat(file.length).isLessThan(16 << 10);
        MergeCase merge = merge(List.of(file), MergeSpec.DEFAULT_ROW_GROUP_BYTES);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> merge.withMemoryBudget(2 << 20).merge(codec))
                .isInstanceOfSatisfying(
                        ParquetFileException.class,
                        e -> assertThat(e.reason()).isEqualTo(ParquetFileException.Reason.MEMORY_BUDGET));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8L << 20);
        assertThat(merge.merge(codec).merged().footer().rowCount()).isEqualTo(1 << 20);
    }

    @Test
    void booleansInRunsStayInRuns() {
        MessageType schema = MessageTypeParser.parseMessageType("message m { optional boolean flag; }");
        ParquetProperties withRuns = ParquetProperties.builder()
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
                .build();
        byte[] file = ParquetSamples.write(
                schema,
                new SampleShape(100_000, 100_000, CompressionCodecName.UNCOMPRESSED, withRuns, Map.of()),
                row -> {
                    row.startField("flag", 0);
                    row.addBoolean(true);
                    row.endField("flag", 0);
                });
        byte[] output = merge(List.of(file, file), MergeSpec.DEFAULT_ROW_GROUP_BYTES)
                .merge(codec)
                .bytes();
        assertThat(FileAnatomy.of(output)
                        .groups()
                        .get(0)
                        .chunks()
                        .get(0)
                        .metadata()
                        .getEncodings())
                .doesNotContain(org.apache.parquet.format.Encoding.PLAIN);
        assertThat(output.length).isLessThan(3 * file.length);
    }

    @Test
    void aThousandSourcesMergeWithinTheBudgetOfAFew() {
        List<byte[]> files = Collections.nCopies(1_000, sample(EVENTS, 20, 1));
        MergeCase merge = merge(files, MergeSpec.DEFAULT_ROW_GROUP_BYTES);
        MergedFile merged = merge.merge(codec).merged();
        assertThat(merged.sourceRowCount()).isEqualTo(20_000);
        assertThat(merged.footer().rowGroups()).hasSize(1);
    }

    @Test
    void severalThreadsMayUseOneCodec() {
        MergeCase merge = merge(List.of(sample(EVENTS, 500, 1), sample(EVENTS, 500, 2)), 1 << 20);
        byte[] alone = merge.merge(codec).bytes();
        List<byte[]> together = new Random(1)
                .longs(16)
                .parallel()
                .mapToObj(any -> merge.merge(codec).bytes())
                .toList();
        assertThat(together).allSatisfy(bytes -> assertThat(bytes).isEqualTo(alone));
    }
}
