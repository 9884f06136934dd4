package dev.coldpress.parquet.spec;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * How a sample is laid out, apart from its schema and values.
 *
 * @param rows in all; 0 gives a file without row groups
 * @param rowGroupRows after so many rows a new row group begins
 */
record SampleShape(
        int rows,
        int rowGroupRows,
        CompressionCodecName codec,
        ParquetProperties properties,
        Map<String, String> keyValueMetadata) {

    static SampleShape random(Random random) {
        return random(random, rows(random));
    }

    static SampleShape random(Random random, int rows) {
        int rowGroups = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
        CompressionCodecName codec = SampleCodecs.ALL.get(random.nextInt(SampleCodecs.ALL.size()));
        return new SampleShape(
                rows, Math.max(1, rows / rowGroups), codec, properties(random), Map.of("writer", "spec"));
    }

    private static int rows(Random random) {
        int dice = random.nextInt(12);
        if (dice < 2) {
            return dice;
        }
        return dice < 6 ? 2 + random.nextInt(40) : dice < 11 ? random.nextInt(1_000) : random.nextInt(6_000);
    }

    private static ParquetProperties properties(Random random) {
        WriterVersion version = random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0;
        ParquetProperties.Builder builder = ParquetProperties.builder()
                .withWriterVersion(version)
                .withDictionaryEncoding(random.nextInt(4) != 0)
                .withDictionaryPageSize(List.of(64, 512, 4_096, 1 << 20).get(random.nextInt(4)))
                .withPageSize(List.of(200, 2_000, 20_000, 1 << 20).get(random.nextInt(4)))
                .withPageRowCountLimit(List.of(1, 13, 100, 20_000).get(random.nextInt(4)))
                .withMinRowCountForPageSizeCheck(1 + random.nextInt(100))
                .withPageWriteChecksumEnabled(random.nextInt(3) != 0)
                .withStatisticsEnabled(random.nextInt(6) != 0)
                .withSizeStatisticsEnabled(random.nextInt(4) != 0);
        switch (random.nextInt(6)) {
            case 0 -> builder.withExtendedByteStreamSplitEncoding(true);
            case 1 -> builder.withByteStreamSplitEncoding(true);
            case 2 -> builder.withValuesWriterFactory(new DeltaWriters());
            default -> {}
        }
        return builder.build();
    }
}
