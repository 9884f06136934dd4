package dev.coldpress.parquet.internal.footer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.Footers;
import dev.coldpress.parquet.PlannedMerge;
import dev.coldpress.parquet.TestLake;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bloom filters of merged chunks, read by parquet-java's filter and by DuckDB. DuckDB writes them beside dictionaries.
 */
class BloomFilterTest {

    private static final int FILES = 3;
    private static final int ROWS = 20_000;
    private static final int DISTINCT = 2_000;
    private static final int OTHERS = 20_000;

    @TempDir
    Path directory;

    private TestLake lake;

    @BeforeEach
    void open() throws SQLException {
        lake = new TestLake(directory);
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    /** Each has other values than the rest, so that no filter of a source would do for all. */
    private List<SourceFile> files(String column, String... options) throws SQLException, IOException {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(file(column, i, options));
        }
        return files;
    }

    private SourceFile file(String column, int number, String... options) throws SQLException, IOException {
        String value = "(i % " + DISTINCT + " + " + number * DISTINCT + ")";
        return lake.write("SELECT " + column.replace("i", value) + " AS c FROM range(" + ROWS + ") r(i)", options);
    }

    private TestLake.Output merge(List<SourceFile> files) {
        return lake.merge(new PlannedMerge(lake).spec(files), files);
    }

    private static ColumnMetaData column(byte[] file) throws IOException {
        FileMetaData footer = Footers.read(file);
        assertThat(footer.getRow_groups()).hasSize(1);
        return footer.getRow_groups().get(0).getColumns().get(0).getMeta_data();
    }

    private static BlockSplitBloomFilter filter(byte[] file) throws IOException {
        ColumnMetaData column = column(file);
        assertThat(column.isSetBloom_filter_offset()).isTrue();
        int from = Math.toIntExact(column.getBloom_filter_offset());
        int end = from + column.getBloom_filter_length();
        ByteArrayInputStream in = new ByteArrayInputStream(file, from, end - from);
        int length = Util.readBloomFilterHeader(in).getNumBytes();
        assertThat(in.available()).isEqualTo(length);
        return new BlockSplitBloomFilter(Arrays.copyOfRange(file, end - length, end));
    }

    private static long lengths(List<byte[]> files) throws IOException {
        long sum = 0;
        for (byte[] file : files) {
            sum += column(file).getBloom_filter_length();
        }
        return sum;
    }

    @Test
    void everyValueIsInTheFilterAndFewOthersAre() throws Exception {
        List<SourceFile> files = files("i::BIGINT");

        byte[] output = merge(files).bytes();

        BlockSplitBloomFilter filter = filter(output);
        assertThat(IntStream.range(0, FILES * DISTINCT)).allMatch(i -> filter.findHash(filter.hash((long) i)));
        long passed = IntStream.range(FILES * DISTINCT, FILES * DISTINCT + OTHERS)
                .filter(i -> filter.findHash(filter.hash((long) i)))
                .count();
        assertThat(passed).isLessThan(OTHERS * 3 / 100);
        assertThat((long) filter.getBitsetSize())
                .isLessThanOrEqualTo(lengths(files.stream().map(lake::bytes).toList()));
    }

    @Test
    void numbersOfEachTypeAndTextAreHashedAsReadersHashThem() throws Exception {
        assertInFilter("i::INTEGER", "7::INTEGER", "-7::INTEGER");
        assertInFilter("i::DOUBLE", "7::DOUBLE", "0.5::DOUBLE");
        assertInFilter("i::FLOAT", "7::FLOAT", "0.5::FLOAT");
        assertInFilter("'number ' || i", "'number 7'", "'number x'");
    }

    /** By DuckDB. */
    private void assertInFilter(String column, String present, String absent) throws Exception {
        byte[] output = merge(files(column)).bytes();
        assertThat(isExcluded(output, present)).isEqualTo("false");
        assertThat(isExcluded(output, absent)).isEqualTo("true");
    }

    private String isExcluded(byte[] file, String value) throws SQLException, IOException {
        String probe = "SELECT bloom_filter_excludes FROM parquet_bloom_probe('%s', 'c', " + value + ")";
        return lake.columnOf(probe, file).get(0);
    }

    /** Sources have dictionaries, and their values together are too many for one. */
    @Test
    void theFilterIsMadeOfPlainPagesAsWell() throws Exception {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(lake.write(
                    "SELECT 'a text of some length that is there once: ' || md5(i::VARCHAR) AS c FROM range(" + i * ROWS
                            + ", " + (i + 1) * ROWS + ") r(i)",
                    "DICTIONARY_SIZE_LIMIT 1000000",
                    "STRING_DICTIONARY_PAGE_SIZE_LIMIT 100000000"));
        }

        TestLake.Output merged = merge(files);

        assertThat(column(merged.bytes()).getEncodings().toString()).doesNotContain("DICTIONARY");
        BlockSplitBloomFilter filter = filter(merged.bytes());
        List<String> values = lake.column("SELECT c FROM %s", merged.bytes());
        assertThat(values)
                .hasSize(FILES * ROWS)
                .allMatch(value -> filter.findHash(filter.hash(Binary.fromString(value))));
    }

    @Test
    void aFilterOfFewValuesIsSmall() throws Exception {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            files.add(file("i::BIGINT", 0));
        }
        byte[] output = merge(files).bytes();
        assertThat(column(output).getBloom_filter_length())
                .isLessThanOrEqualTo(column(lake.bytes(files.get(0))).getBloom_filter_length());
    }

    @Test
    void aSourceWithoutAFilterLeavesItOutAndTheReportSaysSo() throws Exception {
        List<SourceFile> files = new ArrayList<>(files("i::BIGINT"));
        files.add(file("i::BIGINT", FILES, "WRITE_BLOOM_FILTER false", "DICTIONARY_SIZE_LIMIT 1"));

        TestLake.Output output = merge(files);

        assertThat(column(output.bytes()).isSetBloom_filter_offset()).isFalse();
        assertThat(output.merged().columnTiers())
                .extracting(ColumnTier::reason)
                .singleElement()
                .asString()
                .contains("its Bloom filter is left out, since not all of its sources have one");
    }

    /** parquet-java writes no filter beside a dictionary that has all values. */
    @Test
    void aSourceWhoseDictionaryHasAllValuesNeedsNoFilter() throws Exception {
        List<SourceFile> files = new ArrayList<>(files("i::BIGINT"));
        files.add(file("i::BIGINT", FILES, "WRITE_BLOOM_FILTER false"));

        BlockSplitBloomFilter filter = filter(merge(files).bytes());

        assertThat(IntStream.range(0, (FILES + 1) * DISTINCT)).allMatch(i -> filter.findHash(filter.hash((long) i)));
    }

    @Test
    void aColumnThatNoSourceHasAFilterOfGetsNone() throws Exception {
        TestLake.Output output = merge(files("i::BIGINT", "WRITE_BLOOM_FILTER false"));
        assertThat(column(output.bytes()).isSetBloom_filter_offset()).isFalse();
        assertThat(output.merged().columnTiers())
                .extracting(ColumnTier::reason)
                .noneSatisfy(reason -> assertThat(reason).contains("Bloom"));
    }

    @Test
    void filesWithoutTheColumnAndWithoutValuesInItAreNoHindrance() throws Exception {
        List<SourceFile> files = new ArrayList<>(files("i::BIGINT"));
        files.add(lake.write("SELECT NULL::BIGINT AS c FROM range(100) r(i)", "WRITE_BLOOM_FILTER false"));
        files.add(lake.write("SELECT i AS other FROM range(100) r(i)"));

        BlockSplitBloomFilter filter = filter(merge(files).bytes());

        assertThat(IntStream.range(0, FILES * DISTINCT)).allMatch(i -> filter.findHash(filter.hash((long) i)));
    }

    @Test
    void aNamedColumnGetsAFilterWhateverItsSourcesHave() throws Exception {
        List<SourceFile> files = new ArrayList<>(files("{'x': i::BIGINT}", "WRITE_BLOOM_FILTER false"));
        files.add(file("{'x': i::BIGINT}", FILES));
        BlockSplitBloomFilter usual = filter(merge(files, Map.of("c.x", 0.01)));
        BlockSplitBloomFilter exact = filter(merge(files, Map.of("c.x", 0.0001)));

        assertThat(IntStream.range(0, (FILES + 1) * DISTINCT)).allMatch(i -> exact.findHash(exact.hash((long) i)));
        long passed = IntStream.range((FILES + 1) * DISTINCT, (FILES + 1) * DISTINCT + OTHERS)
                .filter(i -> exact.findHash(exact.hash((long) i)))
                .count();
        assertThat(passed).isLessThan(OTHERS * 3 / 10_000);
        assertThat(exact.getBitsetSize()).isGreaterThan(usual.getBitsetSize());
        List<SourceFile> without = files("{'x': i::BIGINT}", "WRITE_BLOOM_FILTER false");
        assertThat(column(merge(without, Map.of("c", 0.01))).isSetBloom_filter_offset())
                .as("a struct is no column of values")
                .isFalse();
    }

    private byte[] merge(List<SourceFile> files, Map<String, Double> columns) {
        PlannedMerge merges = new PlannedMerge(lake, new BloomFilters(true, columns));
        return lake.merge(merges.spec(files), files).bytes();
    }

    @Test
    void aColumnOfBooleansGetsNone() throws Exception {
        byte[] output =
                merge(List.of(lake.write("SELECT true AS c"), lake.write("SELECT false AS c")), Map.of("c", 0.01));
        assertThat(column(output).isSetBloom_filter_offset()).isFalse();
    }

    @Test
    void whereNoneAreWantedThereAreNone() throws Exception {
        List<SourceFile> files = files("i::BIGINT");
        PlannedMerge merges = new PlannedMerge(lake, BloomFilters.NONE);
        TestLake.Output output = lake.merge(merges.spec(files), files);
        assertThat(column(output.bytes()).isSetBloom_filter_offset()).isFalse();
    }
}
