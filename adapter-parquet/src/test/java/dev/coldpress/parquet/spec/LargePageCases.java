package dev.coldpress.parquet.spec;

import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/**
 * Sources with pages of thousands of rows, whose columns have the same kind of values in every file: what a merge can
 * move without decoding it.
 */
final class LargePageCases {

    private static final int LEAST_ROWS = 1_000;
    private static final int MORE_ROWS = 6_000;
    private static final long MEMORY_BUDGET_BYTES = 64L << 20;

    private final Random random;
    private final CompressionCodecName compression;

    private LargePageCases(Random random) {
        this.random = random;
        this.compression = anyCodec();
    }

    static MergeCase of(ParquetCodec codec, long seed) throws IOException {
        return new LargePageCases(new Random(seed)).make(codec);
    }

    /** One source of such a case. */
    static byte[] file(MessageType schema, Random random, long kindSeed) throws IOException {
        LargePageCases cases = new LargePageCases(random);
        return cases.file(schema, kindSeed, random.nextInt(3));
    }

    private MergeCase make(ParquetCodec codec) throws IOException {
        MessageType base = random.nextInt(3) == 0 ? SampleSchemas.random(random) : SampleSchemas.flat(random);
        boolean evolves = random.nextInt(4) == 0;
        long kindSeed = random.nextLong();
        int habit = random.nextInt(3);
        List<byte[]> files = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            MessageType schema = evolves ? SchemaVariants.of(base, random, true) : base;
            int ownHabit = random.nextInt(6) == 0 ? random.nextInt(3) : habit;
            files.add(file(schema, kindSeed, ownHabit));
        }
        MergeSpec spec = new MergeSpec(
                MergeCase.unionSchema(codec, files),
                Map.of(),
                "coldpress version 0.1.0 (build 0123abc)",
                random.nextInt(6) == 0 ? Optional.of(Compression.ZSTD) : Optional.empty(),
                MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                random.nextInt(4) == 0 ? 64 << 10 : MergeSpec.DEFAULT_PAGE_BYTES,
                List.of(2_500, 5_000, MergeSpec.DEFAULT_PAGE_ROWS).get(random.nextInt(3)),
                MEMORY_BUDGET_BYTES,
                random.nextBoolean(),
                MergeSpec.DEFAULT_MAX_GROWTH);
        return new MergeCase(files, spec, true);
    }

    private CompressionCodecName anyCodec() {
        return SampleCodecs.ALL.get(random.nextInt(SampleCodecs.ALL.size()));
    }

    private byte[] file(MessageType schema, long kindSeed, int habit) throws IOException {
        int rows = LEAST_ROWS + random.nextInt(MORE_ROWS);
        int rowGroups = 1 + random.nextInt(8) / 7;
        CompressionCodecName codec = random.nextInt(12) == 0 ? anyCodec() : compression;
        SampleShape shape = new SampleShape(
                rows, (rows + rowGroups - 1) / rowGroups, codec, properties(habit), Map.of("writer", "spec"));
        byte[] sample = ParquetSamples.write(schema, shape, kindSeed, random.nextLong());
        return habit == 1 ? WriterHabits.withAllDictionaries(sample) : sample;
    }

    private ParquetProperties properties(int habit) {
        ParquetProperties.Builder builder = ParquetProperties.builder()
                .withWriterVersion(random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0)
                .withPageRowCountLimit(random.nextInt(3) == 0 ? 2_000 : MergeSpec.DEFAULT_PAGE_ROWS);
        switch (habit) {
            case 0 -> builder.withValuesWriterFactory(new KeptEncodings(false));
            case 1 -> builder.withValuesWriterFactory(new KeptEncodings(true));
            default -> builder.withWriterVersion(WriterVersion.PARQUET_1_0);
        }
        return builder.build();
    }
}
