package dev.coldpress.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.place.LakePlace;
import dev.coldpress.acceptance.product.DebuggedRun;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A lake that is copied while a compaction is under way, and compacted where it was copied to. */
class CopiedLakeTest {

    private static final int FILES = 6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"LOCAL, PUBLISHED", "LOCAL, COMMITTED", "S3, PUBLISHED", "S3, COMMITTED"})
    void aCopyOfALakeInTheMidstOfACommitHasEachRowOnce(Store store, Moment moment) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            lake.killAt(moment);
            LakePlace copy = lake.anotherPlace();
            lake.place().copyTo(copy, LivingLake.EVERYTHING);
            LakePlace original = lake.place();

            lake.goOnAt(copy);
            assertThat(lake.files()).isEqualTo(FILES + 1);
            lake.repair();
            assertThat(lake.files()).isEqualTo(1);
            lake.assertAtRest();

            lake.goOnAt(original);
            lake.repair();
            assertThat(lake.files()).isEqualTo(1);
            lake.assertAtRest();
        }
    }

    /** As a copy does that takes its time: the plan was copied, and then the output, when the sources were gone. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aCopyWithTheRecordOfThePlanAndTheOutputAloneKeepsTheOutput(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            LakePlace copy = lake.anotherPlace();
            try (DebuggedRun run = lake.begin()) {
                Moment.PUBLISHED.reach(run);
                lake.place().copyTo(copy, LivingLake.RECORDS);
                assertThat(run.end()).as(run.printed()).isZero();
            }
            lake.place().copyTo(copy, LivingLake.RECORDS.negate());
            lake.goOnAt(copy);
            lake.repair();
            assertThat(lake.files()).isEqualTo(1);
            lake.assertAtRest();
        }
    }

    /** The record says done, and the sources were copied before they were deleted. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aCopyWithSourcesThatWereDeletedBeforeTheRecordWasCopiedHasEachRowOnce(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            LakePlace copy = lake.anotherPlace();
            lake.place().copyTo(copy, LivingLake.EVERYTHING);
            lake.repair();
            lake.place().copyTo(copy, LivingLake.EVERYTHING);
            lake.goOnAt(copy);
            assertThat(lake.files()).isEqualTo(FILES + 1);
            lake.repair();
            assertThat(lake.files()).isEqualTo(1);
            lake.assertAtRest();
        }
    }

    /** A restore at the same place: every object is written anew there. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aLakeThatIsRestoredAtItsPlaceFromACopyInTheMidstOfACommitHasEachRowOnce(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            lake.killAt(Moment.COMMITTED);
            LakePlace backup = lake.anotherPlace();
            lake.place().copyTo(backup, LivingLake.EVERYTHING);
            backup.copyTo(lake.place(), LivingLake.EVERYTHING);
            lake.repair();
            assertThat(lake.files()).isEqualTo(1);
            lake.assertAtRest();
        }
    }
}
