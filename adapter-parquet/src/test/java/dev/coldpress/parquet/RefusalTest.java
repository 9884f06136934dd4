package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.UUIDType;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {

    @TempDir
    Path directory;

    private TestLake lake;
    private byte[] good;

    @BeforeEach
    void open() throws SQLException, IOException {
        lake = new TestLake(directory);
        good = lake.bytes(lake.write("SELECT i, 'text ' || i AS s FROM range(0, 100) r(i)"));
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    private void assertRefused(byte[] bytes, Reason reason, String detail) {
        SourceFile file = lake.put(bytes);
        assertRefused(() -> lake.codec().readFooter(file), file, reason, detail);
    }

    private static void assertRefused(ThrowingCallable call, SourceFile file, Reason reason, String detail) {
        Assertions.assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ParquetFileException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(file.ref().key().path())
                .hasMessageContaining(detail);
    }

    private byte[] edited(Consumer<FileMetaData> change) throws IOException {
        return Footers.edit(good, change);
    }

    private static ColumnMetaData firstColumn(FileMetaData footer) {
        return footer.getRow_groups().get(0).getColumns().get(0).getMeta_data();
    }

    @Test
    void aFileThatIsNotParquetIsCorrupt() {
        assertRefused(new byte[0], Reason.CORRUPT, "too short");
        assertRefused("a,b,c\n1,2,3\n".getBytes(StandardCharsets.UTF_8), Reason.CORRUPT, "PAR1");
    }

    /** Merged as an empty file, it would be deleted with its rows. */
    @Test
    void valuesInARowGroupWithoutRowsAreCorrupt() throws IOException {
        byte[] file = edited(footer -> {
            footer.setNum_rows(0);
            footer.getRow_groups().forEach(group -> group.setNum_rows(0));
        });
        assertRefused(file, Reason.CORRUPT, "values in 0 rows");
    }

    @Test
    void moreValuesThanPagesCanHoldAreCorrupt() throws IOException {
        byte[] file = edited(footer -> {
            footer.setNum_rows(Long.MAX_VALUE);
            RowGroup group = footer.getRow_groups().get(0);
            group.setNum_rows(Long.MAX_VALUE);
            group.getColumns().forEach(column -> column.getMeta_data().setNum_values(Long.MAX_VALUE));
        });
        assertRefused(file, Reason.CORRUPT, "values in ");
    }

    @Test
    void aFileThatWasCutOffIsCorrupt() {
        assertRefused(Arrays.copyOf(good, good.length - 1), Reason.CORRUPT, "PAR1");
    }

    @Test
    void aFooterLongerThanTheFileIsCorrupt() {
        byte[] bytes = good.clone();
        bytes[bytes.length - 5] = 0x7f;

        assertRefused(bytes, Reason.CORRUPT, "a footer of");
    }

    @Test
    void anEncryptedFooterIsNamedAsSuch() {
        byte[] bytes = good.clone();
        bytes[bytes.length - 1] = 'E';

        assertRefused(bytes, Reason.ENCRYPTED, "encrypted");
    }

    @Test
    void aCodecWithoutALibraryIsUnsupported() throws IOException {
        assertRefused(edited(footer -> firstColumn(footer).setCodec(CompressionCodec.LZO)), Reason.UNSUPPORTED, "LZO");
    }

    @Test
    void aSummaryFileIsUnsupported() throws IOException {
        byte[] summary = edited(
                footer -> footer.getRow_groups().get(0).getColumns().get(0).setFile_path("part-0.parquet"));

        assertRefused(summary, Reason.UNSUPPORTED, "part-0.parquet");
    }

    @Test
    void aSchemaThatParquetJavaRejectsIsUnsupported() throws IOException {
        byte[] uuidOfAnyLength = edited(footer -> {
            SchemaElement text = footer.getSchema().get(2);
            text.unsetConverted_type();
            text.setLogicalType(LogicalType.UUID(new UUIDType()));
        });

        assertRefused(
                uuidOfAnyLength,
                Reason.UNSUPPORTED,
                "the field s has a type that the format does not allow: BYTE_ARRAY, logical type UUID");
    }

    @Test
    void twoFieldsOfOneNameAreUnsupported() throws IOException {
        byte[] twins = edited(footer -> footer.getSchema().get(2).setName("i"));

        assertRefused(twins, Reason.UNSUPPORTED, "the name i");
    }

    @Test
    void aChunkThatReachesIntoTheFooterIsCorrupt() throws IOException {
        byte[] bytes = edited(footer -> firstColumn(footer).setTotal_compressed_size(good.length));

        assertRefused(bytes, Reason.CORRUPT, "where the data end");
    }

    @Test
    void rowsThatDoNotAddUpAreCorrupt() throws IOException {
        assertRefused(edited(footer -> footer.setNum_rows(99)), Reason.CORRUPT, "num_rows is 99");
    }

    /** Readers that go by the footer see no row, others all: to merge such a file is to make up one's mind for them. */
    @Test
    void rowsThatTheFooterLeavesAtZeroAreCorrupt() throws IOException {
        assertRefused(edited(footer -> footer.setNum_rows(0)), Reason.CORRUPT, "num_rows is 0");
    }

    @Test
    void fewerRowsInThePagesThanInTheFooterAreCorrupt() throws IOException {
        SourceFile file = lake.put(edited(footer -> {
            RowGroup group = footer.getRow_groups().get(0);
            group.setNum_rows(101);
            group.getColumns().forEach(column -> column.getMeta_data().setNum_values(101));
            footer.setNum_rows(101);
        }));

        assertRefused(() -> lake.codec().checkContent(file), file, Reason.CORRUPT, "row group 0");
    }

    @Test
    void anotherNullCountThanInTheFooterIsCorrupt() throws IOException {
        SourceFile file =
                lake.put(edited(footer -> firstColumn(footer).getStatistics().setNull_count(5)));

        assertRefused(() -> lake.codec().checkContent(file), file, Reason.CORRUPT, "0 nulls where the footer says 5");
    }
}
