package dev.coldpress.acceptance.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.product.ProjectHome;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The short version of {@code scripts/soak}. */
class OneDaySoakTest {

    private static final Duration HOUR = Duration.ofMillis(800);
    private static final long SEED = 3;

    @Test
    void aDayWithKillsEndsWithEveryRowOnceAndNothingLeftToMerge() throws Exception {
        assumeThat(ProjectHome.applicationJars())
                .as("the application is packaged; 'mvn verify' packages it, 'mvn test' does not")
                .isPresent();
        Consumer<String> progress = System.out::println;
        try (Soak soak = new Soak(1, HOUR, SEED, progress)) {
            SoakVerdict verdict = soak.run();
            assertThat(verdict.isRight()).as(String.join("\n", verdict.lines())).isTrue();
            assertThat(verdict.filesAtEnd().visible())
                    .isLessThan(verdict.filesAtEnd().written() / 4);
        }
    }
}
