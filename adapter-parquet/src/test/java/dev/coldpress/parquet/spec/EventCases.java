package dev.coldpress.parquet.spec;

import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Events as applications log them, in the files of two writers: one that keeps every dictionary, and one that has none.
 */
final class EventCases {

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message event {
              required binary id (STRING);
              required binary name (STRING);
              required int64 time (TIMESTAMP(MICROS,true));
              required binary country (STRING);
              optional double amount;
              required double latitude;
              required int32 count;
              required boolean ok;
              optional binary session (STRING);
              required binary properties (STRING);
              optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
            }""");

    private static final long FIRST_MICROS = 1_760_000_400_000_000L;
    private static final int MOST_ROWS = 4_000;
    private static final List<CompressionCodecName> CODECS =
            List.of(CompressionCodecName.SNAPPY, CompressionCodecName.ZSTD);

    private final Random random;

    private EventCases(Random random) {
        this.random = random;
    }

    static MergeCase of(ParquetCodec codec, long seed) {
        Random random = new Random(seed);
        boolean dictionaries = random.nextBoolean();
        ParquetProperties properties = ParquetProperties.builder()
                .withWriterVersion(dictionaries ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0)
                .withValuesWriterFactory(new KeptEncodings(dictionaries))
                .build();
        int rows = MOST_ROWS / 2 + random.nextInt(MOST_ROWS / 2);
        SampleShape shape = new SampleShape(
                rows, rows, CODECS.get(random.nextInt(CODECS.size())), properties, Map.of("writer", "events"));
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            files.add(ParquetSamples.write(SCHEMA, shape, new EventCases(random)::write));
        }
        MergeSpec spec = new MergeSpec(
                MergeCase.unionSchema(codec, files),
                Map.of(),
                "coldpress version 0.1.0 (build 0123abc)",
                Optional.empty(),
                MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                MergeSpec.DEFAULT_PAGE_BYTES,
                MergeSpec.DEFAULT_PAGE_ROWS,
                128L << 20,
                false,
                MergeSpec.DEFAULT_MAX_GROWTH);
        return new MergeCase(files, spec, true);
    }

    private void write(RecordConsumer out) {
        text(out, 0, new UUID(random.nextLong(), random.nextLong()).toString());
        text(out, 1, "view_" + skewed(60));
        number(out, 2, FIRST_MICROS + Math.floorMod(random.nextLong(), 3_600_000_000L));
        text(out, 3, "C" + skewed(12));
        if (random.nextInt(10) < 3) {
            real(out, 4, Math.round(random.nextDouble() * 9_000) / 100.0);
        }
        real(out, 5, 48 + 10 * random.nextGaussian());
        field(out, 6, () -> out.addInteger(random.nextInt(100)));
        field(out, 7, () -> out.addBoolean(random.nextInt(20) > 0));
        if (random.nextInt(10) < 4) {
            text(out, 8, new UUID(random.nextLong(), random.nextLong()).toString());
        }
        text(
                out,
                9,
                "{\"k\": " + random.nextInt(1_000_000) + ", \"ref\": \"https://r.example/" + skewed(5_000) + "\"}");
        tags(out);
    }

    private void tags(RecordConsumer out) {
        int count = random.nextInt(4);
        field(out, 10, () -> {
            out.startGroup();
            if (count > 0) {
                out.startField("list", 0);
                for (int i = 0; i < count; i++) {
                    out.startGroup();
                    out.startField("element", 0);
                    out.addBinary(Binary.fromString("tag_" + skewed(60)));
                    out.endField("element", 0);
                    out.endGroup();
                }
                out.endField("list", 0);
            }
            out.endGroup();
        });
    }

    private static void field(RecordConsumer out, int index, Runnable value) {
        String name = SCHEMA.getFieldName(index);
        out.startField(name, index);
        value.run();
        out.endField(name, index);
    }

    private static void text(RecordConsumer out, int index, String text) {
        field(out, index, () -> out.addBinary(Binary.fromString(text)));
    }

    private static void number(RecordConsumer out, int index, long number) {
        field(out, index, () -> out.addLong(number));
    }

    private static void real(RecordConsumer out, int index, double real) {
        field(out, index, () -> out.addDouble(real));
    }

    /** Below the limit, and mostly far below. */
    private int skewed(int limit) {
        double share = random.nextDouble();
        return (int) (share * share * share * limit);
    }
}
