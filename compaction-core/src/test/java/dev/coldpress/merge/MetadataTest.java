package dev.coldpress.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.Widening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What of the sources' metadata stays, and what keeps files apart. */
class MetadataTest {

    private static final UUID PLAN = new UUID(1, 2);

    private static SourceSummary source(
            String name, PhysicalType type, String createdBy, Map<String, String> metadata) {
        ObjectRef ref = new ObjectRef(ObjectKey.of("p/" + name), new ObjectVersion("v"), 1);
        SchemaNode column = new SchemaNode("c", Repetition.REQUIRED, OptionalInt.empty(), "", type, 0, List.of());
        return new SourceSummary(
                ref,
                1,
                1,
                1,
                new ParquetSchema(List.of(column)),
                metadata,
                createdBy,
                0,
                Lineage.union(List.of()),
                Map.of(),
                List.of(),
                Set.of());
    }

    private static SourceSummary source(String name, Map<String, String> metadata) {
        return source(name, PhysicalType.INT64, "writer version 1.0.0 (build x)", metadata);
    }

    private static MergeSpec spec(SourceSummary... sources) {
        return new MergeSpecFactory(
                        Optional.empty(),
                        OptionalInt.empty(),
                        1 << 28,
                        false,
                        10,
                        Widening.NONE,
                        BloomFilters.KEEP,
                        SortOrder.KEEP)
                .spec(
                        ObjectKey.of("p/output"),
                        PLAN,
                        List.of(sources),
                        List.of(),
                        any -> OptionalLong.empty(),
                        new NothingRead());
    }

    private static SourceClasses classes(SourceSummary... sources) {
        return new SourceClasses(List.of(sources), new NothingRead(), Widening.NONE);
    }

    private static boolean mayShareAnOutput(SourceSummary a, SourceSummary b) {
        SourceClasses classes = classes(a, b);
        return classes.nameOf(a.ref().key()).equals(classes.nameOf(b.ref().key()));
    }

    private static SourceSummary withMap(String name, Repetition ofKeys) {
        SchemaNode key = new SchemaNode("key", ofKeys, OptionalInt.empty(), "", PhysicalType.INT32, 0, List.of());
        SchemaNode entry =
                new SchemaNode("key_value", Repetition.REPEATED, OptionalInt.empty(), "", null, 0, List.of(key));
        SchemaNode map = new SchemaNode("m", Repetition.OPTIONAL, OptionalInt.empty(), "MAP", null, 0, List.of(entry));
        SchemaNode above = new SchemaNode("above", Repetition.OPTIONAL, OptionalInt.empty(), "", null, 0, List.of(map));
        SourceSummary source = source(name, Map.of());
        return new SourceSummary(
                source.ref(),
                1,
                1,
                1,
                new ParquetSchema(List.of(source.schema().fields().get(0), above)),
                Map.of(),
                source.createdBy(),
                0,
                source.lineage(),
                Map.of(),
                List.of(),
                Set.of());
    }

    /** pyarrow reads nothing of a file that has such a map, also none of its other columns. */
    @Test
    void mapsWhoseKeysMayBeNullStayAmongThemselves() {
        SourceSummary nullable = withMap("a", Repetition.OPTIONAL);
        SourceSummary required = withMap("b", Repetition.REQUIRED);
        SourceSummary without = source("c", Map.of());

        assertThat(mayShareAnOutput(nullable, withMap("d", Repetition.OPTIONAL)))
                .isTrue();
        assertThat(mayShareAnOutput(required, without)).isTrue();
        assertThat(mayShareAnOutput(nullable, without)).isFalse();
        assertThat(mayShareAnOutput(nullable, required)).isFalse();
        assertThat(classes(nullable, required).differenceOf(required.ref().key()))
                .hasValueSatisfying(difference ->
                        assertThat(difference.detail()).contains("column above has a map whose keys may be null"));
    }

    @Test
    void whatAllAgreeOnStaysAndWhatDiffersGoes() {
        Map<String, String> merged = spec(
                        source("a", Map.of("same", "1", "other", "x", "single", "y")),
                        source("b", Map.of("same", "1", "other", "z")))
                .keyValueMetadata();
        assertThat(merged).containsEntry("same", "1").doesNotContainKeys("other", "single");
    }

    @Test
    void theOutputNamesItsPlanItsSourcesAndTheirWriters() {
        Map<String, String> merged =
                spec(source("a", Map.of()), source("b", Map.of())).keyValueMetadata();
        assertThat(merged)
                .containsEntry("coldpress.plan", PLAN.toString())
                .containsEntry("coldpress.sources", "2")
                .containsEntry("coldpress.source.keys", "a\nb")
                .containsEntry("original.created.by", "writer version 1.0.0 (build x)");
    }

    @Test
    void aMergeOfAMergeNamesTheFirstWriters() {
        SourceSummary merged = source(
                "compacted",
                PhysicalType.INT64,
                "coldpress version 0.1.0 (build 0)",
                Map.of("original.created.by", "old\nolder", "coldpress.plan", "another"));
        Map<String, String> again = spec(merged, source("b", Map.of())).keyValueMetadata();
        assertThat(again)
                .containsEntry("original.created.by", "old\nolder\nwriter version 1.0.0 (build x)")
                .containsEntry("coldpress.plan", PLAN.toString());
    }

    @Test
    void sparkVersionsOfOneCalendarMayMixAndKeepTheMark() {
        String key = "org.apache.spark.version";
        SourceSummary spark34 = source("a", Map.of(key, "3.4.1"));
        SourceSummary spark310 = source("b", Map.of(key, "3.10.0"));
        assertThat(mayShareAnOutput(spark34, spark310)).isTrue();
        assertThat(spec(spark34, spark310).keyValueMetadata()).containsEntry(key, "3.4.1");
        assertThat(mayShareAnOutput(spark34, source("c", Map.of(key, "2.4.8")))).isFalse();
        assertThat(mayShareAnOutput(spark34, source("c", Map.of(key, "3.0.3")))).isFalse();
        assertThat(mayShareAnOutput(spark34, source("c", Map.of()))).isFalse();
    }

    @Test
    void filesOfWritersWithTheNewCalendarAloneMixWithThoseOfSparkThatHasItAndGetItsMark() {
        String key = "org.apache.spark.version";
        SourceSummary spark = source("a", Map.of(key, "3.5.7"));
        SourceSummary old = source("a", Map.of(key, "2.4.8"));
        for (String writer : List.of(
                "parquet-cpp-arrow version 25.0.1",
                "Polars",
                "DuckDB version v1.5.6 (build x)",
                "parquet-rs version 57.0.0",
                "parquet-go version 18.5.0",
                "github.com/parquet-go/parquet-go version 0.26.0(build x)",
                "fastparquet-python version 2026.9.0 (build 0)")) {
            SourceSummary other = source("b", PhysicalType.INT64, writer, Map.of());
            assertThat(mayShareAnOutput(spark, other)).as(writer).isTrue();
            assertThat(mayShareAnOutput(other, spark)).as(writer).isTrue();
            assertThat(mayShareAnOutput(other, old)).as(writer).isFalse();
            assertThat(spec(other, spark).keyValueMetadata()).as(writer).containsEntry(key, "3.5.7");
        }
    }

    @Test
    void anOutputHasTheCalendarOfItsSourcesWriters() {
        String merged = "coldpress version 0.1.0 (build 0)";
        SourceSummary spark = source("a", Map.of("org.apache.spark.version", "3.5.7"));
        SourceSummary ofArrow =
                source("b", PhysicalType.INT64, merged, Map.of("original.created.by", "Polars\nDuckDB"));
        SourceSummary ofOther = source(
                "c", PhysicalType.INT64, merged, Map.of("original.created.by", "Polars\nparquet-mr version 1.8.1"));
        assertThat(mayShareAnOutput(spark, ofArrow)).isTrue();
        assertThat(mayShareAnOutput(spark, ofOther)).isFalse();
        assertThat(classes(spark, ofOther).differenceOf(ObjectKey.of("p/c")))
                .hasValueSatisfying(skip -> assertThat(skip.detail())
                        .contains("org.apache.spark.version", "that of 3.1 or later", "write them with one version"));
    }

    /** What a mixture says of its calendar depends on all that are in it. */
    @Test
    void aFileOfAnUnknownCalendarKeepsSparkOutOfItsClass() {
        SourceSummary known = source("a", PhysicalType.INT64, "Polars", Map.of());
        SourceSummary unknown = source("b", PhysicalType.INT64, "parquet-mr version 1.8.1", Map.of());
        SourceSummary spark = source("c", Map.of("org.apache.spark.version", "3.5.7"));
        SourceClasses classes = classes(known, unknown, spark);
        assertThat(classes.nameOf(ObjectKey.of("p/a"))).isEqualTo(classes.nameOf(ObjectKey.of("p/b")));
        assertThat(classes.nameOf(ObjectKey.of("p/c"))).isNotEqualTo(classes.nameOf(ObjectKey.of("p/a")));
    }

    @Test
    void aValueThatCannotBeReadKeepsFilesOfOtherColumnsApart() {
        Map<String, String> metadata = Map.of("geo", "?");
        SourceSummary numbers = source("a", metadata);
        SourceSummary floats = source("b", PhysicalType.DOUBLE, "writer version 1.0.0 (build x)", metadata);
        assertThat(mayShareAnOutput(numbers, floats)).isFalse();
        assertThat(spec(numbers, source("b", metadata)).keyValueMetadata()).containsEntry("geo", "?");
        assertThat(classes(numbers, source("c", Map.of())).differenceOf(ObjectKey.of("p/c")))
                .hasValueSatisfying(skip -> assertThat(skip.detail()).contains("geo", "not known here"));
    }

    /** The number of rows or of dictionary entries that it may hold is that of one file. */
    @Test
    void aValueThatCannotBeReadAndMayCountKeepsEachFileApart() {
        for (String key : List.of("ARROW:schema", "pandas")) {
            SourceClasses classes = classes(source("a", Map.of(key, "?")), source("b", Map.of(key, "?")));
            assertThat(classes.differenceOf(ObjectKey.of("p/b")))
                    .hasValueSatisfying(skip -> assertThat(skip.detail()).contains(key, "not known here"));
        }
    }

    @Test
    void theKeysThatTheOutputHasNotGotAreNamed() {
        List<SourceSummary> sources = List.of(
                source("a", Map.of("same", "1", "other", "x", "single", "y")),
                source("b", Map.of("same", "1", "other", "z", "coldpress.plan", "p")));
        assertThat(MergeSpecFactory.keysLeftOut(sources, spec(sources.toArray(SourceSummary[]::new))))
                .containsExactly("other", "single");
    }

    @Test
    void eachKeyThatChangesTheMeaningOfValuesKeepsFilesApart() {
        for (String key : List.of(
                "org.apache.spark.legacyDateTime",
                "org.apache.spark.legacyINT96",
                "org.apache.spark.timeZone",
                "writer.date.proleptic",
                "writer.time.zone",
                "writer.zone.conversion.legacy",
                "writer.model.name",
                "geo")) {
            SourceSummary with = source("a", Map.of(key, "1"));
            assertThat(mayShareAnOutput(with, source("b", Map.of(key, "1"))))
                    .as(key)
                    .isTrue();
            assertThat(mayShareAnOutput(with, source("b", Map.of(key, "2"))))
                    .as(key)
                    .isFalse();
            assertThat(mayShareAnOutput(with, source("b", Map.of()))).as(key).isFalse();
            assertThat(classes(with, source("b", Map.of())).differenceOf(ObjectKey.of("p/b")))
                    .hasValueSatisfying(skip -> {
                        assertThat(skip.reason()).isEqualTo(SkipReason.METADATA_CONFLICT);
                        assertThat(skip.detail()).contains(key);
                    });
        }
    }

    @Test
    void int96IsNeverMixedAcrossWritersAndKeepsTheWritersName() {
        SourceSummary mr = source("a", PhysicalType.INT96, "parquet-mr version 1.12.0 (build a)", Map.of());
        SourceSummary impala = source("b", PhysicalType.INT96, "impala version 2.0.0 (build b)", Map.of());
        assertThat(mayShareAnOutput(mr, impala)).isFalse();
        assertThat(spec(mr, mr).createdBy()).isEqualTo("parquet-mr version 1.12.0 (build a)");
        assertThat(classes(mr, impala).differenceOf(ObjectKey.of("p/b")))
                .hasValueSatisfying(skip -> assertThat(skip.detail())
                        .contains("INT96", "parquet-mr version 1.12.0", "impala version 2.0.0", "write INT64"));
        assertThat(spec(source("a", Map.of()), source("b", Map.of())).createdBy())
                .startsWith("coldpress version ");
    }

    @Test
    void aFileWithoutTheInt96ColumnHasNoSayInWhatItMeans() {
        SchemaNode number =
                new SchemaNode("n", Repetition.OPTIONAL, OptionalInt.empty(), "", PhysicalType.INT32, 0, List.of());
        SourceSummary other = source("a", PhysicalType.INT64, "DuckDB", Map.of());
        SourceSummary without = new SourceSummary(
                other.ref(),
                1,
                1,
                1,
                new ParquetSchema(List.of(number)),
                Map.of(),
                "DuckDB",
                0,
                Lineage.union(List.of()),
                Map.of(),
                List.of(),
                Set.of());
        SourceSummary with = source("b", PhysicalType.INT96, "parquet-mr version 1.12.0 (build a)", Map.of());
        SourceSummary impala = source("c", PhysicalType.INT96, "impala version 2.0.0 (build b)", Map.of());
        SourceClasses classes = classes(without, with, impala);
        assertThat(classes.nameOf(ObjectKey.of("p/a"))).isEqualTo(classes.nameOf(ObjectKey.of("p/b")));
        assertThat(classes.nameOf(ObjectKey.of("p/c"))).isNotEqualTo(classes.nameOf(ObjectKey.of("p/b")));
        assertThat(spec(without, with).createdBy()).isEqualTo("parquet-mr version 1.12.0 (build a)");
    }
}
