package dev.coldpress.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.product.ColdpressProcess;
import dev.coldpress.acceptance.product.DebuggedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two containers of the same host name, in each of which the command is process 1. */
class SameNameTest {

    private static final int FILES = 6;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    private static final List<String> CONTAINER = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void neitherTakesTheLivePlanOfTheOtherForItsOwn(Store store) throws Exception {
        assumeThat(canStartContainers()).as("this user may make namespaces").isTrue();
        try (LivingLake lake = LivingLake.create(store, folder)) {
            lake.deliver(FILES);
            try (DebuggedRun run = lake.begin(CONTAINER, lake.place().runOptions())) {
                Moment.BEFORE_PUBLISH.reach(run);
                List<String> arguments = LivingLake.arguments(lake.place().runOptions(), "run", "--claim-patience=1h");
                try (ColdpressProcess other =
                        ColdpressProcess.start(CONTAINER, lake.jvmOptions(), arguments, lake.nextLog())) {
                    other.endWell(LONGEST_RUN);
                    assertThat(lake.files()).as(other.printed()).isEqualTo(FILES);
                }
                assertThat(run.end()).as(run.printed()).isZero();
            }
            assertThat(lake.files()).isEqualTo(1);
            lake.assertAtRest();
        }
    }

    private static boolean canStartContainers() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(CONTAINER);
        words.add("true");
        try {
            return new ProcessBuilder(words).start().waitFor() == 0;
        } catch (IOException e) {
            // There is no such program.
            return false;
        }
    }
}
