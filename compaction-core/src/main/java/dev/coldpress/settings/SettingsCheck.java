package dev.coldpress.settings;

import dev.coldpress.partition.ColdBy;
import dev.coldpress.partition.Glob;
import dev.coldpress.plan.Rewrite;
import dev.coldpress.port.parquet.Compression;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** The rules for the values of {@link CompactionSettings}; each refusal names field, value, rule and consequence. */
final class SettingsCheck {

    private static final long LEAST_MEMORY_BUDGET_BYTES = 16L << 20;
    private static final int MOST_PARALLELISM = 64;
    private static final int MOST_PARTITIONS_AT_ONCE = 256;

    private SettingsCheck() {}

    /** @throws IllegalArgumentException at the first value that breaks a rule */
    static CompactionSettings checked(CompactionSettings settings) {
        // These check their own values, and name them as the settings are called.
        settings.planLimits();
        settings.coldWindow();
        checkDate(settings);
        checkRunLimits(settings);
        checkResources(settings);
        require(
                !settings.claimPatience().isNegative(),
                "claimPatience",
                settings.claimPatience(),
                "not be negative",
                "there is no such age of a record");
        require(
                isPositiveOrEmpty(settings.singleCompactorDrain()),
                "singleCompactorDrain",
                settings.singleCompactorDrain(),
                "be positive",
                "a late request of a former process could undo a newer record");
        require(
                !settings.controlPrefix().path().isEmpty(),
                "controlPrefix",
                settings.controlPrefix(),
                "not be empty",
                "records lie among the data");
        checkCompression(settings);
        checkGlobs("include", settings.include(), "partitions");
        checkGlobs("exclude", settings.exclude(), "partitions");
        checkGlobs("fileNames", settings.fileNames(), "files");
        require(
                !settings.fileNames().isEmpty(),
                "fileNames",
                settings.fileNames(),
                "have a glob, such as *.parquet",
                "no file is ever merged");
        return settings;
    }

    private static void checkCompression(CompactionSettings settings) {
        int levels = settings.compression().map(Compression::levels).orElse(0);
        int level = settings.compressionLevel().orElse(1);
        require(
                settings.compressionLevel().isEmpty() || (level >= 1 && level <= levels),
                "compressionLevel",
                level,
                levels == 0
                        ? "not be set unless compression is ZSTD or GZIP"
                        : "be from 1 to " + levels + " for "
                                + settings.compression().get(),
                "there is no such level");
        require(
                !settings.rewrite().contains(Rewrite.CODEC)
                        || settings.compression().isPresent(),
                "rewrite",
                Rewrite.CODEC.name().toLowerCase(Locale.ROOT),
                "not be codec unless a codec of merged files is set",
                "nothing tells which files are to be written again");
    }

    private static void checkDate(CompactionSettings settings) {
        if (settings.layout().isDated()) {
            return;
        }
        require(
                settings.coldBy() == ColdBy.QUIET,
                "layout",
                "'" + settings.layout() + "'",
                "have a date, such as {yyyy}, unless coldBy is quiet",
                "nothing in a path tells when its partition is finished");
        require(
                settings.lookback().isEmpty(),
                "lookback",
                settings.lookback(),
                "not be set for a layout without a date",
                "nothing in a path tells how old a partition is");
    }

    private static void checkGlobs(String field, List<String> globs, String what) {
        for (String glob : globs) {
            try {
                Glob.compile(glob);
            } catch (PatternSyntaxException e) {
                require(
                        false,
                        field,
                        glob,
                        "be a glob (" + e.getDescription() + ")",
                        "nobody can tell which " + what + " it means");
            }
        }
    }

    private static void checkRunLimits(CompactionSettings settings) {
        String nothing = "no group is ever merged";
        require(settings.maxBytesPerRun() > 0, "maxBytesPerRun", settings.maxBytesPerRun(), "be positive", nothing);
        require(
                settings.maxPartitionsPerRun() > 0,
                "maxPartitionsPerRun",
                settings.maxPartitionsPerRun(),
                "be positive",
                nothing);
        require(
                isPositiveOrEmpty(settings.maxTimePerRun()),
                "maxTimePerRun",
                settings.maxTimePerRun(),
                "be positive",
                nothing);
        require(
                settings.maxStoreRequestsPerSecond().orElse(1) > 0,
                "maxStoreRequestsPerSecond",
                settings.maxStoreRequestsPerSecond().orElse(1),
                "be positive",
                "the store is never asked");
    }

    private static void checkResources(CompactionSettings settings) {
        require(
                settings.memoryBudgetBytes() >= LEAST_MEMORY_BUDGET_BYTES,
                "memoryBudgetBytes",
                settings.memoryBudgetBytes(),
                "be at least " + LEAST_MEMORY_BUDGET_BYTES,
                "no merge fits");
        require(
                settings.spoolBytes() >= 0,
                "spoolBytes",
                settings.spoolBytes(),
                "not be negative",
                "there is no such amount");
        require(
                settings.maxGrowth() >= 1,
                "maxGrowth",
                settings.maxGrowth(),
                "be at least 1",
                "no output may be as large as its sources");
        require(
                settings.parallelism() >= 1 && settings.parallelism() <= MOST_PARALLELISM,
                "parallelism",
                settings.parallelism(),
                "be from 1 to " + MOST_PARALLELISM,
                "each file that is read takes a thread and a connection");
        int atOnce = settings.partitionsAtOnce().orElse(1);
        require(
                atOnce >= 1 && atOnce <= MOST_PARTITIONS_AT_ONCE,
                "partitionsAtOnce",
                atOnce,
                "be from 1 to " + MOST_PARTITIONS_AT_ONCE,
                "no partition is worked on, or each takes a thread and connections");
    }

    private static boolean isPositiveOrEmpty(Optional<Duration> duration) {
        return duration.map(one -> one.compareTo(Duration.ZERO) > 0).orElse(true);
    }

    private static void require(boolean holds, String field, Object value, String rule, String consequence) {
        if (!holds) {
            Object shown = value instanceof Optional<?> given ? given.orElseThrow() : value;
            throw new IllegalArgumentException(
                    field + " is " + shown + ", but must " + rule + ", because otherwise " + consequence);
        }
    }
}
