package dev.coldpress.parquet;

import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetSchema;
import java.util.Map;
import java.util.Optional;

/** Merge specifications for tests: small pages, and everything verified. */
public final class Specs {

    public static final long BUDGET_BYTES = 256L << 20;

    private Specs() {}

    static MergeSpec of(ParquetSchema schema) {
        return of(schema, MergeSpec.DEFAULT_ROW_GROUP_BYTES, BUDGET_BYTES);
    }

    static MergeSpec of(ParquetSchema schema, long rowGroupBytes, long budgetBytes) {
        return new MergeSpec(
                schema,
                Map.of("b", "2", "a", "1"),
                "coldpress version 1.0.0 (build test)",
                Optional.empty(),
                rowGroupBytes,
                64 << 10,
                1000,
                budgetBytes,
                true,
                MergeSpec.DEFAULT_MAX_GROWTH);
    }

    static MergeSpec withMetadata(MergeSpec spec, Map<String, String> metadata) {
        return new MergeSpec(
                spec.schema(),
                metadata,
                spec.createdBy(),
                spec.compression(),
                spec.rowGroupBytes(),
                spec.pageBytes(),
                spec.pageRows(),
                spec.memoryBudgetBytes(),
                spec.verifyContent(),
                spec.maxGrowth());
    }

    static MergeSpec withRowGroups(MergeSpec spec, long rowGroupBytes) {
        return new MergeSpec(
                spec.schema(),
                spec.keyValueMetadata(),
                spec.createdBy(),
                spec.compression(),
                rowGroupBytes,
                spec.pageBytes(),
                spec.pageRows(),
                spec.memoryBudgetBytes(),
                spec.verifyContent(),
                spec.maxGrowth());
    }

    static MergeSpec withCodec(MergeSpec spec, Compression codec) {
        return new MergeSpec(
                spec.schema(),
                spec.keyValueMetadata(),
                spec.createdBy(),
                Optional.of(codec),
                spec.rowGroupBytes(),
                spec.pageBytes(),
                spec.pageRows(),
                spec.memoryBudgetBytes(),
                spec.verifyContent(),
                spec.maxGrowth());
    }
}
