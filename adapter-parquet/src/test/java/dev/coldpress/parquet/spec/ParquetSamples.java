package dev.coldpress.parquet.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Writes Parquet files into memory with parquet-java's low-level writers, which need no Hadoop. The same schema, shape
 * and seed give the same bytes.
 */
final class ParquetSamples {

    private static final long ONE_BLOCK = 1L << 40;

    private final MessageType schema;
    private final SampleShape shape;
    private final Consumer<RecordConsumer> row;

    private ParquetSamples(MessageType schema, SampleShape shape, Consumer<RecordConsumer> row) {
        this.schema = schema;
        this.shape = shape;
        this.row = row;
    }

    static byte[] write(MessageType schema, SampleShape shape, long seed) {
        return write(schema, shape, seed, seed);
    }

    /**
     * Files of one {@code kindSeed} have in each column the same kind of values, as the files of a table do: from the
     * same few values, or all different, with as many nulls.
     */
    static byte[] write(MessageType schema, SampleShape shape, long kindSeed, long valueSeed) {
        Random random = new Random(kindSeed);
        List<SampleField> fields = SampleField.childrenOf(schema, shape.rowGroupRows(), random);
        random.setSeed(valueSeed);
        return write(schema, shape, out -> fields.forEach(field -> field.write(out)));
    }

    /** Zero in each row of the only column, an INT64. */
    static byte[] constant(MessageType schema, SampleShape shape) {
        String name = schema.getFieldName(0);
        return write(schema, shape, out -> {
            out.startField(name, 0);
            out.addLong(0);
            out.endField(name, 0);
        });
    }

    /** @param row writes the fields of the next row */
    static byte[] write(MessageType schema, SampleShape shape, Consumer<RecordConsumer> row) {
        try {
            return new ParquetSamples(schema, shape, row).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write() throws IOException {
        BytesOutputFile out = new BytesOutputFile();
        ParquetProperties properties = shape.properties();
        try (ParquetFileWriter writer = new ParquetFileWriter(
                out,
                schema,
                ParquetFileWriter.Mode.CREATE,
                ONE_BLOCK,
                0,
                properties.getColumnIndexTruncateLength(),
                properties.getStatisticsTruncateLength(),
                properties.getPageWriteChecksumEnabled())) {
            writer.start();
            int ordinal = 0;
            for (int first = 0; first < shape.rows(); first += shape.rowGroupRows()) {
                writeRowGroup(writer, Math.min(shape.rowGroupRows(), shape.rows() - first), ordinal++);
            }
            writer.end(shape.keyValueMetadata());
        }
        return withoutUnknownIntervals(out.bytes());
    }

    /** parquet-java writes intervals with the logical type UNKNOWN, for which DuckDB reads nulls; others write none. */
    private static byte[] withoutUnknownIntervals(byte[] file) throws IOException {
        FileMetaData footer = FileAnatomy.of(file).metadata();
        boolean changed = false;
        for (SchemaElement element : footer.getSchema()) {
            if (element.getConverted_type() == ConvertedType.INTERVAL) {
                element.unsetLogicalType();
                changed = true;
            }
        }
        return changed ? FileRewriter.withFooter(file, footer) : file;
    }

    private void writeRowGroup(ParquetFileWriter writer, int rows, int ordinal) throws IOException {
        ParquetProperties properties = shape.properties();
        try (ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                        SampleCodecs.compressor(shape.codec()),
                        schema,
                        properties.getAllocator(),
                        properties.getColumnIndexTruncateLength(),
                        properties.getPageWriteChecksumEnabled(),
                        null,
                        ordinal);
                ColumnWriteStore columns = properties.newColumnWriteStore(schema, pages, pages)) {
            RecordConsumer out = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(columns);
            for (int i = 0; i < rows; i++) {
                out.startMessage();
                row.accept(out);
                out.endMessage();
            }
            out.flush();
            columns.flush();
            writer.startBlock(rows);
            pages.flushToFileWriter(writer);
            writer.endBlock();
        }
    }
}
