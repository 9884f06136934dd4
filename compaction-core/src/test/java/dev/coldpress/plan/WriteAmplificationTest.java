package dev.coldpress.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WriteAmplificationTest {

    private static final long MB = 1L << 20;
    private static final PlanLimits LIMITS = PlanLimits.DEFAULT;

    /** How often the rows of a file have been rewritten at most, and the least file that any of them arrived in. */
    private record History(int rewrites, long leastArrivalBytes) {

        History mergedWith(History other) {
            return new History(
                    Math.max(rewrites, other.rewrites), Math.min(leastArrivalBytes, other.leastArrivalBytes));
        }
    }

    @Test
    void oneLateMegabyteAnHourDoesNotRewriteALargeFileEveryHour() {
        Lake lake = new Lake();
        lake.arrive(90 * MB);
        for (int hour = 0; hour < 24; hour++) {
            lake.arrive(MB);
            lake.compact();
        }

        assertThat(lake.files).anySatisfy(file -> assertThat(file.sizeBytes()).isEqualTo(90 * MB));
        assertThat(lake.bytesWritten).isLessThan(24 * 5 * MB);
    }

    @Property(tries = 40)
    void everyRowIsRewrittenALogarithmicNumberOfTimes(@ForAll Random random) {
        Lake lake = new Lake();
        for (int hour = 0; hour < 200; hour++) {
            for (int file = random.nextInt(4); file > 0; file--) {
                lake.arrive((long) Math.pow(2, 10 + 17 * random.nextDouble()));
            }
            lake.compact();
        }

        assertThat(lake.histories.values()).allSatisfy(history -> {
            double growths =
                    Math.log((double) LIMITS.targetFileSizeBytes() / history.leastArrivalBytes) / Math.log(1.5);
            assertThat((double) history.rewrites).isLessThanOrEqualTo(1 + growths);
        });
        long loose =
                lake.files.stream().filter(f -> LIMITS.isSmall(f.sizeBytes())).count();
        assertThat(loose).isLessThanOrEqualTo(1 + (long) (17 * Math.log(2) / Math.log(3)) + 1);
    }

    @Test
    void aSteadyTrickleIsWrittenAFewTimesOver() {
        Lake lake = new Lake();
        for (int hour = 0; hour < 3000; hour++) {
            lake.arrive(MB / 2);
            lake.compact();
        }

        double amplification = (double) lake.bytesWritten / lake.bytesArrived;
        System.out.printf(
                Locale.ROOT,
                "A trickle of 0.5 MB an hour into one partition is written %.2f times over%n",
                amplification);
        assertThat(amplification).isLessThan(10);
    }

    @Test
    void theFilesLeftOutAreTheOnesMoreThanTwiceAsLargeAsAllSmallerTogether() {
        List<DataFile> files = TestFiles.ofSizes(100, 9, 30, 3, 3, 3);

        WriteAmplification bounded = WriteAmplification.bound(files);

        // 30 stays, because 30 <= 2 x 18; 100 goes, because 100 > 2 x 48.
        assertThat(bounded.leftOut()).containsExactly(files.get(0));
        assertThat(bounded.worthIt()).containsExactlyElementsOf(files.subList(1, 6));
    }

    @Test
    void exactlyTwiceAsLargeIsStillWorthIt() {
        assertThat(WriteAmplification.bound(TestFiles.ofSizes(20, 10)).leftOut())
                .isEmpty();
        assertThat(WriteAmplification.bound(TestFiles.ofSizes(21, 10)).leftOut())
                .hasSize(1);
        assertThat(WriteAmplification.bound(TestFiles.ofSizes(0, 0)).leftOut()).isEmpty();
    }

    /** One partition that data trickle into, and that is compacted without ever having been quiet for long. */
    private static final class Lake {

        private final GroupPlanner planner = new GroupPlanner(LIMITS);
        private final Map<String, History> histories = new HashMap<>();
        private List<DataFile> files = new ArrayList<>();
        private int names;
        private long bytesWritten;
        private long bytesArrived;

        void arrive(long sizeBytes) {
            add(sizeBytes, new History(0, sizeBytes));
            bytesArrived += sizeBytes;
        }

        void compact() {
            PartitionPlan plan = planner.plan(files, false);
            Set<ObjectRef> left =
                    plan.leftAlone().stream().map(SkippedFile::ref).collect(Collectors.toSet());
            files.removeIf(file -> !left.contains(file.ref()));
            for (FileGroup group : plan.groups()) {
                History history = group.files().stream()
                        .map(file -> histories.remove(file.key().path()))
                        .reduce(History::mergedWith)
                        .orElseThrow();
                add(group.sizeBytes(), new History(history.rewrites + 1, history.leastArrivalBytes));
                bytesWritten += group.sizeBytes();
            }
        }

        private void add(long sizeBytes, History history) {
            DataFile file = TestFiles.file(String.format("f-%06d.parquet", names++), sizeBytes, "c");
            files.add(file);
            histories.put(file.key().path(), history);
        }
    }
}
