package dev.coldpress.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
                ref, 1, new ParquetSchema(List.of(column)), metadata, createdBy, 0, Lineage.union(List.of()));
    }

    private static SourceSummary source(String name, Map<String, String> metadata) {
        return source(name, PhysicalType.INT64, "writer version 1.0.0 (build x)", metadata);
    }

    private static MergeSpec spec(SourceSummary... sources) {
        return new MergePlanner(Optional.empty(), 1 << 28, false, 10)
                .spec(ObjectKey.of("p/output"), PLAN, List.of(sources), List.of(), any -> OptionalLong.empty());
    }

    private static boolean mayShareAnOutput(SourceSummary a, SourceSummary b) {
        SourceClasses classes = new SourceClasses(List.of(a, b));
        return classes.nameOf(a.ref().key()).equals(classes.nameOf(b.ref().key()));
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
    void aPandasRangeIndexIsLeftOutBecauseItsEndWouldBeWrong() {
        String range = "{\"index_columns\": [{\"kind\": \"range\", \"start\": 0, \"stop\": 3, \"step\": 1}]}";
        String named = "{\"index_columns\": [\"id\"]}";
        assertThat(spec(source("a", Map.of("pandas", range)), source("b", Map.of("pandas", range)))
                        .keyValueMetadata())
                .doesNotContainKey("pandas");
        assertThat(spec(source("a", Map.of("pandas", named)), source("b", Map.of("pandas", named)))
                        .keyValueMetadata())
                .containsEntry("pandas", named);
    }

    @Test
    void boundingBoxesOfGeoParquetAreLeftOutAndKeepNothingApart() {
        SourceSummary a = source("a", Map.of("geo", "{\"columns\":{\"g\":{\"bbox\":[1.0, 2],\"encoding\":\"WKB\"}}}"));
        SourceSummary b = source("b", Map.of("geo", "{\"columns\":{\"g\":{\"bbox\":[3, 4],\"encoding\":\"WKB\"}}}"));
        SourceSummary last = source("c", Map.of("geo", "{\"columns\":{\"g\":{\"encoding\":\"WKB\",\"bbox\":[3, 4]}}}"));
        assertThat(mayShareAnOutput(a, b)).isTrue();
        assertThat(mayShareAnOutput(a, last)).isTrue();
        assertThat(spec(a, b, last).keyValueMetadata())
                .containsEntry("geo", "{\"columns\":{\"g\":{\"encoding\":\"WKB\"}}}");
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
    void eachKeyThatChangesTheMeaningOfValuesKeepsFilesApart() {
        for (String key : List.of(
                "org.apache.spark.legacyDateTime",
                "org.apache.spark.legacyINT96",
                "org.apache.spark.timeZone",
                "writer.date.proleptic",
                "writer.time.zone",
                "writer.zone.conversion.legacy",
                "writer.model.name",
                "ARROW:schema",
                "geo")) {
            SourceSummary with = source("a", Map.of(key, "1"));
            assertThat(mayShareAnOutput(with, source("b", Map.of(key, "1"))))
                    .as(key)
                    .isTrue();
            assertThat(mayShareAnOutput(with, source("b", Map.of(key, "2"))))
                    .as(key)
                    .isFalse();
            assertThat(mayShareAnOutput(with, source("b", Map.of()))).as(key).isFalse();
            assertThat(new SourceClasses(List.of(with, source("b", Map.of()))).differenceOf(ObjectKey.of("p/b")))
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
        assertThat(spec(source("a", Map.of()), source("b", Map.of())).createdBy())
                .startsWith("coldpress version ");
    }
}
