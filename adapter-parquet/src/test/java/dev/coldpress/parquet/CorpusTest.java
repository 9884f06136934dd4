package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file of the public test corpus of the Parquet project, merged with itself: refused for the reason listed here,
 * or with the same rows twice by DuckDB. Where DuckDB does not read the source, what remains is the merge's own
 * comparison of its output, decoded again, with what it decoded from the source.
 */
class CorpusTest {

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("ARROW-GH-41317.parquet", "CORRUPT"),
            Map.entry("ARROW-GH-41321.parquet", "CORRUPT"),
            Map.entry("ARROW-GH-45185.parquet", "CORRUPT"),
            Map.entry("ARROW-GH-47662.parquet", "CORRUPT"),
            Map.entry("ARROW-RS-GH-6229-DICTHEADER.parquet", "CORRUPT"),
            Map.entry("ARROW-RS-GH-6229-LEVELS.parquet", "CORRUPT"),
            Map.entry("PARQUET-1481.parquet", "UNSUPPORTED"),
            Map.entry("datapage_v1-corrupt-checksum.parquet", "CORRUPT"),
            Map.entry("rle-dict-uncompressed-corrupt-checksum.parquet", "CORRUPT"),
            // A page of a gigabyte.
            Map.entry("large_string_map.brotli.parquet", "MEMORY_BUDGET"),
            // The footer says no rows, and the row groups six.
            Map.entry("repeated_no_annotation.parquet", "CORRUPT"),
            Map.entry("unknown-logical-type.parquet", "UNSUPPORTED"));

    /** DuckDB 1.5.6 has no such encoding, codec, map or shredding of variants. */
    private static final Set<String> NOT_READ_BY_DUCKDB = Set.of(
            "byte_stream_split_extended.gzip.parquet",
            "hadoop_lz4_compressed.parquet",
            "hadoop_lz4_compressed_larger.parquet",
            "non_hadoop_lz4_compressed.parquet",
            "map_no_value.parquet",
            "case-041.parquet",
            "case-087.parquet",
            "case-088.parquet",
            "case-127.parquet",
            "case-128.parquet",
            "case-131.parquet",
            "case-132.parquet",
            "case-138.parquet");

    private static final int MOST_FOOTER_BYTES = 4096;

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> everyFileIsMergedEqualOrRefusedForItsReason() throws IOException {
        Path corpus = corpus();
        assumeTrue(Files.isDirectory(corpus), () -> "no corpus at " + corpus + "; set -Dcoldpress.corpus");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(corpus)) {
            files = walk.filter(CorpusTest::isParquet).sorted().toList();
        }
        return files.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
    }

    private static Path corpus() {
        String configured = System.getProperty("coldpress.corpus");
        return configured != null ? Path.of(configured) : Path.of("..", "..", "shared", "corpus");
    }

    private static boolean isParquet(Path file) {
        return name(file).endsWith(".parquet") || name(file).endsWith(".encrypted");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String expected(Path file) {
        return name(file).endsWith(".encrypted") ? "ENCRYPTED" : REFUSED.getOrDefault(name(file), "merged");
    }

    /** Each file has a DuckDB of its own, because some of them kill it. */
    private void check(Path file) throws SQLException, IOException {
        byte[] bytes = Files.readAllBytes(file);
        TestLake.Output output;
        try (TestLake lake = new TestLake(directory)) {
            output = merge(lake, lake.put(bytes));
        } catch (ParquetFileException e) {
            assertThat(e.reason()).as(name(file) + ": " + e.getMessage()).hasToString(expected(file));
            return;
        }
        assertThat(expected(file)).as(name(file)).isEqualTo("merged");
        assertNotGrown(file, 2L * bytes.length, output);
        if (!NOT_READ_BY_DUCKDB.contains(name(file))) {
            List<String> once = rows(bytes);
            List<String> twice = Stream.concat(once.stream(), once.stream()).toList();
            assertThat(rows(output.bytes())).isEqualTo(twice);
        }
    }

    /** Beside its pages, an output has a page index and statistics, which not all writers have. */
    private static void assertNotGrown(Path file, long sourceBytes, TestLake.Output output) {
        boolean isExplained = output.merged().columnTiers().stream()
                .anyMatch(tier -> tier.reason().contains("larger than in the sources"));
        if (!isExplained) {
            assertThat((long) output.bytes().length)
                    .as(name(file))
                    .isLessThan(sourceBytes + sourceBytes / 20 + MOST_FOOTER_BYTES);
        }
    }

    private static TestLake.Output merge(TestLake lake, SourceFile source) {
        TestLake.Output output =
                lake.merge(Specs.of(lake.codec().readFooter(source).schema()), List.of(source, source));
        lake.codec().checkContent(lake.put(output.bytes()));
        return output;
    }

    private List<String> rows(byte[] file) throws SQLException, IOException {
        try (TestLake lake = new TestLake(directory)) {
            return lake.rows(file);
        }
    }
}
