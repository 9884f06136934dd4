package dev.coldpress.parquet.spec;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Files of a text, a key and a number, with keys that are given. */
final class KeyFiles {

    static final MessageType SCHEMA = MessageTypeParser.parseMessageType(
            "message m { optional binary text (STRING); required int64 k; required double d; }");

    /** Without it, a file would be too small to be read by row groups. */
    private static final String LONG_TEXT = "a text of about one hundred bytes ".repeat(3);

    private KeyFiles() {}

    static byte[] write(long first, int count) {
        return write(LongStream.range(first, first + count).boxed().toList());
    }

    static byte[] backwards(int count) {
        return write(LongStream.range(0, count).map(i -> count - i).boxed().toList());
    }

    static byte[] write(List<Long> keys) {
        SampleShape shape = new SampleShape(
                keys.size(),
                keys.size(),
                CompressionCodecName.UNCOMPRESSED,
                ParquetProperties.builder().withDictionaryEncoding(false).build(),
                Map.of());
        Iterator<Long> next = keys.iterator();
        return ParquetSamples.write(SCHEMA, shape, out -> write(out, next.next()));
    }

    private static void write(RecordConsumer out, long key) {
        out.startField("text", 0);
        out.addBinary(Binary.fromString(LONG_TEXT + key));
        out.endField("text", 0);
        out.startField("k", 1);
        out.addLong(key);
        out.endField("k", 1);
        out.startField("d", 2);
        out.addDouble(0.5);
        out.endField("d", 2);
    }
}
