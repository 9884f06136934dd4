package dev.coldpress.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.lake.DirectorySnapshot;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first run of this version on a lake that an older one left behind. */
class UpgradeTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatTheOlderVersionBeganIsEndedWithEachRowOnce(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            FormerLake.unpack(lake, resources(store), LivingLake.EVERYTHING);
            assertThat(lake.files()).isEqualTo(1 + 2 * (FormerLake.FILES + 1) + FormerLake.FILES);
            String printed = lake.repair();
            assertThat(printed).as("no source was deleted by a user").doesNotContain("no longer found");
            assertThat(lake.files()).isEqualTo(4);
            lake.assertAtRest();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aLakeAtRestStaysAsItIs(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            FormerLake.unpack(lake, resources(store), path -> path.startsWith(FormerLake.DONE));
            DirectorySnapshot before = lake.place().snapshot();
            lake.repair();
            assertThat(withoutWhatIsNewAtRest(before.difference(lake.place().snapshot())))
                    .isEqualTo("[]");
            lake.assertAtRest();
        }
    }

    /** The older version did not note which listings are at rest. */
    private static String withoutWhatIsNewAtRest(String difference) {
        return difference.replaceAll("[^\\[ ]*_compaction/_rest[^\\], ]*(, )?", "");
    }

    /** With late files the old output is merged on, under a lineage of both kinds. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void anOutputOfTheOlderVersionIsMergedOnAndWhatComesAgainLaterIsThereOnce(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            FormerLake.unpack(lake, resources(store), path -> path.startsWith(FormerLake.DONE));
            lake.deliver(FormerLake.DONE, "late-1.parquet", 20, 10);
            lake.deliver(FormerLake.DONE, "late-2.parquet", 20, 10);
            lake.repair();
            assertThat(lake.files()).isEqualTo(1);
            lake.assertAtRest();
            lake.deliverAgain(FormerLake.DONE + "late-1.parquet");
            lake.repair();
            assertThat(lake.files()).isEqualTo(1);
            lake.assertAtRest();
        }
    }

    private static Path resources(Store store) throws Exception {
        String name = "/former-lake/" + store.name().toLowerCase(Locale.ROOT);
        URL url = Objects.requireNonNull(UpgradeTest.class.getResource(name), name);
        return Path.of(url.toURI());
    }
}
