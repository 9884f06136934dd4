package dev.coldpress.app.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({"0, 0.00", "1048576, 1.00", "10485, 0.01", "1610612736, '1,536.00'"})
    void megabytesArePowersOf1024WithTwoDecimals(long bytes, String text) {
        assertThat(Amounts.megabytes(bytes)).isEqualTo(text);
    }

    @Test
    void aNounFollowsItsCount() {
        assertThat(Amounts.count(1, "file")).isEqualTo("1 file");
        assertThat(Amounts.count(0, "file")).isEqualTo("0 files");
        assertThat(Amounts.count(1234, "file")).isEqualTo("1,234 files");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0.0 s", "PT4.25S, 4.3 s", "PT59S, 59.0 s", "PT3M5S, 3:05 min", "PT12H3M25S, 12:03:25 h"})
    void durationsHaveTheUnitThatSuitsThem(Duration duration, String text) {
        assertThat(Amounts.duration(duration)).isEqualTo(text);
    }
}
