package dev.coldpress.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.partition.ColdBy;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.plan.Rewrite;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.Widening;
import dev.coldpress.settings.AllowedHours;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.settings.JobOrder;
import dev.coldpress.settings.Shard;
import dev.coldpress.settings.SummaryFilePolicy;
import dev.coldpress.settings.VerifyLevel;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every setting that the library takes: its default, and each way of giving it. */
class SettingsTest {

    @TempDir
    private Path directory;

    /** A setting, two values of it with what they mean, and its default. */
    private record Example(
            String key,
            Function<CompactionSettings, Object> accessor,
            Object expectedDefault,
            String text,
            Object expected,
            String otherText,
            Object otherExpected) {

        String environmentName() {
            return "COMPACTION_" + key.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
        }

        Object in(ChosenSettings settings) {
            return accessor.apply(settings.compaction());
        }

        @Override
        public String toString() {
            return key;
        }
    }

    static Stream<Example> examples() {
        return Stream.of(
                new Example(
                        "layout",
                        s -> s.layout().toString(),
                        LakeLayout.DEFAULT.toString(),
                        "dt={yyyy-MM-dd}/",
                        "dt={yyyy-MM-dd}/",
                        "{a}/{yyyy}/",
                        "{a}/{yyyy}/"),
                size("target-size", CompactionSettings::targetFileSizeBytes, 128L << 20),
                new Example(
                        "max-size",
                        CompactionSettings::maxFileSizeBytes,
                        256L << 20,
                        "1GB",
                        1L << 30,
                        "300MiB",
                        300L << 20),
                new Example("small-file-ratio", CompactionSettings::smallFileRatio, 0.75, "0.5", 0.5, "1.0", 1.0),
                new Example("min-files", CompactionSettings::minFiles, 2, "10", 10, "3", 3),
                new Example(
                        "cold", CompactionSettings::coldBy, ColdBy.TIME, "quiet", ColdBy.QUIET, "time", ColdBy.TIME),
                new Example(
                        "quiet-period",
                        CompactionSettings::quietPeriod,
                        Duration.ofMinutes(15),
                        "30s",
                        Duration.ofSeconds(30),
                        "PT1H",
                        Duration.ofHours(1)),
                new Example(
                        "lookback",
                        CompactionSettings::lookback,
                        Optional.empty(),
                        "7d",
                        Optional.of(Duration.ofDays(7)),
                        "none",
                        Optional.empty()),
                new Example(
                        "codec",
                        CompactionSettings::compression,
                        Optional.empty(),
                        "zstd(9)",
                        Optional.of(Compression.ZSTD),
                        "keep",
                        Optional.empty()),
                new Example(
                        "verify",
                        CompactionSettings::verify,
                        VerifyLevel.FOOTER,
                        "content",
                        VerifyLevel.CONTENT,
                        "footer",
                        VerifyLevel.FOOTER),
                new Example(
                        "max-bytes-per-run",
                        CompactionSettings::maxBytesPerRun,
                        Long.MAX_VALUE,
                        "10GB",
                        10L << 30,
                        "none",
                        Long.MAX_VALUE),
                new Example(
                        "max-partitions-per-run",
                        CompactionSettings::maxPartitionsPerRun,
                        Integer.MAX_VALUE,
                        "100",
                        100,
                        "none",
                        Integer.MAX_VALUE),
                new Example(
                        "max-store-requests-per-second",
                        CompactionSettings::maxStoreRequestsPerSecond,
                        OptionalInt.empty(),
                        "50",
                        OptionalInt.of(50),
                        "none",
                        OptionalInt.empty()),
                new Example("max-growth", CompactionSettings::maxGrowth, 10, "1", 1, "1000", 1000),
                new Example(
                        "bloom-filters",
                        CompactionSettings::bloomFilters,
                        BloomFilters.KEEP,
                        "user_id, device.id:0.001",
                        new BloomFilters(true, Map.of("user_id", 0.01, "device.id", 0.001)),
                        "none",
                        BloomFilters.NONE),
                new Example(
                        "sort",
                        CompactionSettings::sort,
                        SortOrder.KEEP,
                        "user_id, \"device id\" desc,ts ASC nulls first",
                        SortOrder.by(List.of(
                                new SortColumn("user_id", false, false),
                                new SortColumn("device id", true, false),
                                new SortColumn("ts", false, true))),
                        "none",
                        SortOrder.NONE),
                new Example(
                        "rewrite",
                        CompactionSettings::rewrite,
                        Set.of(),
                        "layout",
                        Set.of(Rewrite.LAYOUT),
                        "none",
                        Set.of()),
                new Example(
                        "widen",
                        CompactionSettings::widen,
                        Widening.NONE,
                        "safe",
                        Widening.SAFE,
                        "none",
                        Widening.NONE),
                new Example(
                        "max-time-per-run",
                        CompactionSettings::maxTimePerRun,
                        Optional.empty(),
                        "90m",
                        Optional.of(Duration.ofMinutes(90)),
                        "none",
                        Optional.empty()),
                new Example(
                        "allowed-hours",
                        CompactionSettings::allowedHours,
                        Optional.empty(),
                        "22:00-06:30",
                        Optional.of(AllowedHours.parse("22:00-06:30")),
                        "always",
                        Optional.empty()),
                new Example(
                        "shard", CompactionSettings::shard, Shard.WHOLE, "2/3", new Shard(2, 3), "none", Shard.WHOLE),
                new Example(
                        "partitions-at-once",
                        CompactionSettings::partitionsAtOnce,
                        OptionalInt.empty(),
                        "12",
                        OptionalInt.of(12),
                        "auto",
                        OptionalInt.empty()),
                new Example("parallelism", CompactionSettings::parallelism, 8, "1", 1, "32", 32),
                new Example(
                        "claim-patience",
                        CompactionSettings::claimPatience,
                        Duration.ofMinutes(2),
                        "0s",
                        Duration.ZERO,
                        "PT90S",
                        Duration.ofSeconds(90)),
                new Example(
                        "single-compactor",
                        CompactionSettings::singleCompactorDrain,
                        Optional.empty(),
                        "10m",
                        Optional.of(Duration.ofMinutes(10)),
                        "none",
                        Optional.empty()),
                new Example(
                        "control-prefix",
                        CompactionSettings::controlPrefix,
                        KeyPrefix.of("_compaction/"),
                        "_records",
                        KeyPrefix.of("_records/"),
                        "_a/b/",
                        KeyPrefix.of("_a/b/")),
                new Example(
                        "job-order",
                        CompactionSettings::jobOrder,
                        JobOrder.OLDEST,
                        "newest",
                        JobOrder.NEWEST,
                        "oldest",
                        JobOrder.OLDEST),
                globs("include", CompactionSettings::include),
                globs("exclude", CompactionSettings::exclude),
                new Example(
                        "file-names",
                        CompactionSettings::fileNames,
                        List.of("*.parquet"),
                        "*.{parquet,parq}, 0*_0",
                        List.of("*.{parquet,parq}", "0*_0"),
                        "*",
                        List.of("*")),
                new Example(
                        "summary-files",
                        CompactionSettings::summaryFiles,
                        SummaryFilePolicy.SKIP,
                        "leave",
                        SummaryFilePolicy.LEAVE,
                        "delete",
                        SummaryFilePolicy.DELETE));
    }

    private static Example size(String key, Function<CompactionSettings, Object> accessor, long expectedDefault) {
        return new Example(key, accessor, expectedDefault, "1MB", 1L << 20, "2048", 2048L);
    }

    private static Example globs(String key, Function<CompactionSettings, Object> accessor) {
        return new Example(
                key, accessor, List.of(), "a/**, {b,c}/**", List.of("a/**", "{b,c}/**"), "a=1/**", List.of("a=1/**"));
    }

    @Test
    void whatAStoreNeedsIsHandedToItByItsScheme() {
        Map<String, String> flags = Map.of("s3-endpoint", "http://localhost:9000", "s3-path-style", "false");
        Map<String, String> environment =
                Map.of("COMPACTION_S3_REGION", "eu-central-1", "COMPACTION_S3_PATH_STYLE", "true");

        ChosenSettings settings = SettingSources.read(flags, environment, null);

        assertThat(settings.storeOptions("s3"))
                .isEqualTo(
                        Map.of("endpoint", "http://localhost:9000", "path-style", "false", "region", "eu-central-1"));
        assertThat(settings.storeOptions("file")).isEmpty();
        assertThat(SettingSources.read(Map.of("file-names", "*.parq"), Map.of(), null)
                        .storeOptions("file"))
                .as("a setting of files, not of the scheme")
                .isEmpty();
        assertThat(SettingSources.read(Map.of("gcs-endpoint", "http://localhost:4443"), Map.of(), null)
                        .storeOptions("gs"))
                .isEqualTo(Map.of("endpoint", "http://localhost:4443"));
    }

    @Test
    void everySettingOfTheLibraryHasAnExample() {
        List<String> forTheCommandOnly = List.of(
                "root",
                "enabled",
                "schedule",
                "listen",
                "listen-hosts",
                "listen-token-file",
                "stop-grace",
                "state-dir",
                "control-root",
                "hook-url",
                "hook-token-file",
                "trino-url",
                "trino-table",
                "trino-user",
                "hive-metastore",
                "hive-table",
                "glue-table",
                "glue-region",
                "glue-endpoint",
                "s3-endpoint",
                "s3-path-style",
                "s3-region",
                "s3-conditional-writes",
                "gcs-endpoint");
        assertThat(examples().map(Example::key))
                .containsExactlyInAnyOrderElementsOf(Settings.ALL.stream()
                        .map(Setting::key)
                        .filter(key -> !forTheCommandOnly.contains(key))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"zstd,", "ZSTD(1),1", "zstd (22),22", "gzip(9),9", "snappy,"})
    void aCodecMayHaveALevel(String text, Integer level) {
        CompactionSettings settings =
                SettingSources.read(Map.of("codec", text), Map.of(), null).compaction();
        assertThat(settings.compressionLevel()).isEqualTo(level == null ? OptionalInt.empty() : OptionalInt.of(level));
    }

    @Test
    void eachValueOfTheLibraryCanBeSet() throws ReflectiveOperationException {
        // The heap decides these, and the others are made of several values.
        Set<String> notSet =
                Set.of("memoryBudgetBytes", "spoolBytes", "toBuilder", "planLimits", "coldWindow", "rewriteRules");
        Map<String, Object> before = values(SettingSources.read(Map.of(), Map.of(), null));
        Set<String> changed = new TreeSet<>();
        for (Example example : examples().toList()) {
            for (String text : List.of(example.text, example.otherText)) {
                Map<String, Object> after = values(SettingSources.read(Map.of(example.key, text), Map.of(), null));
                after.forEach((name, value) -> {
                    if (!value.equals(before.get(name))) {
                        changed.add(name);
                    }
                });
            }
        }
        Set<String> all = new TreeSet<>(before.keySet());
        all.removeAll(notSet);
        changed.removeAll(notSet);
        assertThat(changed).isEqualTo(all);
    }

    private static Map<String, Object> values(ChosenSettings settings) throws ReflectiveOperationException {
        Map<String, Object> values = new TreeMap<>();
        for (Method getter : CompactionSettings.class.getDeclaredMethods()) {
            boolean isPublic = Modifier.isPublic(getter.getModifiers()) && !Modifier.isStatic(getter.getModifiers());
            if (isPublic && getter.getParameterCount() == 0) {
                values.put(getter.getName(), getter.invoke(settings.compaction()));
            }
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothingGivenLeavesTheDefaultOfTheLibrary(Example example) {
        assertThat(example.in(SettingSources.read(Map.of(), Map.of(), null))).isEqualTo(example.expectedDefault);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theDefaultThatIsPrintedIsTheDefault(Example example) {
        Setting<?> setting = Settings.ALL.stream()
                .filter(one -> one.key().equals(example.key))
                .findFirst()
                .orElseThrow();
        if (!setting.defaultText().isEmpty()) {
            assertThat(example.in(SettingSources.read(Map.of(example.key, setting.defaultText()), Map.of(), null)))
                    .isEqualTo(example.expectedDefault);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aFlagIsTaken(Example example) {
        assertThat(example.in(SettingSources.read(Map.of(example.key, example.text), Map.of(), null)))
                .isEqualTo(example.expected);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theEnvironmentIsTaken(Example example) {
        Map<String, String> environment = Map.of(example.environmentName(), example.text);
        assertThat(example.in(SettingSources.read(Map.of(), environment, null))).isEqualTo(example.expected);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theConfigurationFileIsTaken(Example example) throws IOException {
        Path file = configuration(example.key + " = " + example.text);
        assertThat(example.in(SettingSources.read(Map.of(), Map.of(), file))).isEqualTo(example.expected);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aFlagGoesBeforeTheEnvironment(Example example) {
        Map<String, String> environment = Map.of(example.environmentName(), example.text);
        assertThat(example.in(SettingSources.read(Map.of(example.key, example.otherText), environment, null)))
                .isEqualTo(example.otherExpected);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theEnvironmentGoesBeforeTheConfigurationFile(Example example) throws IOException {
        Map<String, String> environment = Map.of(example.environmentName(), example.otherText);
        Path file = configuration(example.key + " = " + example.text);
        assertThat(example.in(SettingSources.read(Map.of(), environment, file))).isEqualTo(example.otherExpected);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anEmptyVariableCountsAsNotSet(Example example) {
        Map<String, String> environment = Map.of(example.environmentName(), " ");
        assertThat(example.in(SettingSources.read(Map.of(), environment, null))).isEqualTo(example.expectedDefault);
    }

    @Test
    void theSwitchIsOnUnlessItIsTurnedOff() {
        assertThat(SettingSources.read(Map.of(), Map.of(), null).isEnabled()).isTrue();
        assertThat(SettingSources.read(Map.of(), Map.of("COMPACTION_ENABLED", "FALSE"), null)
                        .isEnabled())
                .isFalse();
    }

    @Test
    void halfOfTheHeapIsForMerging() {
        assertThat(SettingSources.read(Map.of(), Map.of(), null).compaction().memoryBudgetBytes())
                .isEqualTo(Runtime.getRuntime().maxMemory() / 2);
    }

    @Test
    void aRootMayBeAPathOrAUri() {
        Path relative = Path.of("some", "lake");
        assertThat(SettingSources.read(Map.of("root", "some/lake"), Map.of(), null)
                        .root())
                .isEqualTo(relative.toAbsolutePath().toUri());
        assertThat(SettingSources.read(Map.of("root", "/data/my lake"), Map.of(), null)
                        .root())
                .hasToString("file:///data/my%20lake");
        assertThat(SettingSources.read(Map.of("root", "s3://bucket/prefix"), Map.of(), null)
                        .root())
                .hasToString("s3://bucket/prefix");
    }

    private Path configuration(String... lines) throws IOException {
        return Files.write(directory.resolve("coldpress.properties"), List.of(lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPACTION_MIN_FILES", "COLDPRESS_MIN_FILES"})
    void aVariableMayHaveEitherPrefix(String name) {
        ChosenSettings settings = SettingSources.read(Map.of(), Map.of(name, "7"), null);
        assertThat(settings.compaction().minFiles()).isEqualTo(7);
        assertThat(settings.effective())
                .contains(new EffectiveSetting("min-files", "7", "environment variable " + name));
    }

    @Test
    void bothVariablesMaySayTheSame() {
        Map<String, String> environment = Map.of("COMPACTION_MIN_FILES", "7", "COLDPRESS_MIN_FILES", " 7");
        assertThat(SettingSources.read(Map.of(), environment, null).compaction().minFiles())
                .isEqualTo(7);
        Map<String, String> empty = Map.of("COMPACTION_MIN_FILES", "", "COLDPRESS_MIN_FILES", "7");
        assertThat(SettingSources.read(Map.of(), empty, null).compaction().minFiles())
                .isEqualTo(7);
    }

    /**
     * What Kubernetes puts into a pod for Services that are called compaction, coldpress and compaction-api; and the
     * launcher's.
     */
    @Test
    void variablesOfOthersAreNoSettings() {
        Map<String, String> environment = new HashMap<>();
        for (String service : List.of("COMPACTION", "COLDPRESS", "COMPACTION_API")) {
            environment.put(service + "_SERVICE_HOST", "10.0.0.1");
            environment.put(service + "_SERVICE_PORT", "8080");
            environment.put(service + "_SERVICE_PORT_HTTP", "8080");
            environment.put(service + "_PORT", "tcp://10.0.0.1:8080");
            environment.put(service + "_PORT_8080_TCP", "tcp://10.0.0.1:8080");
            environment.put(service + "_PORT_8080_TCP_PROTO", "tcp");
            environment.put(service + "_PORT_8080_TCP_PORT", "8080");
            environment.put(service + "_PORT_8080_TCP_ADDR", "10.0.0.1");
        }
        environment.put("COLDPRESS_HOME", "/opt/coldpress");
        environment.put("COLDPRESS_JAVA_OPTS", "-Xmx4g");
        assertThat(SettingSources.read(Map.of(), environment, null).effective())
                .allMatch(one -> one.origin().equals("default"));
    }
}
