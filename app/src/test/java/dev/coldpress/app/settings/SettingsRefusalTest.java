package dev.coldpress.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about settings that cannot be used. */
class SettingsRefusalTest {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} = ''{1}''")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    layout             | plain                | layout
                    enabled            | yes                  | it must be true or false
                    schedule           | hourly               | a duration is a whole number of s, m, h or d
                    schedule           | 0s                   | longer than zero
                    target-size        | 12 parsecs           | a size is a whole number of bytes, or of KB, MB, GB or TB
                    target-size        | 1.5GB                | a size is a whole number of bytes
                    target-size        | -1                   | a size is a whole number of bytes
                    target-size        | 9999999999999TB      | a size is below 8,388,608 TB
                    target-size        | 9999999999999999999  | a size is below 8,388,608 TB
                    target-size        | 0                    | must be 1024 to
                    max-size           | 1MB                  | must be at least target-size
                    small-file-ratio   | half                 | a ratio is a number such as 0.75
                    small-file-ratio   | NaN                  | a ratio is a number such as 0.75
                    small-file-ratio   | 0.0                  | must be above 0 and at most 1
                    small-file-ratio   | 1.5                  | must be above 0 and at most 1
                    min-files          | two                  | a count is a whole number
                    min-files          | 99999999999          | a count is a whole number
                    min-files          | 1                    | must be at least 2
                    quiet-period       | 15                   | a duration is a whole number of s, m, h or d
                    quiet-period       | PT-1S                | must not be negative
                    lookback           | ever                 | none is allowed too
                    lookback           | PT-1S                | it must be longer than zero
                    codec              | lzma                 | it must be one of uncompressed, snappy, gzip, lz4_raw, zstd; keep is allowed too
                    codec              | zstd(23)             | zstd with a level from 1 to 22
                    codec              | gzip(0)              | gzip with a level from 1 to 9
                    codec              | snappy(3)            | snappy without a level
                    codec              | zstd(9               | it must be one of uncompressed, snappy
                    rewrite            | codec                | must not be codec unless a codec of merged files is set
                    rewrite            | all                  | it must be one of codec, layout; none is allowed too
                    verify             | no                   | it must be one of footer, content
                    max-bytes-per-run  | lots                 | none is allowed too
                    max-bytes-per-run  | 0                    | must be positive
                    max-partitions-per-run | some             | none is allowed too
                    max-partitions-per-run | 0                | must be positive, because otherwise no group is ever merged
                    max-store-requests-per-second | 0         | must be positive, because otherwise the store is never asked
                    control-prefix     | ../up                | '..'
                    job-order          | best                 | it must be one of oldest, newest
                    include            | a,,b                 | globs are separated by single commas
                    exclude            | ,                    | globs are separated by single commas
                    include            | a[b                  | include is a[b, but must be a glob
                    exclude            | a/**,b{c             | exclude is b{c, but must be a glob
                    file-names         | b{c                  | file-names is b{c, but must be a glob
                    file-names         | ,                    | globs are separated by single commas
                    sort               | ts dsc               | a name with a space is in double quotes
                    sort               | ts,                  | a sort order is keep, none, or names of columns
                    sort               | ts, ts desc          | occurs twice
                    summary-files      | keep                 | it must be one of skip, leave, delete
                    stop-grace         | PT-1S                | it must not be negative
                    stop-grace         | soon                 | a duration is a whole number of s, m, h or d
                    root               | s3://a b             | a space is written as %20
                    s3-endpoint        | localhost:9000       | a URL begins with http:// or https://
                    s3-endpoint        | http://a b           | a URL begins with http:// or https://
                    s3-path-style      | yes                  | it must be true or false
                    s3-conditional-writes | some              | it must be one of all, create, none
                    parallelism        | 0                    | must be from 1 to
                    shard              | 4/4                  | from 0 to one less than
                    partitions-at-once | 257                  | must be from 1 to
                    s3-region          | eu central           | letters, digits and hyphens
                    gcs-endpoint       | localhost:4443       | a URL begins with http:// or https://
                    """)
    void aBadValueIsNamedWithItsRuleAndItsSource(String key, String text, String rule) {
        assertThatThrownBy(() -> SettingSources.read(Map.of(key, text), Map.of(), null))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(key + " ")
                .hasMessageContaining(rule)
                .hasMessageContaining("from --" + key)
                .hasMessageContaining("othing was read or changed");
    }

    @Test
    void aBadValueHasItsConsequence() {
        assertThatThrownBy(() -> SettingSources.read(Map.of("target-size", "big"), Map.of(), null))
                .hasMessage(
                        "target-size = 'big' (from --target-size): a size is a whole number of bytes, or of KB, MB, GB"
                                + " or TB (KiB and so on mean the same: powers of 1024), such as 128MB. Nothing was read or changed.");
    }

    @Test
    void allBadValuesAreNamedAtOnce() {
        Map<String, String> environment = Map.of("COMPACTION_CODEC", "lzma", "COMPACTION_MIN_FILE", "3");
        assertThatThrownBy(() -> SettingSources.read(Map.of("target-size", "big"), environment, null))
                .hasMessageContaining("target-size = 'big' (from --target-size)")
                .hasMessageContaining("codec = 'lzma' (from environment variable COMPACTION_CODEC)")
                .hasMessageContaining("COMPACTION_MIN_FILE");
    }

    @Test
    void aBadValueThatAStrongerSourceReplacesIsNotLookedAt() {
        Map<String, String> environment = Map.of("COMPACTION_TARGET_SIZE", "big");
        assertThat(SettingSources.read(Map.of("target-size", "1MB"), environment, null)
                        .compaction()
                        .targetFileSizeBytes())
                .isEqualTo(1 << 20);
    }

    @ParameterizedTest
    @CsvSource({
        "COMPACTION_TARGETSIZE, COMPACTION_TARGET_SIZE",
        "COMPACTION_MINFILES, COMPACTION_MIN_FILES",
        "COMPACTION_, COMPACTION_COLD",
        "COMPACTION_LOCKBACK, COMPACTION_LOOKBACK",
        "COLDPRESS_LOCKBACK, COLDPRESS_LOOKBACK",
        "COMPACTION_PORT, COMPACTION_SORT",
        "COMPACTION_LISTEN_PORT, COMPACTION_LISTEN_HOSTS"
    })
    void anUnknownVariableIsNamedWithTheNearestKnownOne(String name, String nearest) {
        assertThatThrownBy(() -> SettingSources.read(Map.of(), Map.of(name, "1"), null))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name + ".")
                .hasMessageContaining("The nearest known one is " + nearest + ".");
    }

    @Test
    void otherVariablesAreNotLookedAt() {
        assertThat(SettingSources.read(Map.of(), Map.of("PATH", "/bin", "COLDPRESS_JAVA_OPTS", "-Xmx1g"), null))
                .isNotNull();
    }

    @Test
    void anUnknownKeyInTheFileIsNamedWithTheFileAndTheNearestKnownOne() throws IOException {
        Path file = Files.writeString(directory.resolve("my.properties"), "targetsize = 1MB\n");
        assertThatThrownBy(() -> SettingSources.read(Map.of(), Map.of(), file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("Unknown key in " + file + ": targetsize.")
                .hasMessageContaining("The nearest known one is target-size.");
    }

    @Test
    void aBadValueInTheFileIsNamedWithTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("my.properties"), "min-files = few\n");
        assertThatThrownBy(() -> SettingSources.read(Map.of(), Map.of(), file))
                .hasMessageContaining("min-files = 'few' (from key min-files in " + file + ")");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Path missing = directory.resolve("missing.properties");
        Path broken = Files.writeString(directory.resolve("broken.properties"), "layout = \\uZZZZ\n");
        Path binary = Files.write(directory.resolve("binary.properties"), new byte[] {'a', (byte) 0xff});
        for (Path file : List.of(missing, broken, binary, directory)) {
            assertThatThrownBy(() -> SettingSources.read(Map.of(), Map.of(), file))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("--config");
        }
    }

    @Test
    void theFileIsReadAsUtf8() throws IOException {
        Path file = directory.resolve("my.properties");
        Files.writeString(file, "include = größe=1/**\n", StandardCharsets.UTF_8);
        assertThat(SettingSources.read(Map.of(), Map.of(), file).compaction().include())
                .containsExactly("größe=1/**");
    }

    @Test
    void aMissingRootIsAskedFor() {
        assertThatThrownBy(() -> SettingSources.read(Map.of(), Map.of(), null).root())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--root")
                .hasMessageContaining("COMPACTION_ROOT")
                .hasMessageContaining("--config");
    }

    @Test
    void twoVariablesOfOneSettingMayNotDiffer() {
        Map<String, String> environment = Map.of("COMPACTION_MIN_FILES", "7", "COLDPRESS_MIN_FILES", "8");
        assertThatThrownBy(() -> SettingSources.read(Map.of(), environment, null))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("COMPACTION_MIN_FILES and COLDPRESS_MIN_FILES are the same setting");
    }
}
