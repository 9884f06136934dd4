package dev.coldpress.parquet.spec;

import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.codec.BytesSource;
import dev.coldpress.testkit.codec.BytesUpload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.parquet.schema.MessageType;

/**
 * Sources and how to merge them, all of it made from one seed.
 *
 * @param isForDuckDb whether DuckDB unites the sources' schemas as the design does; see {@link SchemaVariants}
 */
record MergeCase(List<byte[]> files, MergeSpec spec, boolean isForDuckDb) {

    private static final long MEMORY_BUDGET_BYTES = 64L << 20;

    /** What a merge gave. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Result(MergedFile merged, byte[] bytes) {}

    static MergeCase ofOneSchema(ParquetCodec codec, long seed) {
        Random random = new Random(seed);
        MessageType schema = SampleSchemas.random(random);
        return of(codec, Collections.nCopies(1 + random.nextInt(5), schema), random, true);
    }

    static MergeCase ofEvolvedSchemas(ParquetCodec codec, long seed) {
        Random random = new Random(seed);
        MessageType base = SampleSchemas.random(random);
        List<MessageType> schemas = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        boolean isForDuckDb = random.nextInt(3) != 0;
        for (int i = 0; i < count; i++) {
            schemas.add(SchemaVariants.of(base, random, isForDuckDb));
        }
        return of(codec, schemas, random, isForDuckDb);
    }

    /** Of one schema, but each file as another writer might have written it. */
    static MergeCase ofManyWriters(ParquetCodec codec, long seed) throws IOException {
        Random random = new Random(seed);
        MessageType schema = SampleSchemas.random(random);
        List<byte[]> files = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            byte[] sample = ParquetSamples.write(schema, SampleShape.random(random), random.nextLong());
            files.add(WriterHabits.of(sample, random));
        }
        return new MergeCase(files, spec(unionSchema(codec, files), random), true);
    }

    private static MergeCase of(ParquetCodec codec, List<MessageType> schemas, Random random, boolean isForDuckDb) {
        List<byte[]> files = new ArrayList<>();
        for (MessageType schema : schemas) {
            files.add(ParquetSamples.write(schema, SampleShape.random(random), random.nextLong()));
        }
        return new MergeCase(files, spec(unionSchema(codec, files), random), isForDuckDb);
    }

    static ParquetSchema unionSchema(ParquetCodec codec, List<byte[]> files) {
        return SchemaUnion.of(BytesSource.allOf(files).stream()
                .map(file -> codec.readFooter(file).schema())
                .toList());
    }

    static MergeSpec spec(ParquetSchema schema, Random random) {
        Compression[] codecs = Compression.values();
        return new MergeSpec(
                schema,
                Map.of("coldpress.plan", "plan-" + random.nextInt(100), "empty", "", "größe", "\u0000🧊"),
                "coldpress version 0.1.0 (build 0123abc)",
                random.nextBoolean() ? Optional.empty() : Optional.of(codecs[random.nextInt(codecs.length)]),
                random.nextInt(3) == 0 ? 10_000L + random.nextInt(100_000) : MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                random.nextInt(4) == 0 ? 64 << 10 : MergeSpec.DEFAULT_PAGE_BYTES,
                random.nextInt(4) == 0 ? 1_000 : MergeSpec.DEFAULT_PAGE_ROWS,
                MEMORY_BUDGET_BYTES,
                random.nextBoolean(),
                MergeSpec.DEFAULT_MAX_GROWTH);
    }

    MergeCase withVerifyContent(boolean verifyContent) {
        return with(spec.memoryBudgetBytes(), verifyContent);
    }

    MergeCase withSort(List<SortColumn> order) {
        return new MergeCase(files, spec.withSort(order), isForDuckDb);
    }

    MergeCase withMemoryBudget(long memoryBudgetBytes) {
        return with(memoryBudgetBytes, spec.verifyContent());
    }

    private MergeCase with(long memoryBudgetBytes, boolean verifyContent) {
        return new MergeCase(
                files,
                new MergeSpec(
                        spec.schema(),
                        spec.keyValueMetadata(),
                        spec.createdBy(),
                        spec.compression(),
                        spec.rowGroupBytes(),
                        spec.pageBytes(),
                        spec.pageRows(),
                        memoryBudgetBytes,
                        verifyContent,
                        MergeSpec.DEFAULT_MAX_GROWTH),
                isForDuckDb);
    }

    Result merge(ParquetCodec codec) {
        List<SourceFile> sources = BytesSource.allOf(files);
        try (BytesUpload upload = new BytesUpload(sources)) {
            MergedFile merged = codec.merge(spec, sources, upload, Progress.NONE);
            return new Result(merged, upload.bytes());
        }
    }

    List<FileAnatomy> anatomies() {
        return files.stream().map(FileAnatomy::of).toList();
    }
}
