package dev.coldpress.merge;

import dev.coldpress.metadata.FileDescription;
import dev.coldpress.metadata.PandasMetadata;
import dev.coldpress.plan.Skip;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MetadataNotation;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.Widening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what the output of a group looks like. Pure: the same sources, plan id and settings give the same output, byte
 * for byte.
 *
 * @param compression what to compress with; empty keeps what the sources have
 * @param compressionLevel see {@link MergeSpec}
 * @param memoryBudgetBytes what a merge may hold
 * @param verifyContent decode what was written once more before it is sent
 * @param maxGrowth see {@link MergeSpec}
 * @param widening as for {@link SourceClasses}
 * @param bloomFilters see {@link MergeSpec}
 * @param sort in which order the rows are wanted
 */
public record MergeSpecFactory(
        Optional<Compression> compression,
        OptionalInt compressionLevel,
        long memoryBudgetBytes,
        boolean verifyContent,
        int maxGrowth,
        Widening widening,
        BloomFilters bloomFilters,
        SortOrder sort) {

    private static final Logger LOG = LoggerFactory.getLogger(MergeSpecFactory.class);

    /** In the form that parquet-java's VersionParser and Arrow's ApplicationVersion read. */
    static final String CREATED_BY = Lineage.APPLICATION + "0.1.0 (build 0)";

    /**
     * The specification of a group's output.
     *
     * @param sources of one {@linkplain SourceClasses class}, in the order of the rows
     * @param superseded files whose rows are in the sources already
     * @param contentHash of all bytes of a source, once it was read; empty if it was not read at once
     * @throws ParquetFileException if one of them does not fit those before it; a class may have had others between
     *     them
     */
    public MergeSpec spec(
            ObjectKey output,
            UUID planId,
            List<SourceSummary> sources,
            List<SourceSummary> superseded,
            Function<ObjectRef, OptionalLong> contentHash,
            MetadataNotation notation) {
        MetadataReader reader = new MetadataReader(notation);
        SourceUnion union = unite(sources, reader, widening);
        return new MergeSpec(
                union.description().schema(),
                MetadataMerge.merge(sources, planId, union.write(reader)),
                createdBy(sources),
                compression,
                compressionLevel,
                MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                MergeSpec.DEFAULT_PAGE_BYTES,
                MergeSpec.DEFAULT_PAGE_ROWS,
                memoryBudgetBytes,
                verifyContent,
                maxGrowth,
                bloomFilters,
                sort(output, sources, union.description(), reader),
                rowGroups -> Map.of(
                        Lineage.KEY, lineage(sources, superseded, contentHash).encode(output, rowGroups)));
    }

    private List<SortColumn> sort(
            ObjectKey output, List<SourceSummary> sources, FileDescription described, MetadataReader reader) {
        List<SortColumn> columns = MergeOrder.of(sort, sources, described.schema());
        List<SortColumn> lacking = new ArrayList<>(sort.columns());
        lacking.removeAll(columns);
        if (!lacking.isEmpty()) {
            LOG.warn(
                    "No file that becomes {} has what sort names: {}. Its rows are not sorted by that",
                    output,
                    lacking);
        }
        return hasLabels(sources, described, reader) ? List.of() : columns;
    }

    /** The columns by which the output of these sources is sorted, as {@link #spec} has them. */
    static List<SortColumn> order(
            SortOrder sort, Widening widening, List<SourceSummary> sources, MetadataNotation notation) {
        MetadataReader reader = new MetadataReader(notation);
        FileDescription described = unite(sources, reader, widening).description();
        return hasLabels(sources, described, reader) ? List.of() : MergeOrder.of(sort, sources, described.schema());
    }

    private static boolean hasLabels(List<SourceSummary> sources, FileDescription described, MetadataReader reader) {
        return described.pandas().isPresent() && sources.stream().anyMatch(source -> hasLabels(source, reader));
    }

    private static boolean hasLabels(SourceSummary source, MetadataReader reader) {
        return SourceUnion.of(source, reader)
                .description()
                .pandas()
                .filter(PandasMetadata::labelsByPosition)
                .isPresent();
    }

    /** Why a file of this schema cannot be sorted as wanted; empty if it can. */
    public static Optional<Skip> againstSorting(SortOrder wanted, ParquetSchema schema) {
        return MergeOrder.against(wanted, schema);
    }

    /**
     * Whether rows of an output of these sources may have to be brought into another order, for which they need more
     * memory.
     */
    public static boolean maySort(SortOrder wanted, List<SourceSummary> sources) {
        boolean isDeclared = sources.stream()
                .allMatch(source -> source.rowCount() == 0 || !source.sorting().isEmpty());
        return !wanted.columns().isEmpty() || (wanted.keeps() && isDeclared);
    }

    private static SourceUnion unite(List<SourceSummary> sources, MetadataReader reader, Widening widening) {
        SourceUnion union = SourceUnion.of(sources.get(0), reader);
        for (SourceSummary source : sources.subList(1, sources.size())) {
            SourceUnion.Result result = union.add(source, reader, widening);
            if (result instanceof SourceUnion.Conflict conflict) {
                throw new ParquetFileException(
                        source.ref().key(),
                        ParquetFileException.Reason.UNSUPPORTED,
                        "it does not fit the files before it: "
                                + conflict.skip().detail());
            }
            union = ((SourceUnion.United) result).union();
        }
        return union;
    }

    /** The metadata keys of sources that their output has not got, in order. */
    public static List<String> keysLeftOut(List<SourceSummary> sources, MergeSpec spec) {
        return List.copyOf(MetadataMerge.leftOut(sources, spec.keyValueMetadata()));
    }

    private static Lineage lineage(
            List<SourceSummary> sources,
            List<SourceSummary> superseded,
            Function<ObjectRef, OptionalLong> contentHash) {
        List<Lineage> lineages = new ArrayList<>();
        sources.forEach(source -> lineages.add(source.lineageOrSelf(contentHash.apply(source.ref()))));
        // What a superseded file names stands in that of its holder; a file that is no output is named there itself.
        superseded.forEach(file -> lineages.add(file.lineage()));
        return Lineage.union(lineages);
    }

    /** Whether the metadata of a file name it as the output of this plan, with this number of rows. */
    public static boolean isOutputOf(ParquetFooter footer, UUID planId, long rowCount) {
        return footer.rowCount() == rowCount
                && planId.toString().equals(footer.keyValueMetadata().get(MetadataMerge.PLAN));
    }

    /**
     * Files with INT96 keep the name of their writer, by which readers tell what the values mean; all of a group have
     * one.
     */
    private static String createdBy(List<SourceSummary> sources) {
        return sources.stream()
                .filter(source -> source.schema().fields().stream().anyMatch(ValueSemantics::hasInt96))
                .findFirst()
                .map(SourceSummary::createdBy)
                .orElse(CREATED_BY);
    }
}
