package dev.coldpress.acceptance.benchmark;

import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.ParquetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * What lakes look like: few mixed columns, columns of a streaming sink, very many columns; and the first in files that
 * are large already.
 */
@SuppressWarnings("ImmutableEnumChecker") // neither changes
public enum Shape {
    EVENTS(8000, ShapeRows.events(), FileForm.USUAL),
    SINK(
            9000,
            ShapeRows.sink(),
            new FileForm(CompressionCodecName.SNAPPY, WriterVersion.PARQUET_2_0, false, 20_000, 1_000_000)),
    WIDE(400, ShapeRows.wide(), FileForm.USUAL),
    LARGE(200_000, ShapeRows.events(), FileForm.USUAL);

    private static final int SMALL_FILES_PER_LARGE = 15;

    private final int rowsPerFile;
    private final ShapeRows rows;
    private final FileForm form;

    Shape(int rowsPerFile, ShapeRows rows, FileForm form) {
        this.rowsPerFile = rowsPerFile;
        this.rows = rows;
        this.form = form;
    }

    /**
     * Fills an empty directory.
     *
     * @param files how many small ones; large ones are fewer
     */
    void write(Path directory, int files) throws IOException {
        write(directory, this == LARGE ? Math.max(2, files / SMALL_FILES_PER_LARGE) : files, rowsPerFile);
    }

    /** The same with files of another size. */
    public void write(Path directory, int files, int rowsPerFile) throws IOException {
        Files.createDirectories(directory);
        for (int i = 0; i < files; i++) {
            Path file = directory.resolve(String.format("part-%05d.parquet", i));
            ParquetFiles.write(file, rows, (long) i * rowsPerFile, rowsPerFile, form);
        }
    }
}
