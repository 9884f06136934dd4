package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;

/** Pages as nanoparquet writes them: levels that are not there have the encoding PLAIN. */
final class UnlabelledLevelsTest {

    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType("message m { required int64 id; optional binary name (STRING); }");

    private static byte[] file() {
        SampleShape shape = new SampleShape(
                1000,
                1000,
                CompressionCodecName.SNAPPY,
                ParquetProperties.builder().build(),
                Map.of());
        return ParquetSamples.write(SCHEMA, shape, 1);
    }

    private static byte[] unlabelled(String createdBy) throws IOException {
        FileAnatomy anatomy = FileAnatomy.of(file());
        anatomy.metadata().setCreated_by(createdBy);
        return FileRewriter.withPages(anatomy, (chunk, ordinal) -> {
            List<FileRewriter.NewPage> pages = FileRewriter.pages(chunk);
            for (FileRewriter.NewPage page : pages) {
                if (page.header().isSetData_page_header()) {
                    DataPageHeader header = page.header().getData_page_header();
                    header.setRepetition_level_encoding(Encoding.PLAIN);
                    if (ordinal == 0) {
                        header.setDefinition_level_encoding(Encoding.PLAIN);
                    }
                }
            }
            return pages;
        });
    }

    private static MergeCase.Result merge(byte[] file) {
        ParquetJavaCodec codec = new ParquetJavaCodec();
        List<byte[]> files = List.of(file, file());
        return new MergeCase(files, MergeCase.spec(MergeCase.unionSchema(codec, files), new Random(1)), false)
                .merge(codec);
    }

    @Test
    void areReadFromNanoparquet() throws IOException {
        FileAnatomy right = FileAnatomy.of(file());
        FileAnatomy output = FileAnatomy.of(
                merge(unlabelled("https://github.com/r-lib/nanoparquet")).bytes());
        for (int column = 0; column < 2; column++) {
            List<ColumnEntry> entries = ColumnEntries.ofColumn(output, column);
            List<ColumnEntry> once = ColumnEntries.ofColumn(right, column);
            assertThat(entries).hasSize(2000);
            assertThat(entries.subList(0, 1000)).isEqualTo(once);
            assertThat(entries.subList(1000, 2000)).isEqualTo(once);
        }
    }

    @Test
    void areNotGuessedAtElsewhere() {
        assertThatThrownBy(() -> merge(unlabelled("another writer")))
                .isInstanceOf(ParquetFileException.class)
                .hasMessageContaining("levels encoded as PLAIN");
    }
}
