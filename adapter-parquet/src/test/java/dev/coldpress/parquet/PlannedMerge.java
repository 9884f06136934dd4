package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.merge.MergeSpecFactory;
import dev.coldpress.merge.MergeVerifier;
import dev.coldpress.merge.SourceClasses;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.metadata.MetadataCheck;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.Widening;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Merges files as a compaction does: sorted into classes, specified by their footers, verified. */
public final class PlannedMerge {

    private final TestLake lake;

    private final Widening widening;
    private final BloomFilters filters;
    private final SortOrder sort;

    public PlannedMerge(TestLake lake) {
        this(lake, Widening.NONE);
    }

    public PlannedMerge(TestLake lake, Widening widening) {
        this(lake, widening, BloomFilters.KEEP, SortOrder.KEEP);
    }

    public PlannedMerge(TestLake lake, BloomFilters filters) {
        this(lake, Widening.NONE, filters, SortOrder.KEEP);
    }

    public PlannedMerge(TestLake lake, SortOrder sort) {
        this(lake, Widening.NONE, BloomFilters.KEEP, sort);
    }

    private PlannedMerge(TestLake lake, Widening widening, BloomFilters filters, SortOrder sort) {
        this.lake = lake;
        this.widening = widening;
        this.filters = filters;
        this.sort = sort;
    }

    private List<SourceSummary> summaries(List<SourceFile> sources) {
        return sources.stream()
                .map(file -> SourceSummary.of(file.ref(), lake.codec().readFooter(file)))
                .toList();
    }

    /** The same with one object for equal ones, as the summaries of a partition are. */
    private static List<SourceSummary> shared(List<SourceSummary> summaries) {
        Map<Object, Object> known = new HashMap<>();
        return summaries.stream()
                .map(summary -> new SourceSummary(
                        summary.ref(),
                        summary.rowCount(),
                        summary.uncompressedBytes(),
                        summary.largestColumnBytes(),
                        same(known, summary.schema()),
                        same(known, summary.keyValueMetadata()),
                        summary.createdBy(),
                        summary.footerHash(),
                        summary.lineage(),
                        same(known, summary.orderedDictionaries()),
                        same(known, summary.sorting()),
                        same(known, summary.nestedWithNulls())))
                .toList();
    }

    @SuppressWarnings("unchecked") // an equal object is of the same type here
    private static <T> T same(Map<Object, Object> known, T value) {
        return (T) known.computeIfAbsent(value, any -> any);
    }

    /** What keeps a file apart from those before it; empty if all may share an output. */
    Optional<String> difference(List<SourceFile> sources) {
        SourceClasses classes =
                new SourceClasses(summaries(sources), lake.codec().notation(), widening);
        String first = classes.nameOf(sources.get(0).ref().key());
        return sources.stream()
                .map(file -> file.ref().key())
                .filter(key -> !classes.nameOf(key).equals(first))
                .findFirst()
                .map(key -> classes.differenceOf(key).orElseThrow().detail());
    }

    public MergeSpec spec(List<SourceFile> sources) {
        List<SourceSummary> summaries = summaries(sources);
        MergeSpec spec = specOf(summaries);
        MergeSpec ofShared = specOf(shared(summaries));
        assertThat(ofShared.schema()).isEqualTo(spec.schema());
        assertThat(ofShared.keyValueMetadata()).isEqualTo(spec.keyValueMetadata());
        return ofShared;
    }

    private MergeSpec specOf(List<SourceSummary> summaries) {
        return new MergeSpecFactory(
                        Optional.empty(),
                        OptionalInt.empty(),
                        Specs.BUDGET_BYTES,
                        true,
                        MergeSpec.DEFAULT_MAX_GROWTH,
                        widening,
                        filters,
                        sort)
                .spec(
                        ObjectKey.of("merged.parquet"),
                        new UUID(1, 2),
                        summaries,
                        List.of(),
                        any -> OptionalLong.empty(),
                        lake.codec().notation());
    }

    /**
     * The merged file, of which was checked what a compaction checks before it publishes, and what {@code verify} does.
     */
    SourceFile merge(List<SourceFile> sources) {
        Optional<String> difference = difference(sources);
        if (difference.isPresent()) {
            throw new IllegalArgumentException(difference.get());
        }
        return merge(spec(sources), sources);
    }

    SourceFile merge(MergeSpec spec, List<SourceFile> sources) {
        TestLake.Output output = lake.merge(spec, sources);
        MergeVerifier.verify(spec, output.merged(), output.merged().sourceRowCount());
        SourceFile file = lake.put(output.bytes());
        List<String> problems = problems(file);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.toString());
        }
        return file;
    }

    /** What {@code verify} says of a file. */
    List<String> problems(SourceFile file) {
        return MetadataCheck.problems(
                lake.codec().checkContent(file), lake.codec().notation());
    }

    ParquetFooter footer(SourceFile file) {
        return lake.codec().readFooter(file);
    }

    /** Of a key that the file has. */
    String value(SourceFile file, String key) {
        return Objects.requireNonNull(footer(file).keyValueMetadata().get(key), key);
    }

    ArrowSchema arrow(SourceFile file) {
        return lake.codec()
                .notation()
                .readArrowSchema(value(file, ArrowSchema.KEY))
                .orElseThrow();
    }

    /** A column's field in the file's Arrow schema, by its path. */
    ArrowField arrow(SourceFile file, String... path) {
        ArrowField field = arrow(file).leaves(footer(file).schema()).get(List.of(path));
        if (field == null) {
            throw new IllegalArgumentException("No such column: " + String.join(".", path));
        }
        return field;
    }
}
