package dev.coldpress.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.settings.CompactionSettings;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LibraryWordsTest {

    /** The command takes both from the heap that it was given. */
    private static final Set<String> ONLY_IN_THE_LIBRARY = Set.of("memoryBudgetBytes", "spoolBytes");

    static Stream<String> settingsOfTheLibrary() {
        return Arrays.stream(CompactionSettings.Builder.class.getMethods())
                .filter(method -> method.getReturnType() == CompactionSettings.Builder.class)
                .filter(method -> method.getParameterCount() == 1)
                .map(Method::getName)
                .filter(name -> !ONLY_IN_THE_LIBRARY.contains(name));
    }

    @ParameterizedTest
    @MethodSource("settingsOfTheLibrary")
    void eachSettingOfTheLibraryHasANameInTheCommand(String name) {
        assertThat(Settings.ALL).extracting(Setting::key).contains(LibraryWords.key(name));
    }

    @Test
    void onlyNamesOfSettingsAreTranslated() {
        assertThat(LibraryWords.translated(
                        "targetFileSizeBytes is 1, but minFiles of spoolBytes in a/camelCase/b.parquet"))
                .isEqualTo("target-size is 1, but min-files of spoolBytes in a/camelCase/b.parquet");
    }

    @Test
    void aRuleHasDurationsAndSizesAsTheyAreSet() {
        assertThat(LibraryWords.ofSettings(
                        "quietPeriod is PT1M, but must be at least PT1H; lookback is PT48H or PT90S"))
                .isEqualTo("quiet-period is 1m, but must be at least 1h; lookback is 2d or 90s");
        assertThat(LibraryWords.ofSettings("maxFileSizeBytes is 10485760, but must be at least 234881025"))
                .isEqualTo("max-size is 10MB, but must be at least 234881025");
    }

    @Test
    void globsStayAsTheyAre() {
        String rule = "include is part-0000000{, PTS{ and PTS, but must be a glob";
        assertThat(LibraryWords.ofSettings(rule)).isEqualTo(rule);
    }

    @Test
    void aSettingIsNamedByItsWholeKey() {
        assertThat(LibraryWords.names("max-size is 10MB", "max-size")).isTrue();
        assertThat(LibraryWords.names("s3-region is a", "region")).isFalse();
        assertThat(LibraryWords.names("sort-by is a", "sort")).isFalse();
    }
}
