package dev.coldpress.app.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.print.ProgressBar.Forecast;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {

    private static final long MB = 1 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void itShowsBytesRateAndTimeLeft() {
        ProgressBar bar = bar(120, 100 * MB);
        after(Duration.ofSeconds(10));
        bar.advance(25 * MB);
        assertThat(drawn())
                .isEqualTo(
                        "\r\u001b[K[#######-----------------------]  25 %  25.00 of 100.00 MB  2.50 MB/s  30.0 s left");
    }

    private ProgressBar bar(int columns, long totalBytes) {
        return ProgressBar.on(terminal, () -> now, columns, new Forecast(totalBytes, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            10  | " 25 %"
            28  | " 25 %  30.0 s left"
            40  | " 25 %  2.50 MB/s  30.0 s left"
            50  | " 25 %  2.50 MB/s  30.0 s left  ../day=15/hour=10/"
            80  | " 25 %  2.50 MB/s  30.0 s left  shop/year=2026/month=01/day=15/hour=10/"
            100 | " 25 %  25.00 of 100.00 MB  2.50 MB/s  30.0 s left  shop/year=2026/month=01/day=15/hour=10/"
            120 | "[######--------------------]  25 %  25.00 of 100.00 MB  2.50 MB/s  30.0 s left  shop/year=2026/month=01/day=15/hour=10/"
            """)
    void itFitsTheWidthAndNamesThePartition(int columns, String line) {
        ProgressBar bar = bar(columns, 100 * MB);
        bar.begin("shop/year=2026/month=01/day=15/hour=10/");
        after(Duration.ofSeconds(10));
        bar.advance(25 * MB);
        assertThat(drawn()).isEqualTo("\r\u001b[K" + line);
        assertThat(line.length()).isLessThan(columns);
    }

    @Test
    void aRunThatEndsByTheClockHasNoMoreTimeLeft() {
        ProgressBar bar =
                ProgressBar.on(terminal, () -> now, 80, new Forecast(100 * MB, Optional.of(Duration.ofSeconds(15))));
        after(Duration.ofSeconds(10));
        bar.advance(25 * MB);
        assertThat(drawn()).contains("  5.0 s left");
        bytes.reset();
        after(Duration.ofSeconds(10));
        bar.advance(1);
        assertThat(drawn()).contains("  0.0 s left");
    }

    @Test
    void theFirstBytesAloneTellNoTimeLeft() {
        ProgressBar bar = bar(80, 100 * MB);
        after(Duration.ofSeconds(1));
        bar.advance(MB / 10);
        assertThat(drawn()).endsWith("0.10 MB/s  ? left");
        bytes.reset();
        after(Duration.ofSeconds(1));
        bar.advance(MB - MB / 10);
        assertThat(drawn()).endsWith("0.50 MB/s  3:18 min left");
    }

    @Test
    void afterAWhileALittleIsEnoughForAnEstimate() {
        ProgressBar bar = bar(80, 10_000 * MB);
        after(Duration.ofSeconds(10));
        bar.advance(10 * MB);
        assertThat(drawn()).doesNotContain("? left");
    }

    /** Letters that take two columns. */
    @Test
    void aNameThatIsWiderThanItIsLongDoesNotMakeItWrap() {
        ProgressBar bar = bar(50, 100 * MB);
        bar.begin("\u6771\u4eac/2026/");
        bar.advance(1);
        assertThat(drawn()).endsWith("left  ??/2026/");
    }

    @Test
    void whatIsSaidTakesItsPlace() {
        ProgressBar bar = bar(80, 100 * MB);
        bar.advance(1);
        bytes.reset();
        bar.say("Stopping");
        assertThat(drawn()).isEqualTo("\r\u001b[KStopping" + System.lineSeparator());
    }

    @Test
    void itIsNotDrawnMoreThanTenTimesASecond() {
        ProgressBar bar = bar(120, 100 * MB);
        bar.advance(1);
        bytes.reset();
        after(Duration.ofMillis(99));
        bar.advance(1);
        assertThat(drawn()).isEmpty();
        after(Duration.ofMillis(1));
        bar.advance(1);
        assertThat(drawn()).contains("MB/s");
    }

    @Test
    void clearingTakesItAwayUntilTheNextAdvance() {
        ProgressBar bar = bar(120, 100 * MB);
        bar.advance(1);
        bytes.reset();
        bar.clear();
        assertThat(drawn()).isEqualTo("\r\u001b[K");
        bar.advance(0);
        assertThat(drawn()).contains("MB/s");
    }

    @Test
    void anEstimateThatWasTooSmallOrZeroDoesNotOverflowIt() {
        for (long estimate : new long[] {0, 1}) {
            bytes.reset();
            ProgressBar bar = bar(120, estimate);
            bar.advance(0);
            after(Duration.ofSeconds(1));
            bar.advance(10 * MB);
            assertThat(drawn()).contains("100 %  10.00 of 10.00 MB").contains("0.0 s left");
        }
    }

    @Test
    void withoutATerminalNothingIsDrawn() {
        ProgressBar bar = ProgressBar.none(terminal);
        bar.advance(10 * MB);
        bar.clear();
        assertThat(drawn()).isEmpty();
    }

    private void after(Duration duration) {
        now = now.plus(duration);
    }

    private String drawn() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
