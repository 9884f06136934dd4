package dev.coldpress.acceptance.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.lake.EventRows;
import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.ParquetFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker of merged files notices what it is there for. */
class OutputTruthTest {

    @TempDir
    private Path folder;

    private static MessageType schema(String fields) {
        return MessageTypeParser.parseMessageType("message m { " + fields + " }");
    }

    private static List<String> problems(String first, String second, String output) {
        return SchemaTruth.problems(List.of(schema(first), schema(second)), schema(output));
    }

    @Test
    void unitedSchemasAreRight() {
        assertThat(problems(
                        "required int32 a;",
                        "optional int32 a; required int64 b;",
                        "optional int32 a; optional int64 b;"))
                .isEmpty();
        assertThat(problems(
                        "optional int32 a (UNKNOWN);", "optional binary a (STRING);", "optional binary a (STRING);"))
                .isEmpty();
        assertThat(problems("required int32 a (INTEGER(32,true));", "required int32 a;", "required int32 a;"))
                .isEmpty();
    }

    @Test
    void otherSchemasAreNot() {
        assertThat(problems("required int32 a;", "required int32 a;", "optional int32 a;"))
                .isNotEmpty();
        assertThat(problems("required int32 a;", "optional int32 a;", "required int32 a;"))
                .isNotEmpty();
        assertThat(problems("required int32 a;", "required int32 b;", "optional int32 a;"))
                .isNotEmpty();
        assertThat(problems("required binary a (STRING);", "required binary a (STRING);", "required binary a;"))
                .isNotEmpty();
        assertThat(problems("required int32 a = 1;", "required int32 a = 1;", "required int32 a;"))
                .isNotEmpty();
    }

    @Test
    void aFooterThatTellsTheTruthHasNoProblems() throws IOException {
        assertThat(FooterTruth.problems(edited(footer -> {}))).isEmpty();
    }

    @Test
    void aFooterThatLiesIsNoticed() throws IOException {
        assertThat(FooterTruth.problems(edited(footer -> statistics(footer).setNull_count(1))))
                .isNotEmpty();
        assertThat(FooterTruth.problems(edited(footer ->
                        statistics(footer).setMin_value(statistics(footer).getMax_value()))))
                .isNotEmpty();
        assertThat(FooterTruth.problems(edited(footer ->
                        footer.getRow_groups().get(0).getColumns().get(0).unsetOffset_index_offset())))
                .isNotEmpty();
    }

    private static Statistics statistics(FileMetaData footer) {
        return footer.getRow_groups().get(0).getColumns().get(0).getMeta_data().getStatistics();
    }

    /** A file of parquet-java with a page index, and another footer. */
    private Path edited(Consumer<FileMetaData> edit) throws IOException {
        Path file = folder.resolve("file.parquet");
        Files.deleteIfExists(file);
        ParquetFiles.write(file, new EventRows(10), 0, 500, FileForm.USUAL);
        byte[] bytes = Files.readAllBytes(file);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        int start = bytes.length - 8 - length;
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes, start, length));
        edit.accept(footer);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, start);
        Util.writeFileMetaData(footer, out);
        int written = out.size() - start;
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(written)
                .array());
        out.writeBytes(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length));
        return Files.write(file, out.toByteArray());
    }
}
