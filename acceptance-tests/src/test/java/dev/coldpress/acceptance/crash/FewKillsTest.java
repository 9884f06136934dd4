package dev.coldpress.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.product.ProjectHome;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The short version of {@code scripts/crash-test}. */
class FewKillsTest {

    private static final int KILLS = 5;
    private static final long SEED = 1;

    @Test
    void noRowIsLostOrDoubledByAFewKills() throws Exception {
        assumeThat(ProjectHome.applicationJars())
                .as("the application is packaged; 'mvn verify' packages it, 'mvn test' does not")
                .isPresent();
        Consumer<String> progress = System.out::println;
        try (CrashTrials trials = new CrashTrials(SEED, progress)) {
            CrashTally tally = trials.run(KILLS);
            assertThat(tally.kills()).isEqualTo(KILLS);
            assertThat(tally.isRight()).as(String.join("\n", tally.lines())).isTrue();
        }
    }
}
