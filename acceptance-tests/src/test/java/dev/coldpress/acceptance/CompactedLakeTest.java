package dev.coldpress.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.engine.OrderedComparison;
import dev.coldpress.acceptance.engine.SparkRows;
import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.lake.EventRows;
import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.lake.PageFile;
import dev.coldpress.acceptance.lake.PageFile.Page;
import dev.coldpress.acceptance.lake.RowSource;
import dev.coldpress.acceptance.lake.WideRows;
import dev.coldpress.acceptance.product.LocalCompactor;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.CompactionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lakes written by parquet-java, compacted through the public API, looked at by DuckDB and Spark. */
class CompactedLakeTest {

    private static final RowSource WIDE = new WideRows();
    private static final RowSource EVENTS = new EventRows(40);

    private final Path folder;
    private final LakeWriter lake;

    CompactedLakeTest(@TempDir Path folder) throws IOException {
        this.folder = folder.toRealPath();
        lake = new LakeWriter(this.folder.resolve("lake"));
    }

    @Test
    void filesOfEveryFormBecomeOneWithTheSameRowsInTheSameOrder() throws Exception {
        List<Path> sources = new ArrayList<>();
        for (FileForm form : List.of(FileForm.USUAL, FileForm.CUT_SMALL, FileForm.DELTA, FileForm.BARE)) {
            sources.add(write("wide", WIDE, sources.size() * 1500L, 1500, form));
        }
        compact(CompactionSettings.defaults());
        assertSameRows(sources, files(0));
    }

    @Test
    void filesOfEveryCodecBecomeOneWithTheSameRowsInTheSameOrder() throws Exception {
        List<Path> sources = new ArrayList<>();
        for (CompressionCodecName codec : List.of(
                CompressionCodecName.UNCOMPRESSED,
                CompressionCodecName.SNAPPY,
                CompressionCodecName.GZIP,
                CompressionCodecName.ZSTD,
                CompressionCodecName.LZ4_RAW)) {
            FileForm form = sources.size() % 2 == 0 ? FileForm.USUAL : FileForm.DELTA;
            sources.add(write("event", EVENTS, sources.size() * 4000L, 4000, form.withCodec(codec)));
        }
        compact(CompactionSettings.defaults());
        assertSameRows(sources, files(0));
    }

    @Test
    void filesOfTwoSchemasBecomeOneOfEach() throws Exception {
        List<Path> wide = new ArrayList<>();
        List<Path> clashing = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            wide.add(write("a" + i, WIDE, i * 200L, 200, FileForm.USUAL));
            clashing.add(write("b" + i, new ClashingRows(), i * 200L, 200, FileForm.USUAL));
        }
        compact(CompactionSettings.defaults());
        assertThat(files(0)).hasSize(2);
        for (Path output : files(0)) {
            boolean isWide = SparkRows.digests(List.of(output)).containsKey("tags");
            assertSameRows(isWide ? wide : clashing, List.of(output));
        }
    }

    @Test
    void severalGroupsOfOnePartitionKeepTheOrderOfTheirSources() throws Exception {
        List<Path> sources = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            sources.add(write("part", EVENTS, i * 300L, 300, FileForm.BARE));
        }
        long fileBytes = Files.size(sources.get(0));
        compact(CompactionSettings.builder()
                .targetFileSizeBytes(3 * fileBytes)
                .maxFileSizeBytes(6 * fileBytes)
                .build());
        assertThat(files(0)).hasSizeBetween(3, 4);
        assertSameRows(sources, inOrderOfFirstId(files(0)));
    }

    @Test
    void aSecondRunWritesNothing() throws Exception {
        for (int i = 0; i < 4; i++) {
            write("part", WIDE, i * 100L, 100, FileForm.USUAL);
        }
        compact(CompactionSettings.defaults());
        assertThat(files(0)).hasSize(1);
        DirectorySnapshot first = DirectorySnapshot.of(lake.root());
        CompactionReport second =
                compact(CompactionSettings.builder().quietPeriod(Duration.ZERO).build());
        assertThat(second.partitionsCompacted()).isZero();
        assertThat(DirectorySnapshot.of(lake.root())).isEqualTo(first);
    }

    /** A chunk whose dictionary page comes behind a plain one is misread by Spark, without an error. */
    @Test
    void sparkReadsEveryMixtureOfPlainAndDictionaryPages() throws Exception {
        int pages = 0;
        for (List<Page> order : List.of(
                List.of(Page.PLAIN),
                List.of(Page.DICTIONARY),
                List.of(Page.DICTIONARY, Page.PLAIN),
                List.of(Page.PLAIN, Page.DICTIONARY),
                List.of(Page.DICTIONARY))) {
            Path file = folder.resolve("pages-" + pages + ".parquet");
            PageFile.write(file, order);
            lake.copy(LakeWriter.hour(0), file.getFileName().toString(), file);
            pages += order.size();
        }
        compact(CompactionSettings.defaults());
        assertThat(files(0)).hasSize(1);
        assertThat(SparkRows.read(files(0).get(0)).get("v")).isEqualTo(PageFile.values(pages));
    }

    /** Writes a file into the lake, and returns a copy of it that no compaction touches. */
    private Path write(String name, RowSource rows, long firstId, int count, FileForm form) throws IOException {
        String fileName = String.format("%s-%06d.parquet", name, firstId);
        Path file = lake.write(LakeWriter.hour(0), fileName, rows, firstId, count, form);
        return Files.copy(file, folder.resolve(fileName));
    }

    private CompactionReport compact(CompactionSettings settings) {
        CompactionReport report = LocalCompactor.compactAll(lake.root(), settings);
        assertThat(report.isSuccess()).isTrue();
        return report;
    }

    private List<Path> files(int hour) throws IOException {
        Path partition = lake.root().resolve(LakeWriter.hour(hour));
        return LakeFiles.visible(lake.root()).stream()
                .filter(file -> file.startsWith(partition))
                .toList();
    }

    private static void assertSameRows(List<Path> sources, List<Path> outputs) throws Exception {
        assertThat(outputs).hasSizeLessThan(sources.size());
        try (DuckDb duck = new DuckDb()) {
            assertThat(new OrderedComparison(duck).difference(sources, outputs)).isEmpty();
        }
        assertThat(SparkRows.digests(outputs)).isEqualTo(SparkRows.digests(sources));
    }

    /** The files under names that sort as their rows do: those of outputs are random. */
    private List<Path> inOrderOfFirstId(List<Path> files) throws Exception {
        List<Path> renamed = new ArrayList<>();
        try (DuckDb duck = new DuckDb()) {
            for (Path file : files) {
                long firstId = duck.number("SELECT min(id) FROM " + DuckDb.parquet(file));
                renamed.add(Files.copy(file, folder.resolve(String.format("output-%06d.parquet", firstId))));
            }
        }
        return renamed.stream().sorted().toList();
    }
}
