package dev.coldpress.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource({
        "134217728, 134217728",
        "134217728B, 134217728",
        "0, 0",
        "128MB, 134217728",
        "128 MB, 134217728",
        "128MiB, 134217728",
        "128M, 134217728",
        "128mb, 134217728",
        "1KB, 1024",
        "1KiB, 1024",
        "2GB, 2147483648",
        "1TB, 1099511627776",
        "9223372036854775807, 9223372036854775807"
    })
    void sizesAreBytesOrPowersOf1024(String text, long bytes) {
        assertThat(Texts.sizeBytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "15m, PT15M",
        "15 m, PT15M",
        "1h, PT1H",
        "7d, PT168H",
        "PT15M, PT15M",
        "P1DT2H, PT26H",
        "0s, PT0S"
    })
    void durationsHaveAUnitOrAreIso8601(String text, Duration duration) {
        assertThat(Texts.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"C:\\lake", "lake", "/lake", "1:2"})
    void whatHasNoSchemeOfTwoLettersIsAPath(String text) {
        assertThat(Texts.root(text).getScheme()).isEqualTo("file");
    }

    @Test
    void aStoreNamesItsOptionsAsTheyAreSetHere() {
        assertThat(ChosenSettings.withFlags(
                        "s3", "set the option region, or AWS_REGION; the option conditional-writes"))
                .isEqualTo("set --s3-region, or AWS_REGION; --s3-conditional-writes");
        assertThat(ChosenSettings.withFlags("file", "the option x")).isEqualTo("the option x");
    }
}
