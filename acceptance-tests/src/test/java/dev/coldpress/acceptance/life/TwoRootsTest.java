package dev.coldpress.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.product.ColdpressProcess;
import dev.coldpress.acceptance.product.DebuggedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two compactors that keep their records at different places and see the same files. */
class TwoRootsTest {

    private static final int FILES = 6;
    private static final int REFUSED = 3;
    private static final int STARTS = 3;
    private static final String MARKER = "dev.coldpress.commit.LakeMarker";
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    /** A compactor, as somebody configures it. */
    enum View {
        WHOLE("", ""),
        INSIDE("app1/", "--layout=year={yyyy}/month={MM}/day={dd}/hour={HH}/"),
        OTHER_RECORDS("", "--control-prefix=_other/");

        private final String directory;
        /** Beside the root; empty if there is none. */
        private final String option;

        View(String directory, String option) {
            this.directory = directory;
            this.option = option;
        }

        List<String> root(LivingLake lake) {
            List<String> root = new ArrayList<>(lake.place().runOptions(directory));
            if (!option.isEmpty()) {
                root.add(option);
            }
            return root;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOCAL, WHOLE, INSIDE, lies inside another one",
        "LOCAL, INSIDE, WHOLE, has records of its own",
        "LOCAL, WHOLE, OTHER_RECORDS, Set control-prefix to _compaction",
        "LOCAL, OTHER_RECORDS, WHOLE, Set control-prefix to _other",
        "S3, WHOLE, INSIDE, lies inside another one",
        "S3, INSIDE, WHOLE, has records of its own",
        "S3, WHOLE, OTHER_RECORDS, Set control-prefix to _compaction",
        "S3, OTHER_RECORDS, WHOLE, Set control-prefix to _other"
    })
    void theSecondIsRefusedWhileTheFirstIsAtWork(Store store, View first, View second, String why) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            try (DebuggedRun run = lake.begin(first.root(lake))) {
                Moment.BEFORE_PUBLISH.reach(run);
                LivingLake.Ended refused = lake.command(second.root(lake), "run");
                assertThat(refused.exitCode()).as(refused.printed()).isEqualTo(REFUSED);
                assertThat(refused.printed()).contains(why);
                assertThat(run.end()).as(run.printed()).isZero();
            }
            lake.assertEachRowOnce("after both");
            LivingLake.Ended refused = lake.command(second.root(lake), "run");
            assertThat(refused.exitCode()).as(refused.printed()).isEqualTo(REFUSED);
            LivingLake.Ended again = lake.command(first.root(lake), "run");
            assertThat(again.exitCode()).as(again.printed()).isZero();
            assertThat(lake.files()).isEqualTo(1);
            lake.assertEachRowOnce("after all");
        }
    }

    /** The one that was killed stands in nobody's way to end what it began. */
    @ParameterizedTest
    @CsvSource({"LOCAL, WHOLE, INSIDE", "LOCAL, INSIDE, WHOLE", "S3, WHOLE, INSIDE", "S3, INSIDE, WHOLE"})
    void theSecondIsRefusedAfterTheFirstWasKilledInItsCommit(Store store, View first, View second) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            try (DebuggedRun run = lake.begin(first.root(lake))) {
                Moment.COMMITTED.reach(run);
                run.kill();
            }
            LivingLake.Ended refused = lake.command(second.root(lake), "run");
            assertThat(refused.exitCode()).as(refused.printed()).isEqualTo(REFUSED);
            LivingLake.Ended repair = lake.command(first.root(lake), "run");
            assertThat(repair.exitCode()).as(repair.printed()).isZero();
            lake.assertEachRowOnce("after the repair");
        }
    }

    /** Both have looked for the other in vain, and now write: whoever is slower sees the marker of the other. */
    @ParameterizedTest
    @CsvSource({
        "LOCAL, INSIDE, true",
        "LOCAL, INSIDE, false",
        "LOCAL, OTHER_RECORDS, true",
        "S3, INSIDE, true",
        "S3, INSIDE, false",
        "S3, OTHER_RECORDS, true"
    })
    void ofTwoThatBeginAFreshLakeAtOnceAtMostOneWorks(Store store, View second, boolean isWholeFaster)
            throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            try (DebuggedRun whole = lake.begin(View.WHOLE.root(lake));
                    DebuggedRun other = lake.begin(second.root(lake))) {
                whole.runTo(MARKER, "settle");
                other.runTo(MARKER, "settle");
                int faster = (isWholeFaster ? whole : other).end();
                int slower = (isWholeFaster ? other : whole).end();
                assertThat(slower).as(whole.printed() + other.printed()).isEqualTo(REFUSED);
                assertThat(faster).as(whole.printed() + other.printed()).isIn(0, REFUSED);
                assertThat(lake.files()).isEqualTo(faster == 0 ? 1 : FILES);
            }
            lake.assertEachRowOnce("after both");
        }
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, INSIDE", "LOCAL, OTHER_RECORDS", "S3, INSIDE", "S3, OTHER_RECORDS"})
    void twoThatAreStartedAtTheSameMomentDoubleNoRow(Store store, View second) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            for (int i = 0; i < STARTS; i++) {
                lake.place().clear();
                lake.forgetAll();
                lake.deliver(FILES);
                int refused = startBoth(lake, second);
                assertThat(refused).as("how many were refused").isBetween(1, 2);
                lake.assertEachRowOnce("after start " + i);
            }
        }
    }

    private static int startBoth(LivingLake lake, View second) throws IOException, InterruptedException {
        try (ColdpressProcess one = start(lake, View.WHOLE);
                ColdpressProcess other = start(lake, second)) {
            int refused = 0;
            for (ColdpressProcess run : List.of(one, other)) {
                assertThat(run.endsWithin(LONGEST_RUN)).isTrue();
                assertThat(run.exitCode()).as(run.printed()).isIn(0, REFUSED);
                refused += run.exitCode() == REFUSED ? 1 : 0;
            }
            return refused;
        }
    }

    private static ColdpressProcess start(LivingLake lake, View view) throws IOException {
        return ColdpressProcess.start(lake.jvmOptions(), LivingLake.arguments(view.root(lake), "run"), lake.nextLog());
    }
}
