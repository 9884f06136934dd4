package dev.coldpress.acceptance.corpus;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.engine.ParquetJavaRows;
import dev.coldpress.acceptance.lake.FileForm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;

/** Writes the rows of a file again in another form. */
final class Siblings {

    private Siblings() {}

    /** Another writer: its own encodings, row groups, codec, and everything optional. */
    static void byDuckDb(Path file, Path sibling) throws SQLException {
        try (DuckDb duck = new DuckDb()) {
            duck.execute("COPY (FROM " + DuckDb.parquet(file) + ") TO " + DuckDb.literal(sibling.toString())
                    + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)");
        }
    }

    /**
     * The same types with other nullability, column order, codec, page version, encodings and row groups: what a schema
     * that evolved leaves in one partition.
     */
    static void byParquetJava(Path file, Path sibling) throws IOException {
        MessageType relaxed = RelaxedSchema.of(ParquetJavaRows.schema(file));
        try (ParquetWriter<Group> writer =
                RewritingWriter.open(sibling, relaxed, FileForm.DELTA, ParquetJavaRows.metadata(file))) {
            ParquetJavaRows.forEach(file, row -> writer.write(RelaxedSchema.copy(row, relaxed)));
        }
    }
}
