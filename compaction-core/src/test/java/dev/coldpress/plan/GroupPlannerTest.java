package dev.coldpress.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupPlannerTest {

    private static final long MB = 1L << 20;
    private static final GroupPlanner PLANNER = new GroupPlanner(PlanLimits.DEFAULT);

    @Test
    void whatFitsIntoOneOutputBecomesOneOutput() {
        assertThat(groupSizes(64, 64, 64, 64)).containsExactly(256L);
        assertThat(groupSizes(1, 1)).containsExactly(2L);
    }

    @Test
    void aRemainderIsSpreadOverTheBinsInsteadOfLeftAsARunt() {
        long[] fortyTenths = new long[37];
        Arrays.fill(fortyTenths, 10);

        // 370 MB: next-fit alone would leave 130 + 130 + 110.
        assertThat(groupSizes(fortyTenths)).containsExactly(180L, 190L);
    }

    @Test
    void whereNoCutAvoidsARemainderOneFileIsLeft() {
        PartitionPlan plan = PLANNER.plan(TestFiles.ofSizes(90 * MB, 90 * MB, 90 * MB), true);

        assertThat(plan.groups()).extracting(FileGroup::sizeBytes).containsExactly(180 * MB);
        assertThat(plan.leftAlone()).hasSize(1);
        assertThat(plan.leftAlone().get(0).skip())
                .hasToString("too-few-files (1 left to merge with each other, 2 needed)");
    }

    @Test
    void oneByteAboveTheMaximumIsNotOneOutput() {
        GroupPlanner planner =
                new GroupPlanner(PlanLimits.builder().maxFileSizeBytes(224 * MB).build());

        assertThat(planner.plan(TestFiles.ofSizes(75 * MB, 75 * MB, 74 * MB), true)
                        .groups())
                .extracting(FileGroup::sizeBytes)
                .containsExactly(224 * MB);
        assertThat(planner.plan(TestFiles.ofSizes(75 * MB, 75 * MB, 74 * MB + 1), true)
                        .groups())
                .extracting(FileGroup::sizeBytes)
                .containsExactly(150 * MB);
    }

    @Test
    void neighboursInKeyOrderStayTogether() {
        long[] sizes = new long[40];
        Arrays.fill(sizes, 20 * MB);
        List<DataFile> files = TestFiles.ofSizes(sizes);

        List<DataFile> grouped = PLANNER.plan(files, false).groups().stream()
                .flatMap(group -> group.files().stream())
                .toList();

        assertThat(grouped).isEqualTo(files);
    }

    @Test
    void aFileOfExactlyTheThresholdIsNotSmall() {
        PartitionPlan plan = PLANNER.plan(TestFiles.ofSizes(96 * MB, 96 * MB - 1, 96 * MB - 1), false);

        assertThat(plan.groups()).hasSize(1);
        assertThat(plan.leftAlone()).hasSize(1);
        assertThat(plan.leftAlone().get(0).skip())
                .hasToString("already-sized (100,663,296 bytes, small is below 100,663,296 bytes)");
    }

    @Test
    void aLateFileBesideALargeOneWaitsUntilThePartitionHasBeenQuietForLong() {
        List<DataFile> files = TestFiles.ofSizes(90 * MB, MB);

        PartitionPlan soon = PLANNER.plan(files, false);
        PartitionPlan later = PLANNER.plan(files, true);

        assertThat(soon.groups()).isEmpty();
        assertThat(soon.skip())
                .hasValueSatisfying(skip -> assertThat(skip.reason()).isEqualTo(SkipReason.AMPLIFICATION));
        assertThat(soon.leftAlone())
                .extracting(left -> left.skip().reason())
                .containsExactly(SkipReason.AMPLIFICATION, SkipReason.TOO_FEW_FILES);
        assertThat(later.groups()).hasSize(1);
        assertThat(later.skip()).isEmpty();
    }

    @Test
    void aLargeFileIsTakenWhenTheOutputReachesTheTarget() {
        PartitionPlan plan = PLANNER.plan(TestFiles.ofSizes(95 * MB, 33 * MB), false);

        assertThat(plan.groups()).extracting(FileGroup::sizeBytes).containsExactly(128 * MB);
    }

    @Test
    void anEmptyPartitionHasTooFewFiles() {
        PartitionPlan plan = PLANNER.plan(List.of(), false);

        assertThat(Planning.filesAfter(plan)).isZero();
        assertThat(plan.skip())
                .hasValueSatisfying(skip -> assertThat(skip.reason()).isEqualTo(SkipReason.TOO_FEW_FILES));
    }

    @Test
    void aPartitionOfFinishedFilesIsAlreadySized() {
        assertThat(PLANNER.plan(TestFiles.ofSizes(128 * MB, 300 * MB), false).skip())
                .hasValueSatisfying(skip -> assertThat(skip.reason()).isEqualTo(SkipReason.ALREADY_SIZED));
    }

    @Test
    void classesAreCountedWhereNoneHasEnoughFiles() {
        PartitionPlan plan = PLANNER.plan(List.of(TestFiles.file("f", MB, "c1"), TestFiles.file("g", MB, "c2")), false);

        assertThat(plan.skip())
                .hasValueSatisfying(skip -> assertThat(skip)
                        .hasToString("too-few-files (2 small files, among files of 2 classes that share no output;"
                                + " 2 of one class are needed)"));
    }

    @Test
    void twoFilesOfOneKeyAreRefused() {
        DataFile file = TestFiles.file("f.parquet", MB, "c");

        assertThatThrownBy(() -> PLANNER.plan(List.of(file, file), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a/f.parquet");
    }

    @Test
    void manyTinyFilesTakeAFewRoundsAndThePlanSaysSo() {
        List<DataFile> files = TestFiles.ofSizes(Collections.nCopies(25_000, 1L << 10).stream()
                .mapToLong(Long::longValue)
                .toArray());

        GroupPlanner planner =
                new GroupPlanner(PlanLimits.builder().maxFilesPerGroup(1000).build());

        PartitionPlan first = planner.plan(files, false);
        List<DataFile> outputs = TestFiles.ofSizes(
                first.groups().stream().mapToLong(FileGroup::sizeBytes).toArray());
        PartitionPlan second = planner.plan(outputs, false);

        assertThat(first.furtherRound()).isTrue();
        assertThat(first.groups()).hasSize(25);
        assertThat(second.furtherRound()).isFalse();
        assertThat(second.groups()).hasSize(1);
    }

    @Test
    void aHundredThousandFilesArePlannedWithoutARest() {
        long[] sizes = new long[100_000];
        Arrays.setAll(sizes, i -> (i % 50) * (MB / 10));

        PartitionPlan plan = PLANNER.plan(TestFiles.ofSizes(sizes), false);

        assertThat(plan.leftAlone()).isEmpty();
        assertThat(plan.groups())
                .allSatisfy(group -> assertThat(group.sizeBytes()).isBetween(128 * MB, 256 * MB));
    }

    private static List<Long> groupSizes(long... megabytes) {
        long[] sizes = Arrays.stream(megabytes).map(mb -> mb * MB).toArray();
        return PLANNER.plan(TestFiles.ofSizes(sizes), true).groups().stream()
                .map(group -> group.sizeBytes() / MB)
                .toList();
    }
}
