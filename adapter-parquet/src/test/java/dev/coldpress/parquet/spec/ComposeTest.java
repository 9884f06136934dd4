package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Large row groups that become row groups of the output as they are. */
final class ComposeTest {

    private static final ParquetJavaCodec CODEC = new ParquetJavaCodec(2);
    private static final int ROWS = 125_000;
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message m {
              required int64 id;
              optional double reading;
              optional binary name (STRING);
              required fixed_len_byte_array(120) payload;
              optional group tags (LIST) { repeated group list { optional int32 element; } }
            }""");

    /** Two row groups of more than 122,880 rows each, in more than 16 MiB. */
    private static byte[] large;

    private static byte[] small;

    @BeforeAll
    static void write() {
        large = sample(2 * ROWS, 1);
        small = sample(2_000, 2);
        assertThat(large.length).isGreaterThan(16 << 20);
    }

    private static byte[] sample(int rows, long seed) {
        return ParquetSamples.write(
                SCHEMA,
                new SampleShape(
                        rows,
                        ROWS,
                        CompressionCodecName.UNCOMPRESSED,
                        ParquetProperties.builder()
                                .withDictionaryEncoding("payload", false)
                                .withBloomFilterEnabled("payload", true)
                                .build(),
                        Map.of()),
                seed);
    }

    @Test
    void largeRowGroupsAreCopiedAndSmallOnesAreNot() throws IOException {
        MergeCase.Result result = requireRight(List.of(large, small, small), spec(Optional.empty(), false));
        assertThat(result.merged().tiers())
                .containsEntry("compose", 2 * SCHEMA.getColumns().size());
        assertThat(rowCounts(result)).containsExactly((long) ROWS, (long) ROWS, 4_000L);
        assertThat(pageBytes(result, 0)).isEqualTo(pageBytes(FileAnatomy.of(large), 0));
        assertThat(pageBytes(result, 1)).isEqualTo(pageBytes(FileAnatomy.of(large), 1));
    }

    @Test
    void aRowGroupBehindASmallOneMakesThatLarge() throws IOException {
        MergeCase.Result result = requireRight(List.of(small, large), spec(Optional.empty(), false));
        assertThat(rowCounts(result)).containsExactly(2_000L + ROWS, (long) ROWS);
        assertThat(result.merged().tiers())
                .containsEntry("compose", SCHEMA.getColumns().size());
    }

    @Test
    void nothingIsCopiedThatHasToBeReadOrChanged() throws IOException {
        for (MergeSpec spec : List.of(spec(Optional.of(Compression.ZSTD), false), spec(Optional.empty(), true))) {
            assertThat(requireRight(List.of(large), spec).merged().tiers()).doesNotContainKey("compose");
        }
    }

    @Test
    void nothingIsCopiedWithoutATruePageIndex() throws IOException {
        requireNotCopied(footer -> footer.getRow_groups()
                .forEach(group -> group.getColumns().forEach(column -> column.unsetOffset_index_offset())));
        requireNotCopied(footer -> footer.getRow_groups()
                .forEach(group -> group.getColumns().get(1).unsetColumn_index_offset()));
        // The index of another column, and bytes that are none.
        requireNotCopied(footer -> footer.getRow_groups()
                .forEach(group -> group.getColumns()
                        .get(0)
                        .setOffset_index_offset(group.getColumns().get(1).getOffset_index_offset())));
        requireNotCopied(footer -> footer.getRow_groups()
                .forEach(group -> group.getColumns().get(0).setColumn_index_offset(4)));
        requireNotCopied(footer -> footer.getRow_groups()
                .forEach(group -> group.getColumns().get(0).setOffset_index_offset(Long.MAX_VALUE)));
        requireNotCopied(FileMetaData::unsetColumn_orders);
    }

    @Test
    void boundsOfFloatsAreLeftOutIfTheSourceDoesNotCountNan() throws IOException {
        byte[] file = edited(footer -> footer.getRow_groups()
                .forEach(group ->
                        group.getColumns().get(1).getMeta_data().getStatistics().unsetNan_count()));
        MergeCase.Result result = merge(List.of(file), spec(Optional.empty(), false));
        assertThat(result.merged().tiers()).containsOnlyKeys("compose");
        FileAnatomy.Chunk chunk =
                FileAnatomy.of(result.bytes()).groups().get(0).chunks().get(1);
        assertThat(chunk.metadata().getStatistics().isSetMin_value()).isFalse();
        assertThat(chunk.metadata().getStatistics().isSetNull_count()).isTrue();
        assertThat(chunk.thrift().isSetColumn_index_offset()).isFalse();
        assertThat(chunk.thrift().isSetOffset_index_offset()).isTrue();
    }

    @Test
    void filtersAreCopiedAndCountsOfDistinctValuesStay() throws IOException {
        byte[] file = edited(footer -> footer.getRow_groups()
                .forEach(group ->
                        group.getColumns().get(0).getMeta_data().getStatistics().setDistinct_count(5)));
        MergeCase.Result result = merge(List.of(file, small), spec(Optional.empty(), false));
        FileAnatomy output = FileAnatomy.of(result.bytes());
        for (int group = 0; group < 2; group++) {
            assertThat(filter(output, group)).isNotEmpty().isEqualTo(filter(FileAnatomy.of(large), group));
            assertThat(chunk(output, group, 0).getStatistics().getDistinct_count())
                    .isEqualTo(5);
        }
        assertThat(chunk(output, 2, 0).getStatistics().isSetDistinct_count()).isFalse();
    }

    @Test
    void aFilterWhoseLengthIsNotSaidIsCopiedByItsHeader() throws IOException {
        byte[] file = edited(footer -> footer.getRow_groups()
                .forEach(group -> group.getColumns().get(3).getMeta_data().unsetBloom_filter_length()));
        MergeCase.Result result = merge(List.of(file), spec(Optional.empty(), false));
        assertThat(result.merged().tiers()).containsOnlyKeys("compose");
        FileAnatomy output = FileAnatomy.of(result.bytes());
        assertThat(filter(output, 1)).isEqualTo(filter(FileAnatomy.of(large), 1));
        OutputRules.checkFile(output, spec(Optional.empty(), false));
    }

    @Test
    void whatIsNoFilterIsLeftOutAndTheReportSaysSo() throws IOException {
        for (long offset : List.of(4L, (long) large.length - 1, Long.MAX_VALUE, -1L)) {
            byte[] file = edited(footer -> footer.getRow_groups()
                    .forEach(group -> group.getColumns().get(3).getMeta_data().setBloom_filter_offset(offset)));
            MergeCase.Result result = merge(List.of(file), spec(Optional.empty(), false));
            assertThat(result.merged().tiers()).containsOnlyKeys("compose");
            assertThat(chunk(FileAnatomy.of(result.bytes()), 0, 3).isSetBloom_filter_offset())
                    .isFalse();
            assertThat(result.merged().columnTiers())
                    .anySatisfy(tier -> assertThat(tier.reason()).contains("its Bloom filter is left out"));
        }
    }

    @Test
    void aRowGroupWithoutAFilterThatIsWantedIsNotCopied() throws IOException {
        String kept = SCHEMA.getColumns().get(3).getPath()[0];
        String lacking = SCHEMA.getColumns().get(0).getPath()[0];
        assertThat(merge(List.of(large), filtered(new BloomFilters(true, Map.of(kept, 0.01))))
                        .merged()
                        .tiers())
                .containsOnlyKeys("compose");
        MergeCase.Result made = merge(List.of(large), filtered(new BloomFilters(true, Map.of(lacking, 0.01))));
        assertThat(made.merged().tiers()).doesNotContainKey("compose");
        assertThat(chunk(FileAnatomy.of(made.bytes()), 0, 0).isSetBloom_filter_offset())
                .isTrue();
        assertThat(chunk(FileAnatomy.of(made.bytes()), 0, 3).isSetBloom_filter_offset())
                .isTrue();
    }

    @Test
    void whereNoFiltersAreWantedTheyAreNotCopied() throws IOException {
        MergeCase.Result result = merge(List.of(large), filtered(BloomFilters.NONE));
        assertThat(result.merged().tiers()).containsOnlyKeys("compose");
        assertThat(chunk(FileAnatomy.of(result.bytes()), 0, 3).isSetBloom_filter_offset())
                .isFalse();
    }

    private static MergeSpec filtered(BloomFilters filters) {
        MergeSpec spec = spec(Optional.empty(), false);
        return new MergeSpec(
                spec.schema(),
                spec.keyValueMetadata(),
                spec.createdBy(),
                spec.compression(),
                spec.compressionLevel(),
                spec.rowGroupBytes(),
                spec.pageBytes(),
                spec.pageRows(),
                spec.memoryBudgetBytes(),
                spec.verifyContent(),
                spec.maxGrowth(),
                filters,
                List.of(),
                spec.lateMetadata());
    }

    private static ColumnMetaData chunk(FileAnatomy file, int group, int column) {
        return file.groups().get(group).chunks().get(column).metadata();
    }

    private static byte[] filter(FileAnatomy file, int group) {
        ColumnMetaData payload = chunk(file, group, 3);
        int from = Math.toIntExact(payload.getBloom_filter_offset());
        return Arrays.copyOfRange(file.file(), from, from + payload.getBloom_filter_length());
    }

    private static void requireNotCopied(Consumer<FileMetaData> edit) throws IOException {
        MergeCase.Result result = merge(List.of(edited(edit)), spec(Optional.empty(), false));
        assertThat(result.merged().tiers()).doesNotContainKey("compose");
    }

    private static byte[] edited(Consumer<FileMetaData> edit) throws IOException {
        FileMetaData footer = FileAnatomy.of(large).metadata();
        edit.accept(footer);
        return FileRewriter.withFooter(large, footer);
    }

    private static MergeSpec spec(Optional<Compression> codec, boolean verifyContent) {
        return new MergeSpec(
                MergeCase.unionSchema(CODEC, List.of(small)),
                Map.of(),
                "coldpress version 0.1.0 (build 0123abc)",
                codec,
                MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                MergeSpec.DEFAULT_PAGE_BYTES,
                MergeSpec.DEFAULT_PAGE_ROWS,
                200L << 20,
                verifyContent,
                MergeSpec.DEFAULT_MAX_GROWTH);
    }

    private static MergeCase.Result merge(List<byte[]> files, MergeSpec spec) {
        return new MergeCase(files, spec, false).merge(CODEC);
    }

    private static MergeCase.Result requireRight(List<byte[]> files, MergeSpec spec) throws IOException {
        MergeCase.Result result = merge(files, spec);
        FileAnatomy output = FileAnatomy.of(result.bytes());
        OutputRules.checkFile(output, spec);
        List<FileAnatomy> sources = files.stream().map(FileAnatomy::of).toList();
        for (int i = 0; i < SCHEMA.getColumns().size(); i++) {
            assertThat(ColumnEntries.ofColumn(output, i))
                    .isEqualTo(new ExpectedColumns(output.schema(), sources).column(i));
        }
        return result;
    }

    private static List<Long> rowCounts(MergeCase.Result result) {
        return FileAnatomy.of(result.bytes()).groups().stream()
                .map(group -> group.thrift().getNum_rows())
                .toList();
    }

    private static List<Integer> pageBytes(MergeCase.Result result, int group) {
        return pageBytes(FileAnatomy.of(result.bytes()), group);
    }

    private static List<Integer> pageBytes(FileAnatomy file, int group) {
        return file.groups().get(group).chunks().stream()
                .flatMap(chunk -> chunk.pages().stream())
                .map(page -> Arrays.hashCode(page.payload()))
                .toList();
    }
}
