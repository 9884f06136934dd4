package dev.coldpress.acceptance.lake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Writes files of one column {@code v} and one column chunk, whose pages are encoded in an order of the caller's
 * choice.
 */
public final class PageFile {

    /** Such that a batch of Spark's, 4,096 rows, ends inside the second page. */
    public static final int PAGE_ROWS = 3000;

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("message m { required int64 v; }");
    private static final int DICTIONARY_SIZE = 8;
    private static final int ID_BITS = 3;

    private PageFile() {}

    /** How a page is encoded. */
    public enum Page {
        PLAIN,
        DICTIONARY,
        /**
         * The same values in no order that a codec could make use of, so that their ids take fewer bytes than they do.
         */
        SHUFFLED,
        /** PLAIN, with values that occur nowhere else in the file. */
        DISTINCT
    }

    /** The value of a row of a page, of either kind; none of them is a dictionary id. */
    public static long value(int row) {
        return 100L + row % DICTIONARY_SIZE;
    }

    /** The values of so many pages that are {@link Page#DISTINCT}, from the file's first on. */
    public static List<Object> distinctValues(int pages) {
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < pages * PAGE_ROWS; row++) {
            values.add(distinctValue(row));
        }
        return values;
    }

    /** The values of so many pages that are {@link Page#SHUFFLED}, from the file's first on. */
    public static List<Object> shuffledValues(int pages) {
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < pages * PAGE_ROWS; row++) {
            values.add(value(shuffledId(row)));
        }
        return values;
    }

    private static int shuffledId(int row) {
        long mixed = distinctValue(row);
        return (int) (((mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L) >>> (Long.SIZE - ID_BITS));
    }

    private static long distinctValue(int row) {
        return (row + 1) * 0x9E3779B97F4A7C15L;
    }

    /** The values of so many pages of the other kinds. */
    public static List<Object> values(int pages) {
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < pages * PAGE_ROWS; row++) {
            values.add(value(row % PAGE_ROWS));
        }
        return values;
    }

    public static void write(Path file, List<Page> pages) throws IOException {
        try (ParquetFileWriter writer = new ParquetFileWriter(
                new LocalOutputFile(file),
                SCHEMA,
                ParquetFileWriter.Mode.OVERWRITE,
                1 << 20,
                0,
                null,
                ParquetProperties.builder().build())) {
            int rows = pages.size() * PAGE_ROWS;
            writer.start();
            writer.startBlock(rows);
            writer.startColumn(SCHEMA.getColumns().get(0), rows, CompressionCodecName.GZIP);
            byte[] dictionary = plain(dictionary());
            writer.writeDictionaryPage(
                    new DictionaryPage(compressed(dictionary), dictionary.length, DICTIONARY_SIZE, Encoding.PLAIN));
            for (int i = 0; i < pages.size(); i++) {
                writePage(writer, pages.get(i), i);
            }
            writer.endColumn();
            writer.endBlock();
            writer.end(Map.of());
        }
    }

    private static void writePage(ParquetFileWriter writer, Page page, int ordinal) throws IOException {
        boolean dictionary = page == Page.DICTIONARY || page == Page.SHUFFLED;
        int first = ordinal * PAGE_ROWS;
        LongStream values = IntStream.range(0, PAGE_ROWS).mapToLong(row -> switch (page) {
            case PLAIN, DICTIONARY -> value(row);
            case SHUFFLED -> value(shuffledId(first + row));
            case DISTINCT -> distinctValue(first + row);
        });
        long[] array = values.toArray();
        byte[] bytes = dictionary ? ids(array) : plain(array);
        Statistics<?> statistics =
                Statistics.createStats(SCHEMA.getColumns().get(0).getPrimitiveType());
        for (long value : array) {
            statistics.updateStats(value);
        }
        writer.writeDataPage(
                PAGE_ROWS,
                bytes.length,
                compressed(bytes),
                statistics,
                PAGE_ROWS,
                Encoding.RLE,
                Encoding.RLE,
                dictionary ? Encoding.RLE_DICTIONARY : Encoding.PLAIN);
    }

    private static byte[] plain(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            buffer.putLong(value);
        }
        return buffer.array();
    }

    private static BytesInput compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return BytesInput.from(out.toByteArray());
    }

    private static long[] dictionary() {
        return IntStream.range(0, DICTIONARY_SIZE).mapToLong(PageFile::value).toArray();
    }

    private static byte[] ids(long[] values) throws IOException {
        try (RunLengthBitPackingHybridEncoder encoder =
                new RunLengthBitPackingHybridEncoder(ID_BITS, 64, 1 << 16, new HeapByteBufferAllocator())) {
            for (long value : values) {
                encoder.writeInt((int) (value - value(0)));
            }
            return BytesInput.concat(BytesInput.from(new byte[] {ID_BITS}), encoder.toBytes())
                    .toInputStream()
                    .readAllBytes();
        }
    }
}
