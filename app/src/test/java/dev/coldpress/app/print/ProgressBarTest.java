package dev.coldpress.app.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private static final long MB = 1 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void itShowsBytesRateAndTimeLeft() {
        ProgressBar bar = ProgressBar.on(terminal, () -> now, 100 * MB);
        after(Duration.ofSeconds(10));
        bar.advance(25 * MB);
        assertThat(drawn())
                .isEqualTo(
                        "\r\u001b[K[#######-----------------------]  25 %  25.00 of 100.00 MB  2.50 MB/s  30.0 s left");
    }

    @Test
    void itIsNotDrawnMoreThanTenTimesASecond() {
        ProgressBar bar = ProgressBar.on(terminal, () -> now, 100 * MB);
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
        ProgressBar bar = ProgressBar.on(terminal, () -> now, 100 * MB);
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
            ProgressBar bar = ProgressBar.on(terminal, () -> now, estimate);
            bar.advance(0);
            after(Duration.ofSeconds(1));
            bar.advance(10 * MB);
            assertThat(drawn()).contains("100 %  10.00 of 10.00 MB").contains("0.0 s left");
        }
    }

    @Test
    void withoutATerminalNothingIsDrawn() {
        ProgressBar bar = ProgressBar.none();
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
