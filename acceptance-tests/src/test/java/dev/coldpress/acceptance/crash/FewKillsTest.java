package dev.coldpress.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.crash.CrashTrials.Store;
import dev.coldpress.acceptance.product.ProjectHome;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The short version of {@code scripts/crash-test}. */
class FewKillsTest {

    private static final int KILLS = 5;
    private static final long SEED = 1;

    @ParameterizedTest
    @CsvSource({
        "1, LOCAL, false, false",
        "3, LOCAL, false, false",
        "3, S3, false, false",
        "2, LOCAL, true, false",
        "2, S3, true, true"
    })
    void noRowIsLostOrDoubledByAFewKills(int compactors, Store store, boolean isMoved, boolean isFaulty)
            throws Exception {
        assumeThat(ProjectHome.applicationJars())
                .as("the application is packaged; 'mvn verify' packages it, 'mvn test' does not")
                .isPresent();
        Trouble trouble = new Trouble(isMoved, isMoved, isFaulty);
        Consumer<String> progress = System.out::println;
        try (CrashTrials trials = new CrashTrials(SEED, compactors, store, trouble, progress)) {
            CrashTally tally = trials.run(KILLS);
            assertThat(tally.kills()).isGreaterThanOrEqualTo(KILLS);
            assertThat(tally.isRight()).as(String.join("\n", tally.lines())).isTrue();
        }
    }
}
