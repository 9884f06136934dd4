package dev.coldpress.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.settings.Shard;
import dev.coldpress.settings.SummaryFilePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionFilterTest {

    private static final KeyPrefix ZURICH = KeyPrefix.of("city=Z\u00fcrich/year=2026/");

    /**
     * Whether {@link #ZURICH} is taken without globs, included by one, and excluded by one. For a process of its own.
     */
    static final class Main {

        private Main() {}

        public static void main(String[] args) {
            boolean all =
                    new PartitionFilter(List.of(), List.of(), Shard.WHOLE, SummaryFilePolicy.SKIP).accepts(ZURICH);
            boolean included = new PartitionFilter(
                            List.of("city=Z?rich/**"), List.of(), Shard.WHOLE, SummaryFilePolicy.SKIP)
                    .accepts(ZURICH);
            boolean excluded = new PartitionFilter(
                            List.of(), List.of("city=Z\u00fc*/*"), Shard.WHOLE, SummaryFilePolicy.SKIP)
                    .accepts(ZURICH);
            System.out.println(all + " " + included + " " + excluded);
        }
    }

    /** There the file system of Java has no path for such a name, and a store on S3 may have one all the same. */
    @Test
    void aNameThatTheLocaleCannotSpellMatchesLikeAnyOther() throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true);
        process.environment().put("LC_ALL", "C");
        Process running = process.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said.lines()).contains("true true false");
    }

    @Test
    void theRootIsCalledByADot() {
        assertThat(new PartitionFilter(List.of("."), List.of(), Shard.WHOLE, SummaryFilePolicy.SKIP)
                        .accepts(KeyPrefix.ROOT))
                .isTrue();
        assertThat(new PartitionFilter(List.of("a/**"), List.of(), Shard.WHOLE, SummaryFilePolicy.SKIP)
                        .accepts(KeyPrefix.ROOT))
                .isFalse();
        assertThat(new PartitionFilter(List.of(), List.of("**"), Shard.WHOLE, SummaryFilePolicy.SKIP)
                        .accepts(KeyPrefix.ROOT))
                .isFalse();
    }

    @Test
    void anyGlobOfTheIncludedAndNoneOfTheExcluded() {
        PartitionFilter filter = new PartitionFilter(
                List.of("a/**", "b/**"), List.of("**/hour=03", "b/x/*"), Shard.WHOLE, SummaryFilePolicy.SKIP);
        assertThat(filter.accepts(KeyPrefix.of("a/x/hour=04/"))).isTrue();
        assertThat(filter.accepts(KeyPrefix.of("b/y/hour=04/"))).isTrue();
        assertThat(filter.accepts(KeyPrefix.of("b/x/hour=04/"))).isFalse();
        assertThat(filter.accepts(KeyPrefix.of("a/x/hour=03/"))).isFalse();
        assertThat(filter.accepts(KeyPrefix.of("c/x/hour=04/"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[b", "a[]", "[!]", "a[/]", "[z-a]", "{a", "{a,{b}}", "a\\"})
    void aGlobThatIsNoneIsRefusedAsASetting(String glob) {
        for (CompactionSettings.Builder settings : List.of(
                CompactionSettings.builder().include(List.of("a", glob)),
                CompactionSettings.builder().exclude(List.of(glob)))) {
            assertThatThrownBy(settings::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s)(in|ex)clude is .*, but must .*, because otherwise .*")
                    .hasMessageContaining(glob);
        }
    }
}
