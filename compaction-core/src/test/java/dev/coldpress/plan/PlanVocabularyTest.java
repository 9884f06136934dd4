package dev.coldpress.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanVocabularyTest {

    @Test
    void theLabelsOfTheReasonsAreFixed() {
        assertThat(Arrays.stream(SkipReason.values()).map(SkipReason::label))
                .containsExactly(
                        "hot",
                        "quiet-period",
                        "too-few-files",
                        "already-sized",
                        "amplification",
                        "claimed-by-another",
                        "compacted-by-another",
                        "schema-conflict",
                        "metadata-conflict",
                        "encrypted",
                        "unsupported",
                        "quarantined",
                        "rows-twice",
                        "memory-budget",
                        "run-budget",
                        "not-in-layout",
                        "table-format-managed",
                        "summary-file",
                        "file-name",
                        "symbolic-link",
                        "special-file",
                        "unusable-name",
                        "excluded");
    }

    @Test
    void everyReasonIsExplainedInOneSentence() {
        assertThat(SkipReason.values())
                .extracting(SkipReason::explanation)
                .allSatisfy(text -> assertThat(text).matches("[A-Z][^.]*\\."))
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyVisibleFilesOfTheNamesAreDataFiles() {
        List<ListedObject> listed = Stream.of(
                        "b.parquet",
                        "_a.parquet",
                        ".c.parquet",
                        "a.snappy.parquet",
                        "d.PARQUET",
                        "e.csv",
                        "_SUCCESS",
                        ".parquet",
                        "f.parquet.tmp",
                        "parquet")
                .map(name -> new ListedObject(
                        new ObjectRef(ObjectKey.of("x/" + name), new ObjectVersion("v"), 1), Instant.EPOCH))
                .toList();

        DataFileSelection selection = DataFileSelection.of(listed, name -> name.endsWith(".parquet"));

        assertThat(selection.files()).extracting(o -> o.key().name()).containsExactly("b.parquet", "a.snappy.parquet");
        assertThat(selection.others())
                .extracting(o -> o.key().name())
                .containsExactly("d.PARQUET", "e.csv", "f.parquet.tmp", "parquet");
    }

    @Test
    void anOutputIsADataFileWhateverNamesAreAskedFor() {
        ObjectKey output = ObjectKey.of("x/compacted_00000000-0000-0000-0000-000000000001.parquet");

        assertThat(DataFileSelection.isDataFile(output, name -> name.endsWith(".parq")))
                .isTrue();
        assertThat(DataFileSelection.isDataFile(ObjectKey.of("x/a.parquet"), name -> name.endsWith(".parq")))
                .isFalse();
        assertThat(DataFileSelection.isDataFile(ObjectKey.of("x/_a.parq"), name -> true))
                .isFalse();
    }

    @Test
    void aGroupIsInKeyOrderOfOneClassAndHasTwoFilesAtLeast() {
        DataFile f = TestFiles.file("f", 1, "c");
        DataFile g = TestFiles.file("g", 1, "c");

        assertThat(new FileGroup(List.of(f, g)).sizeBytes()).isEqualTo(2);
        assertThatThrownBy(() -> new FileGroup(List.of(f))).hasMessageContaining("at least 2 files");
        assertThatThrownBy(() -> new FileGroup(List.of(g, f))).hasMessageContaining("key order");
        assertThatThrownBy(() -> new FileGroup(List.of(f, f))).hasMessageContaining("no file twice");
        assertThatThrownBy(() -> new FileGroup(List.of(f, TestFiles.file("h", 1, "d"))))
                .hasMessageContaining("different classes");
    }

    @Test
    void aPlanWithoutGroupsHasAReasonAndOneWithGroupsHasNone() {
        FileGroup group = new FileGroup(TestFiles.ofSizes(1, 1));
        Skip skip = new Skip(SkipReason.HOT, "");

        assertThat(skip).hasToString("hot");
        assertThatThrownBy(() -> new PartitionPlan(List.of(), List.of(), Optional.empty(), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PartitionPlan(List.of(group), List.of(), Optional.of(skip), false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
