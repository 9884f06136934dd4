package dev.coldpress.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What the planner promises, for any files and any limits. */
// The generators have the edges in them; combining those of jqwik as well takes longer than all tries.
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class GroupPlannerProperties {

    @Property
    void noFileIsInTwoGroupsAndNoneIsForgotten(@ForAll("plannings") Planning planning) {
        PartitionPlan plan = planning.plan();

        List<DataFile> grouped =
                plan.groups().stream().flatMap(group -> group.files().stream()).toList();
        List<DataFile> left = plan.leftAlone().stream().map(planning::fileOf).toList();
        assertThat(Stream.concat(grouped.stream(), left.stream()))
                .containsExactlyInAnyOrderElementsOf(planning.files());
    }

    @Property
    void noOutputIsPlannedAboveTheMaximum(@ForAll("plannings") Planning planning) {
        assertThat(planning.plan().groups())
                .allSatisfy(group -> assertThat(group.sizeBytes())
                        .isLessThanOrEqualTo(planning.limits().maxFileSizeBytes()));
    }

    @Property
    void nothingAboveTheSmallFileThresholdIsTaken(@ForAll("plannings") Planning planning) {
        assertThat(planning.plan().groups())
                .flatMap(FileGroup::files)
                .allSatisfy(file -> assertThat((double) file.sizeBytes())
                        .isLessThan(planning.limits().smallFileRatio()
                                * planning.limits().targetFileSizeBytes()));
    }

    @Property
    void aGroupHasAtLeastTheMinimumNumberOfFilesAndAtMostTheMaximum(@ForAll("plannings") Planning planning) {
        assertThat(planning.plan().groups())
                .allSatisfy(group -> assertThat(group.files())
                        .hasSizeBetween(
                                planning.limits().minFiles(), planning.limits().maxFilesPerGroup()));
    }

    @Property
    void onlyFilesOfOneClassShareAGroup(@ForAll("plannings") Planning planning) {
        assertThat(planning.plan().groups())
                .allSatisfy(group -> assertThat(group.files())
                        .extracting(DataFile::compatibility)
                        .containsOnly(group.compatibility()));
    }

    @Property
    void theOrderOfTheInputDoesNotMatter(@ForAll("plannings") Planning planning, @ForAll Random random) {
        List<DataFile> shuffled = new ArrayList<>(planning.files());
        Collections.shuffle(shuffled, random);

        assertThat(planning.with(shuffled).plan()).isEqualTo(planning.plan());
    }

    @Property
    void everyFileLeftAloneHasAReasonAndSoHasThePartitionWithoutAGroup(@ForAll("plannings") Planning planning) {
        PartitionPlan plan = planning.plan();

        assertThat(plan.leftAlone()).allSatisfy(left -> {
            boolean small = planning.limits().isSmall(planning.fileOf(left).sizeBytes());
            assertThat(left.skip().detail()).isNotBlank();
            assertThat(left.skip().reason() == SkipReason.ALREADY_SIZED).isEqualTo(!small);
            assertThat(left.skip().reason())
                    .isIn(SkipReason.ALREADY_SIZED, SkipReason.TOO_FEW_FILES, SkipReason.AMPLIFICATION);
        });
        assertThat(plan.skip().isPresent()).isEqualTo(plan.groups().isEmpty());
        plan.skip().ifPresent(skip -> assertThat(skip.detail()).isNotBlank());
    }

    @Property
    void planningTheOutputsAgainYieldsNothing(@ForAll("plannings") Planning planning) {
        assertNothingFollows(planning, bytes -> bytes);
    }

    @Property
    void planningOutputsAgainThatCameOutSmallerByTheRatioYieldsNothing(@ForAll("plannings") Planning planning) {
        double ratio = planning.limits().smallFileRatio();

        assertNothingFollows(planning, bytes -> (long) Math.ceil(bytes * ratio));
    }

    @Property
    void planningOutputsAgainThatCameOutSmallerByAnythingUpToTheRatioYieldsNothing(
            @ForAll("plannings") Planning planning, @ForAll Random random) {
        double ratio = planning.limits().smallFileRatio();

        assertNothingFollows(planning, bytes -> (long) Math.ceil(bytes * (ratio + random.nextDouble() * (1 - ratio))));
    }

    @Property
    void withTheDefaultsOutputsMayComeOutSmallerByAQuarterAndNothingFollows(
            @ForAll("defaults") Planning planning, @ForAll Random random) {
        assertNothingFollows(planning, bytes -> (long) Math.ceil(bytes * 0.75));
        assertNothingFollows(planning, bytes -> (long) Math.ceil(bytes * (0.75 + 0.25 * random.nextDouble())));
    }

    private static void assertNothingFollows(Planning planning, LongUnaryOperator outputSize) {
        PartitionPlan plan = planning.plan();
        if (plan.furtherRound()) {
            return;
        }
        PartitionPlan again = carriedOut(planning, plan, outputSize, 1).plan();
        assertThat(again.groups()).as("after %s", plan).isEmpty();
    }

    /** So it does not matter that most looks at a partition know no ranges. */
    @Property
    void rangesDoNotDecideWhetherThereIsSomethingToMerge(@ForAll("boundedByBytes") Planning planning) {
        assertThat(planning.plan().groups().isEmpty())
                .isEqualTo(planning.inKeyOrder().plan().groups().isEmpty());
    }

    @Property
    void aFurtherRoundIsAnnouncedOnlyForMoreSmallFilesOfAClassThanAGroupMayHave(
            @ForAll("plannings") Planning planning) {
        if (planning.plan().furtherRound()) {
            assertThat(classes(planning))
                    .anySatisfy(compatibility -> assertThat(planning.smallFiles(compatibility))
                            .hasSizeGreaterThan(planning.limits().maxFilesPerGroup()));
        }
    }

    @Property
    void repeatedPlanningEnds(@ForAll("plannings") Planning planning, @ForAll Random random) {
        Planning current = planning;
        int rounds = 0;
        PartitionPlan plan = current.plan();
        while (!plan.groups().isEmpty()) {
            rounds++;
            // Any shrinking at all, even to nothing.
            current = carriedOut(current, plan, bytes -> (long) (bytes * random.nextDouble()), rounds);
            plan = current.plan();
            assertThat(rounds).isLessThanOrEqualTo(planning.files().size());
        }
    }

    /** "Runt": an output below the target, or a small file that is left over. */
    @Property(tries = 1500)
    void theRemainderLeavesNoRuntWhereverKeyOrderAllows(@ForAll("few") Planning few) {
        Planning planning = new Planning(few.limits(), few.files(), true, Map.of());
        PartitionPlan plan = planning.plan();
        for (String compatibility : classes(planning)) {
            List<DataFile> small = planning.smallFiles(compatibility);
            List<FileGroup> groups = groupsOf(plan, compatibility);
            boolean fitsInOne = FileSizes.sum(small) <= planning.limits().maxFileSizeBytes();
            if (fitsInOne) {
                assertThat(groups).hasSize(small.size() < planning.limits().minFiles() ? 0 : 1);
            } else {
                int rest = shortestRest(sorted(small), planning.limits());
                long runts = groups.stream()
                        .filter(group -> group.sizeBytes() < planning.limits().targetFileSizeBytes())
                        .mapToLong(group -> group.files().size())
                        .sum();
                assertThat(runts + looseOf(planning, plan, compatibility).size())
                        .isEqualTo(rest);
            }
        }
    }

    @Property
    void aClassIsLeftWithOneOutputBelowTheTargetOrFewerThanTheMinimumOfLooseFiles(
            @ForAll("boundedByBytes") Planning planning) {
        PartitionPlan plan = planning.plan();
        assertThat(plan.furtherRound()).isFalse();
        for (String compatibility : classes(planning)) {
            long below = groupsOf(plan, compatibility).stream()
                    .filter(group -> group.sizeBytes() < planning.limits().targetFileSizeBytes())
                    .count();
            int loose = looseOf(planning, plan, compatibility).size();
            assertThat(below).isLessThanOrEqualTo(1);
            assertThat(loose).isLessThan(planning.limits().minFiles());
            assertThat(below == 0 || loose == 0).isTrue();
        }
    }

    @Property
    void aFileThatWaitsIsLargerThanTwiceAllSmallerFilesItWouldBeMergedWith(
            @ForAll("boundedByBytes") Planning planning) {
        PartitionPlan plan = planning.plan();

        for (SkippedFile left : plan.leftAlone()) {
            if (left.skip().reason() == SkipReason.AMPLIFICATION) {
                assertThat(planning.longQuiet()).isFalse();
                String compatibility = planning.fileOf(left).compatibility();
                long smaller = Stream.concat(
                                groupsOf(plan, compatibility).stream()
                                        .filter(g -> g.sizeBytes()
                                                < planning.limits().targetFileSizeBytes())
                                        .flatMap(g -> g.files().stream()),
                                plan.leftAlone().stream().map(planning::fileOf))
                        .filter(file -> file.compatibility().equals(compatibility))
                        .filter(file -> file.sizeBytes() < planning.fileOf(left).sizeBytes())
                        .mapToLong(DataFile::sizeBytes)
                        .sum();
                assertThat(planning.fileOf(left).sizeBytes()).isGreaterThan(2 * smaller);
            }
        }
    }

    @Property
    void anOutputBelowTheTargetIsAtLeastHalfAsLargeAgainAsItsLargestSource(@ForAll("plannings") Planning planning) {
        Planning soon = new Planning(planning.limits(), planning.files(), false, planning.ranges());

        for (FileGroup group : soon.plan().groups()) {
            if (group.sizeBytes() < planning.limits().targetFileSizeBytes()) {
                long largest = group.files().stream()
                        .mapToLong(DataFile::sizeBytes)
                        .max()
                        .orElseThrow();
                assertThat(2 * group.sizeBytes()).isGreaterThanOrEqualTo(3 * largest);
            }
        }
    }

    @Provide
    Arbitrary<Planning> plannings() {
        return Plannings.any();
    }

    @Provide
    Arbitrary<Planning> boundedByBytes() {
        return Plannings.boundedByBytes(60);
    }

    @Provide
    Arbitrary<Planning> few() {
        return Plannings.boundedByBytes(12);
    }

    @Provide
    Arbitrary<Planning> defaults() {
        return Plannings.of(PlanLimits.DEFAULT, 60);
    }

    /** The partition after the plan was carried out. */
    private static Planning carriedOut(Planning planning, PartitionPlan plan, LongUnaryOperator outputSize, int round) {
        List<DataFile> after = new ArrayList<>();
        Planning ranged = planning;
        plan.leftAlone().forEach(left -> after.add(planning.fileOf(left)));
        for (int i = 0; i < plan.groups().size(); i++) {
            FileGroup group = plan.groups().get(i);
            // Names that sort before, between and after the others.
            String name = List.of("a", "compacted-0", "z").get(i % 3) + "-output-" + round + "-" + i + ".parquet";
            DataFile output = TestFiles.file(name, outputSize.applyAsLong(group.sizeBytes()), group.compatibility());
            after.add(output);
            ranged = ranged.withOutput(output.key(), group);
        }
        return ranged.with(after);
    }

    /** Tries every way to cut the files into full bins, and returns how many files at the end must be left out. */
    private static int shortestRest(List<DataFile> files, PlanLimits limits) {
        return files.size() - longestCut(files, 0, limits);
    }

    private static int longestCut(List<DataFile> files, int from, PlanLimits limits) {
        int longest = from;
        for (int to = from + limits.minFiles(); to <= files.size(); to++) {
            long bytes = FileSizes.sum(files.subList(from, to));
            if (bytes >= limits.targetFileSizeBytes() && bytes <= limits.maxFileSizeBytes()) {
                longest = Math.max(longest, longestCut(files, to, limits));
            }
        }
        return longest;
    }

    private static List<DataFile> sorted(List<DataFile> files) {
        return files.stream().sorted((a, b) -> a.key().compareTo(b.key())).toList();
    }

    private static Set<String> classes(Planning planning) {
        Set<String> classes = new TreeSet<>();
        planning.files().forEach(file -> classes.add(file.compatibility()));
        return classes;
    }

    private static List<FileGroup> groupsOf(PartitionPlan plan, String compatibility) {
        return plan.groups().stream()
                .filter(group -> group.compatibility().equals(compatibility))
                .toList();
    }

    private static List<SkippedFile> looseOf(Planning planning, PartitionPlan plan, String compatibility) {
        return plan.leftAlone().stream()
                .filter(left -> left.skip().reason() == SkipReason.TOO_FEW_FILES)
                .filter(left -> planning.fileOf(left).compatibility().equals(compatibility))
                .toList();
    }
}
