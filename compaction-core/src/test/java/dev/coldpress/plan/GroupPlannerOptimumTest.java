package dev.coldpress.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares the planner with the fewest files that any choice of groups could leave, by trying every choice. The optimum
 * packs in any order up to the maximum, while the planner keeps key order and aims at the target, half of that: it is a
 * bound to measure against, not a result to wish for.
 */
class GroupPlannerOptimumTest {

    private static final int PARTITIONS = 1000;
    private static final int MOST_FILES = 9;
    private static final PlanLimits LIMITS = PlanLimits.DEFAULT;

    /** How the sizes of a partition's files are drawn; the argument is uniform between 0 and 1. */
    private enum Shape {
        UNIFORM {
            @Override
            double sizeBytes(double x) {
                return x * LARGEST;
            }
        },
        LARGE {
            @Override
            double sizeBytes(double x) {
                return (0.5 + x / 2) * LARGEST;
            }
        },
        OF_ALL_MAGNITUDES {
            @Override
            double sizeBytes(double x) {
                return Math.pow(LARGEST, 0.5 + x / 2);
            }
        };

        /** A little above the threshold, so that some files are not small. */
        private static final double LARGEST = 1.2 * LIMITS.smallFileSizeBytes();

        abstract double sizeBytes(double x);

        long[] sizes(Random random) {
            return random.doubles(1 + random.nextInt(MOST_FILES))
                    .mapToLong(x -> (long) sizeBytes(x))
                    .toArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesLeftStayNearTheFewestPossible(Shape shape) {
        Random random = new Random(20_260_105);
        GroupPlanner planner = new GroupPlanner(LIMITS);
        int before = 0;
        int optimum = 0;
        int planned = 0;
        int plannedAtOnce = 0;
        for (int i = 0; i < PARTITIONS; i++) {
            long[] sizes = shape.sizes(random);
            List<DataFile> files = TestFiles.ofSizes(sizes);
            int fewest = fewestFilesLeft(sizes);
            int left = Planning.filesAfter(planner.plan(files, true));
            assertThat(left).isBetween(fewest, 2 * fewest);
            before += sizes.length;
            optimum += fewest;
            planned += left;
            plannedAtOnce += Planning.filesAfter(planner.plan(files, false));
        }
        double ratio = (double) planned / optimum;
        double ratioAtOnce = (double) plannedAtOnce / optimum;
        System.out.printf(
                Locale.ROOT,
                "%,d random partitions, sizes %s: %,d files, the optimum leaves %,d; the planner leaves %,d (ratio %.3f)"
                        + " after long quiet, %,d (ratio %.3f) before%n",
                PARTITIONS,
                shape,
                before,
                optimum,
                planned,
                ratio,
                plannedAtOnce,
                ratioAtOnce);
        assertThat(ratio).isLessThan(1.1);
        // The files that wait for the amplification rule are the price of not rewriting large ones for little.
        assertThat(ratioAtOnce).isLessThan(2);
    }

    /** For each set of files, as the bits of a number, the fewest files that can be left of it. */
    private static int fewestFilesLeft(long[] sizes) {
        int[] fewest = new int[1 << sizes.length];
        for (int set = 1; set < fewest.length; set++) {
            int first = Integer.lowestOneBit(set);
            fewest[set] = 1 + fewest[set ^ first];
            for (int group = set; group > 0; group = (group - 1) & set) {
                if ((group & first) != 0 && isGroup(group, sizes)) {
                    fewest[set] = Math.min(fewest[set], 1 + fewest[set ^ group]);
                }
            }
        }
        return fewest[fewest.length - 1];
    }

    private static boolean isGroup(int set, long[] sizes) {
        long bytes = 0;
        for (int i = 0; i < sizes.length; i++) {
            if ((set & (1 << i)) != 0) {
                if (!LIMITS.isSmall(sizes[i])) {
                    return false;
                }
                bytes += sizes[i];
            }
        }
        return Integer.bitCount(set) >= LIMITS.minFiles() && bytes <= LIMITS.maxFileSizeBytes();
    }
}
