package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.SortColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;

/** Into which row groups the rows of an output go that is sorted. */
class SortedRowGroupsTest {

    private static final List<SortColumn> BY_KEY = List.of(new SortColumn("k", false, false));
    private static final long MUCH_MEMORY = 512L << 20;
    private static final long LITTLE_MEMORY = 4L << 20;
    private static final int ROWS = 2_000;
    private static final long SMALL_ROW_GROUP = 100 << 10;

    private static final ParquetCodec CODEC = new ParquetJavaCodec();

    private static MergeSpec spec(List<byte[]> files, List<SortColumn> order, long rowGroupBytes, long budgetBytes) {
        return new MergeSpec(
                        MergeCase.unionSchema(CODEC, files),
                        Map.of(),
                        "coldpress version 0.1.0 (build 0)",
                        Optional.of(Compression.UNCOMPRESSED),
                        rowGroupBytes,
                        MergeSpec.DEFAULT_PAGE_BYTES,
                        MergeSpec.DEFAULT_PAGE_ROWS,
                        budgetBytes,
                        true,
                        1000)
                .withSort(order);
    }

    private static byte[] merge(List<byte[]> files, List<SortColumn> order, long rowGroupBytes, long budgetBytes) {
        return new MergeCase(files, spec(files, order, rowGroupBytes, budgetBytes), true)
                .merge(CODEC)
                .bytes();
    }

    /** Keys from one on, each so much greater than the one before. */
    private static byte[] keys(long first, int step) {
        return KeyFiles.write(
                LongStream.range(0, ROWS).map(i -> first + i * step).boxed().toList());
    }

    private static List<Object> column(FileAnatomy file, int column) {
        return ColumnEntries.ofColumn(file, column).stream()
                .map(entry -> Objects.requireNonNull(entry.value()))
                .toList();
    }

    private static List<Long> rowCounts(byte[] file) {
        return FileAnatomy.of(file).metadata().getRow_groups().stream()
                .map(group -> group.getNum_rows())
                .toList();
    }

    @Test
    void rowsThatMixAreOneOrderBeyondTheSizeOfARowGroup() {
        List<byte[]> sources = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sources.add(keys(i, 5));
        }
        byte[] merged = merge(sources, BY_KEY, SMALL_ROW_GROUP, MUCH_MEMORY);
        List<Object> expected =
                LongStream.range(0, 5 * ROWS).<Object>mapToObj(i -> i).toList();
        assertThat(column(FileAnatomy.of(merged), 1)).isEqualTo(expected);
        FileAnatomy.of(merged).metadata().getRow_groups().forEach(group -> {
            assertThat(group.getSorting_columns()).hasSize(1);
            assertThat(group.getTotal_byte_size()).isBetween(SMALL_ROW_GROUP / 2, SMALL_ROW_GROUP * 2);
        });
    }

    /** Nobody knows from the footers that they do not. */
    @Test
    void rowsThatDoNotMixAfterAllBecomeTheRowGroupsThatTheyBecomeWithoutSorting() throws IOException {
        List<byte[]> sources = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sources.add(withoutStatistics(keys((long) i * ROWS, 1)));
        }
        byte[] sorted = merge(sources, BY_KEY, 2 * SMALL_ROW_GROUP, MUCH_MEMORY);
        byte[] unsorted = merge(sources, List.of(), 2 * SMALL_ROW_GROUP, MUCH_MEMORY);
        assertThat(rowCounts(sorted)).hasSizeGreaterThan(1).isEqualTo(rowCounts(unsorted));
        for (int column = 0; column < 3; column++) {
            assertThat(column(FileAnatomy.of(sorted), column)).isEqualTo(column(FileAnatomy.of(unsorted), column));
        }
        FileAnatomy.of(sorted)
                .metadata()
                .getRow_groups()
                .forEach(group -> assertThat(group.getSorting_columns()).hasSize(1));
    }

    private static byte[] withoutStatistics(byte[] file) throws IOException {
        FileMetaData footer = FileAnatomy.of(file).metadata();
        footer.getRow_groups()
                .forEach(group ->
                        group.getColumns().forEach(chunk -> chunk.getMeta_data().unsetStatistics()));
        return FileRewriter.withFooter(file, footer);
    }

    /** With little memory, columns are decoded once for the first row groups and again for the later ones. */
    @Test
    void theBytesDoNotDependOnHowManyRowGroupsAreMadeAtOnce() {
        List<byte[]> sources = List.of(shuffledTexts(10_000, 1), shuffledTexts(10_000, 2));
        long rowGroup = sources.get(0).length / 4;
        byte[] atOnce = merge(sources, BY_KEY, rowGroup, MUCH_MEMORY);
        byte[] inTurns = merge(sources, BY_KEY, rowGroup, LITTLE_MEMORY);
        assertThat(rowCounts(atOnce)).hasSizeGreaterThan(4);
        // So much is expected of the output, whose row groups that wait may take a quarter of the memory.
        assertThat(2 * uncompressedBytes(sources.get(0))).isGreaterThan(LITTLE_MEMORY / 2);
        assertThat(Arrays.mismatch(inTurns, atOnce)).isEqualTo(-1);
    }

    private static long uncompressedBytes(byte[] file) {
        return FileAnatomy.of(file).metadata().getRow_groups().stream()
                .flatMap(group -> group.getColumns().stream())
                .map(chunk -> chunk.getMeta_data())
                .mapToLong(ColumnMetaData::getTotal_uncompressed_size)
                .sum();
    }

    /** A file of keys in no order and of many columns that take much more memory than the file is large. */
    private static byte[] shuffledTexts(int rows, long seed) {
        String columns = IntStream.range(0, 12)
                .mapToObj(i -> "required binary t" + i + " (STRING);")
                .collect(Collectors.joining(" "));
        MessageType schema = MessageTypeParser.parseMessageType("message m { required int64 k; " + columns + " }");
        SampleShape shape = new SampleShape(
                rows,
                rows,
                CompressionCodecName.SNAPPY,
                ParquetProperties.builder().withDictionaryEncoding(false).build(),
                Map.of());
        Random random = new Random(seed);
        return ParquetSamples.write(schema, shape, out -> {
            long key = random.nextInt(1 << 20);
            out.startField("k", 0);
            out.addLong(key);
            out.endField("k", 0);
            for (int i = 0; i < 12; i++) {
                out.startField("t" + i, i + 1);
                out.addBinary(Binary.fromString("text " + key / 4096));
                out.endField("t" + i, i + 1);
            }
        });
    }
}
