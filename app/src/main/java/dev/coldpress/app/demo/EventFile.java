package dev.coldpress.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/** Writes small Parquet files of events with the parts of parquet-java that need no Hadoop. */
final class EventFile {

    private static final long ROW_GROUP_BYTES = 128L << 20;
    private static final int INDEX_TRUNCATION = 64;

    private EventFile() {}

    /** Writes a new file with one row group. */
    static void write(Path file, EventSchema schema, Events events, int rows) throws IOException {
        MessageType message = schema.message();
        ParquetProperties properties = ParquetProperties.builder()
                .withAllocator(new HeapByteBufferAllocator())
                .build();
        try (ParquetFileWriter writer = new ParquetFileWriter(
                        new LocalOutputFile(file),
                        message,
                        ParquetFileWriter.Mode.CREATE,
                        ROW_GROUP_BYTES,
                        0,
                        INDEX_TRUNCATION,
                        Integer.MAX_VALUE,
                        true);
                ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                        new SnappyPages(), message, properties.getAllocator(), INDEX_TRUNCATION);
                ColumnWriteStore columns = properties.newColumnWriteStore(message, pages, pages)) {
            writeRows(message, columns, events, rows);
            writer.start();
            writer.startBlock(rows);
            pages.flushToFileWriter(writer);
            writer.endBlock();
            writer.end(Map.of());
        }
    }

    private static void writeRows(MessageType message, ColumnWriteStore store, Events events, int rows) {
        List<ColumnWriter> columns =
                message.getColumns().stream().map(store::getColumnWriter).toList();
        for (int row = 0; row < rows; row++) {
            events.writeNext(columns);
            store.endRecord();
        }
        store.flush();
    }
}
