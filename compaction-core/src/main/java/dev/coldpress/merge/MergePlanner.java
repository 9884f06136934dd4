package dev.coldpress.merge;

import dev.coldpress.merge.SchemaUnion.Result.Conflict;
import dev.coldpress.merge.SchemaUnion.Result.United;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.OutputCodec;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.ParquetSchema;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Says what the output of a group looks like. Pure: the same sources, plan id and settings give the same output, byte for
 * byte.
 *
 * @param codec what to compress with; empty keeps what the sources have
 * @param memoryBudgetBytes what a merge may hold
 * @param verifyContent decode what was written once more before it is sent
 * @param maxGrowth see {@link MergeSpec}
 */
public record MergePlanner(Optional<OutputCodec> codec, long memoryBudgetBytes, boolean verifyContent, int maxGrowth) {

    /** In the form that parquet-java's VersionParser and Arrow's ApplicationVersion read. */
    static final String CREATED_BY = "coldpress version 0.1.0 (build 0)";

    /**
     * The specification of a group's output.
     *
     * @param sources of one {@linkplain SourceClasses class}, in the order of the rows
     * @throws IllegalArgumentException if their schemas do not unite
     */
    public MergeSpec spec(List<SourceSummary> sources, UUID planId) {
        return new MergeSpec(
                unitedSchema(sources),
                MetadataMerge.merge(sources, planId),
                createdBy(sources),
                codec,
                MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                MergeSpec.DEFAULT_PAGE_BYTES,
                MergeSpec.DEFAULT_PAGE_ROWS,
                memoryBudgetBytes,
                verifyContent,
                maxGrowth);
    }

    /** Whether a file says of itself that it is the output of this plan, with this number of rows. */
    public static boolean isOutputOf(ParquetFooter footer, UUID planId, long rowCount) {
        return footer.rowCount() == rowCount
                && planId.toString().equals(footer.keyValueMetadata().get(MetadataMerge.PLAN));
    }

    private static ParquetSchema unitedSchema(List<SourceSummary> sources) {
        ParquetSchema united = sources.get(0).schema();
        for (SourceSummary source : sources) {
            SchemaUnion.Result result = SchemaUnion.unite(united, source.schema());
            if (result instanceof Conflict conflict) {
                throw new IllegalArgumentException(
                        source.ref().key() + " does not fit its group: " + conflict.difference());
            }
            united = ((United) result).schema();
        }
        return united;
    }

    /** Files with INT96 keep the name of their writer, by which readers tell what the values mean; all of a group have one. */
    private static String createdBy(List<SourceSummary> sources) {
        boolean namesWriter = sources.stream()
                .anyMatch(source -> source.schema().fields().stream().anyMatch(ValueSemantics::hasInt96));
        return namesWriter ? sources.get(0).createdBy() : CREATED_BY;
    }
}
