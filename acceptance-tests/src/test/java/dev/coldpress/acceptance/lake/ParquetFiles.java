package dev.coldpress.acceptance.lake;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/** Writes Parquet files with parquet-java's record writer. */
public final class ParquetFiles {

    private ParquetFiles() {}

    /** Rows {@code firstId} to {@code firstId + rows - 1}. */
    public static void write(Path file, RowSource source, long firstId, int rows, FileForm form) throws IOException {
        try (ParquetWriter<Group> writer = writer(file, source.schema(), form)) {
            for (long id = firstId; id < firstId + rows; id++) {
                writer.write(source.row(id));
            }
        }
    }

    /** An existing file is overwritten. */
    public static ParquetWriter<Group> writer(Path file, MessageType schema, FileForm form) throws IOException {
        return ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withType(schema)
                .withCompressionCodec(form.codec())
                .withWriterVersion(form.version())
                .withDictionaryEncoding(form.dictionary())
                .withPageRowCountLimit(form.pageRows())
                .withRowGroupRowCountLimit(form.rowGroupRows())
                .build();
    }
}
