package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check of the content finds whatever would make a reader skip, count or place rows wrongly. */
class VerifyTest {

    @TempDir
    Path directory;

    private TestLake lake;
    private byte[] numbers;

    @BeforeEach
    void open() throws SQLException, IOException {
        lake = new TestLake(directory);
        numbers = output("SELECT CASE WHEN i % 10 = 0 THEN NULL ELSE i END AS n FROM range(0, 5000) r(i)");
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    /** A merged file, which has all that can be said. */
    private byte[] output(String query) throws SQLException, IOException {
        SourceFile source = lake.write(query);
        byte[] output = lake.merge(Specs.of(lake.codec().readFooter(source).schema()), List.of(source))
                .bytes();
        assertThat(lake.codec().checkContent(lake.put(output)).rowCount()).isPositive();
        return output;
    }

    private void assertFound(byte[] file, String message) {
        SourceFile lie = lake.put(file);
        assertThatThrownBy(() -> lake.codec().checkContent(lie))
                .isInstanceOfSatisfying(
                        ParquetFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT))
                .hasMessageContaining(lie.ref().key().path())
                .hasMessageContaining(message);
    }

    private static byte[] withChunk(byte[] file, Consumer<ColumnMetaData> change) throws IOException {
        return Footers.edit(
                file,
                footer -> change.accept(
                        footer.getRow_groups().get(0).getColumns().get(0).getMeta_data()));
    }

    private static byte[] withStatistics(byte[] file, Consumer<Statistics> change) throws IOException {
        return withChunk(file, chunk -> change.accept(chunk.getStatistics()));
    }

    private static byte[] int64(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    @Test
    void boundsThatLeaveOutAValue() throws IOException {
        assertFound(withStatistics(numbers, s -> s.setMin_value(int64(2))), "a value is less than the least value");
        assertFound(withStatistics(numbers, s -> s.setMax_value(int64(4998))), "a value is greater than the greatest");
        assertFound(withStatistics(numbers, s -> s.setMin_value(int64(5000))), "greater than the greatest");
        assertFound(withStatistics(numbers, s -> s.setMin_value(new byte[3])), "a bound of 3 bytes");
    }

    @Test
    void boundsThatAreSaidToBeExactAndAreNot() throws IOException {
        assertFound(withStatistics(numbers, s -> s.setMin_value(int64(0))), "is said to be exact");
        assertFound(withStatistics(numbers, s -> s.setMax_value(int64(5000))), "is said to be exact");
        byte[] wide = withStatistics(numbers, s -> {
            s.setMin_value(int64(-7));
            s.setIs_min_value_exact(false);
        });
        assertThat(lake.codec().checkContent(lake.put(wide)).rowCount()).isEqualTo(5000);
    }

    @Test
    void boundsInTheOrderOfTheType() throws Exception {
        byte[] unsigned = output("SELECT i::UTINYINT AS n FROM range(0, 256) r(i)");
        byte[] decimals = output("SELECT ((i - 50) / 7)::DECIMAL(30, 3) AS n FROM range(0, 100) r(i)");
        byte[] text = output("SELECT chr(i::INT + 200) AS n FROM range(0, 100) r(i)");
        for (byte[] file : List.of(unsigned, decimals, text)) {
            Statistics statistics = Footers.read(file)
                    .getRow_groups()
                    .get(0)
                    .getColumns()
                    .get(0)
                    .getMeta_data()
                    .getStatistics();
            byte[] min = statistics.getMin_value();
            assertFound(withStatistics(file, s -> s.setMax_value(min)), "a value is greater than the greatest");
        }
    }

    @Test
    void countsThatAreWrong() throws Exception {
        assertFound(withStatistics(numbers, s -> s.setNull_count(499)), "500 nulls where the footer says 499");
        byte[] floats = output("SELECT CASE WHEN i = 7 THEN 'nan'::DOUBLE ELSE i END AS n FROM range(0, 99) r(i)");
        assertFound(withStatistics(floats, s -> s.setNan_count(0)), "the footer counts 0 NaN, and there are 1");
        assertFound(
                withChunk(numbers, c -> c.getSize_statistics().setDefinition_level_histogram(List.of(1L, 4999L))),
                "the footer counts 1 definition levels of 0, and there are 500");
        byte[] text = output("SELECT 'abc' AS n FROM range(0, 99) r(i)");
        assertFound(
                withChunk(text, c -> c.getSize_statistics().setUnencoded_byte_array_data_bytes(298)),
                "the footer counts 298 bytes of values, and there are 297");
    }

    /** A reader that believes it looks up the dictionary alone, and passes over the chunk. */
    @Test
    void pagesThatAreSaidToHaveIdsAndHaveNot() throws IOException {
        byte[] file = withChunk(
                numbers,
                chunk -> chunk.setEncoding_stats(List.of(
                        new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1),
                        new PageEncodingStats(PageType.DATA_PAGE, Encoding.RLE_DICTIONARY, 5))));
        assertFound(file, "the footer says that all pages use the dictionary");
    }

    private byte[] withIndex(Consumer<ColumnIndex> change) throws IOException {
        return Footers.editColumnIndex(numbers, change);
    }

    private byte[] withOffsets(Consumer<OffsetIndex> change) throws IOException {
        return Footers.editOffsetIndex(numbers, change);
    }

    @Test
    void aColumnIndexThatIsWrong() throws IOException {
        assertFound(
                withIndex(index -> index.getMin_values().set(1, ByteBuffer.wrap(int64(1005)))),
                "a value is less than the least value of page 1");
        assertFound(
                withIndex(index -> index.getMax_values().set(1, ByteBuffer.wrap(int64(1500)))),
                "a value is greater than the greatest value of page 1");
        assertFound(
                withIndex(index -> index.setBoundary_order(BoundaryOrder.DESCENDING)),
                "the bounds of pages are not DESCENDING");
        assertFound(withIndex(index -> index.getNull_pages().set(2, true)), "page 2 has values");
        assertFound(withIndex(index -> index.getNull_counts().set(2, 3L)), "page 2 has 100 nulls");
        assertFound(withIndex(index -> index.getNull_pages().remove(0)), "another number of pages");
    }

    @Test
    void anOffsetIndexThatIsWrong() throws IOException {
        assertFound(
                withOffsets(index -> index.getPage_locations().get(1).setFirst_row_index(999)),
                "page 1 is not where the offset index says");
        assertFound(
                withOffsets(index -> index.getPage_locations().get(1).setOffset(5)),
                "page 1 is not where the offset index says");
        assertFound(
                withOffsets(index -> index.getPage_locations().get(0).setCompressed_page_size(5)),
                "page 0 is not where the offset index says");
        assertFound(withOffsets(index -> index.getPage_locations().remove(4)), "another number of pages");
    }

    @Test
    void aPageIndexThatIsNoPageIndex() throws IOException {
        byte[] file = Footers.edit(
                numbers,
                footer -> footer.getRow_groups().get(0).getColumns().get(0).setColumn_index_offset(Long.MAX_VALUE));
        assertFound(file, "a page index of ");
    }
}
