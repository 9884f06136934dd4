package dev.coldpress.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.lake.DirectorySnapshot.Entry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sink that writes files again, under the same names and with the same bytes, long after they were compacted. */
class RedeliveryTest {

    private static final int FILES = 6;

    /** 20 MB together. */
    private static final int ROWS_OF_LARGE_FILE = 320;

    private static final int BYTES_OF_LARGE_ROW = 64 << 10;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void filesThatAreDeliveredAgainAreThereOnceAfterTheNextRun(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            lake.repair();
            deliverAgainAndRepair(lake);
        }
    }

    /**
     * Of sources of this size no merge knows all bytes, and the output has the target size: it is not written again.
     */
    @ParameterizedTest
    @EnumSource(Store.class)
    void largeFilesThatAreDeliveredAgainAreThereOnceAfterTheNextRun(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            for (int i = 0; i < FILES; i++) {
                lake.deliver(LivingLake.HOUR, "large-" + i + ".parquet", ROWS_OF_LARGE_FILE, BYTES_OF_LARGE_ROW);
            }
            lake.repair();
            deliverAgainAndRepair(lake);
        }
    }

    /** The output was merged on with late files, and then the first files come again. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void filesThatAreDeliveredAgainAfterTheirOutputWasMergedOnAreThereOnce(Store store) throws Exception {
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            lake.repair();
            lake.deliver(FILES);
            lake.repair();
            deliverAgainAndRepair(lake);
        }
    }

    private static void deliverAgainAndRepair(LivingLake lake) throws Exception {
        assertThat(lake.files()).isEqualTo(1);
        Map<String, Entry> output = visible(lake);
        lake.deliverAgain();
        assertThat(lake.files()).isEqualTo(lake.delivered().size() + 1);
        LivingLake.Ended verify = lake.command("verify");
        assertThat(verify.exitCode()).as(verify.printed()).isEqualTo(1);
        assertThat(verify.printed()).contains("are also in compacted_", "the next run repairs it");
        lake.repair();
        assertThat(visible(lake)).as("the output, which stays as it is").isEqualTo(output);
        lake.assertAtRest();
    }

    private static Map<String, Entry> visible(LivingLake lake) throws Exception {
        DirectorySnapshot all = lake.place().snapshot();
        Map<String, Entry> entries = new HashMap<>(all.entries());
        entries.keySet().retainAll(lake.place().visible().keySet());
        return entries;
    }
}
