package dev.coldpress.app.settings;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.Widening;
import dev.coldpress.settings.AllowedHours;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.settings.JobOrder;
import dev.coldpress.settings.SummaryFilePolicy;
import dev.coldpress.settings.VerifyLevel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The table of all settings. Whatever is not in it does not exist: no flag, no environment name, no key. */
public final class Settings {

    /** Every variable of the environment that begins with one of these is ours; a setting may have either. */
    static final List<String> ENVIRONMENT_PREFIXES = List.of("COMPACTION_", "COLDPRESS_");

    public static final Setting<URI> ROOT = new Setting<>(
            "root",
            "URI",
            "which lake to work on: a path, or a URI such as s3://bucket/prefix or gs://bucket/prefix",
            "",
            Texts::root,
            Settings::nowhere);

    public static final Setting<Optional<LakeLayout>> LAYOUT = new Setting<>(
            "layout",
            "TEMPLATE|auto",
            "which directories are partitions, and of which hour or day; auto takes the layout that the lake has, if it has one",
            LakeLayout.DEFAULT.toString(),
            Texts.orWord("auto", LakeLayout::parse),
            (builder, layout) -> layout.ifPresent(builder::layout));

    public static final Setting<Boolean> ENABLED = new Setting<>(
            "enabled",
            "true|false",
            "whether 'run' and 'serve' compact at all",
            "true",
            Texts.oneOf("true", true, "false", false),
            Settings::nowhere);

    public static final Setting<Duration> SCHEDULE = new Setting<>(
            "schedule", "DURATION", "how often the daemon runs", "1h", Texts::positiveDuration, Settings::nowhere);

    public static final Setting<ListenAddress> LISTEN = new Setting<>(
            "listen",
            "HOST:PORT",
            "where the daemon offers its status page and metrics; port 0 takes any free one",
            "127.0.0.1:8095",
            ListenAddress::parse,
            Settings::nowhere);

    public static final Setting<List<String>> LISTEN_HOSTS = new Setting<>(
            "listen-hosts",
            "NAMES",
            "by which names the daemon is reached, beside localhost and addresses, with commas between; others are not answered",
            "",
            Texts::hosts,
            Settings::nowhere);

    public static final Setting<Path> LISTEN_TOKEN_FILE = new Setting<>(
            "listen-token-file",
            "FILE",
            "which file holds the token that clients of the daemon have to send; without it, none is asked for",
            "",
            Texts::path,
            Settings::nowhere);

    public static final Setting<Duration> STOP_GRACE = new Setting<>(
            "stop-grace",
            "DURATION",
            "how long the daemon waits for the group in hand when it is told to end",
            "1m",
            Texts::durationOrZero,
            Settings::nowhere);

    public static final Setting<Path> STATE_DIR = new Setting<>(
            "state-dir",
            "DIRECTORY",
            "in which directory of this machine the daemon keeps the list of its last runs over restarts; without it, the list"
                    + " begins anew",
            "",
            Texts::path,
            Settings::nowhere);

    public static final Setting<Long> TARGET_SIZE = new Setting<>(
            "target-size",
            "SIZE",
            "how large merged files become",
            "128MB",
            Texts::sizeBytes,
            CompactionSettings.Builder::targetFileSizeBytes);

    public static final Setting<Optional<Long>> MAX_SIZE = new Setting<>(
            "max-size",
            "SIZE|auto",
            "what the sources of a merged file have together at most; auto is twice target-size, so 256MB by default",
            "auto",
            Texts.orWord("auto", Texts::sizeBytes),
            (builder, size) -> size.ifPresent(builder::maxFileSizeBytes));

    public static final Setting<Double> SMALL_FILE_RATIO = new Setting<>(
            "small-file-ratio",
            "RATIO",
            "below which share of the target size a file is small",
            "0.75",
            Texts::ratio,
            CompactionSettings.Builder::smallFileRatio);

    public static final Setting<Integer> MIN_FILES = new Setting<>(
            "min-files",
            "COUNT",
            "how many small files a partition needs for a merge",
            "2",
            Texts::count,
            CompactionSettings.Builder::minFiles);

    public static final Setting<Duration> QUIET_PERIOD = new Setting<>(
            "quiet-period",
            "DURATION",
            "how long nothing may have been written to a partition",
            "15m",
            Texts::duration,
            CompactionSettings.Builder::quietPeriod);

    public static final Setting<Optional<Duration>> LOOKBACK = new Setting<>(
            "lookback",
            "DURATION|none",
            "how far back partitions are looked at",
            "none",
            Texts.orNone(Texts::positiveDuration),
            (builder, lookback) -> lookback.ifPresent(builder::lookback));

    public static final Setting<Optional<Compression>> CODEC = new Setting<>(
            "codec",
            "keep|CODEC",
            "what merged files are compressed with: keep, or " + Texts.names(Compression.class),
            "keep",
            Texts.orWord("keep", Texts.oneOf(Compression.class)),
            (builder, codec) -> codec.ifPresent(builder::compression));

    public static final Setting<VerifyLevel> VERIFY = new Setting<>(
            "verify",
            "LEVEL",
            "how a merged file is checked before it is published: " + Texts.names(VerifyLevel.class),
            "footer",
            Texts.oneOf(VerifyLevel.class),
            CompactionSettings.Builder::verify);

    public static final Setting<Integer> MAX_GROWTH = new Setting<>(
            "max-growth",
            "COUNT",
            "how many times the bytes of its sources a merged column of more than 1MB may take, before the source to blame is left alone",
            "10",
            Texts::count,
            CompactionSettings.Builder::maxGrowth);

    public static final Setting<BloomFilters> BLOOM_FILTERS = new Setting<>(
            "bloom-filters",
            "keep|none|COLUMNS",
            "which columns of merged files have Bloom filters: keep gives them to those whose sources have them; names of columns,"
                    + " separated by commas, give them to these too, as in user_id,device.id:0.001 (the share of false positives,"
                    + " 0.01 unless said)",
            "keep",
            Texts::bloomFilters,
            CompactionSettings.Builder::bloomFilters);

    public static final Setting<Widening> WIDEN = new Setting<>(
            "widen",
            "none|safe",
            "what becomes of files whose numbers have different types: none merges them apart; safe merges them together in the"
                    + " type that holds both",
            "none",
            Texts.oneOf(Widening.class),
            CompactionSettings.Builder::widen);

    public static final Setting<Optional<Long>> MAX_BYTES_PER_RUN = new Setting<>(
            "max-bytes-per-run",
            "SIZE|none",
            "after how many merged bytes a run starts nothing new",
            "none",
            Texts.orNone(Texts::sizeBytes),
            (builder, bytes) -> bytes.ifPresent(builder::maxBytesPerRun));

    public static final Setting<Optional<Integer>> MAX_PARTITIONS_PER_RUN = new Setting<>(
            "max-partitions-per-run",
            "COUNT|none",
            "after how many partitions with merges a run begins no further one",
            "none",
            Texts.orNone(Texts::count),
            (builder, count) -> count.ifPresent(builder::maxPartitionsPerRun));

    public static final Setting<Optional<Duration>> MAX_TIME_PER_RUN = new Setting<>(
            "max-time-per-run",
            "DURATION|none",
            "after how long a run starts nothing new",
            "none",
            Texts.orNone(Texts::positiveDuration),
            (builder, time) -> time.ifPresent(builder::maxTimePerRun));

    public static final Setting<Optional<AllowedHours>> ALLOWED_HOURS = new Setting<>(
            "allowed-hours",
            "HH:MM-HH:MM|always",
            "in which hours (UTC) merges may start, such as 22:00-06:00; outside them a run only plans",
            "always",
            Texts.orWord("always", AllowedHours::parse),
            (builder, hours) -> hours.ifPresent(builder::allowedHours));

    public static final Setting<Optional<Integer>> MAX_STORE_REQUESTS_PER_SECOND = new Setting<>(
            "max-store-requests-per-second",
            "COUNT|none",
            "how many requests per second go to the store at most",
            "none",
            Texts.orNone(Texts::count),
            (builder, count) -> count.ifPresent(builder::maxStoreRequestsPerSecond));

    public static final Setting<Integer> PARALLELISM = new Setting<>(
            "parallelism",
            "COUNT",
            "how many files of a partition are read at once when it is planned",
            "8",
            Texts::count,
            CompactionSettings.Builder::parallelism);

    public static final Setting<Duration> CLAIM_PATIENCE = new Setting<>(
            "claim-patience",
            "DURATION",
            "how long a partition is left to another compactor that is at work on it and gives no sign",
            "2m",
            Texts::duration,
            CompactionSettings.Builder::claimPatience);

    public static final Setting<Optional<Duration>> SINGLE_COMPACTOR = new Setting<>(
            "single-compactor",
            "DURATION|none",
            "your promise that only one compactor will ever run, for a store without conditional writes, and how long a request"
                    + " can be under way there at most",
            "none",
            Texts.orNone(Texts::positiveDuration),
            (builder, lifetime) -> lifetime.ifPresent(builder::singleCompactorDrain));

    public static final Setting<KeyPrefix> CONTROL_PREFIX = new Setting<>(
            "control-prefix",
            "PREFIX",
            "where under the root the records of the commits lie",
            "_compaction/",
            Texts::prefix,
            CompactionSettings.Builder::controlPrefix);

    public static final Setting<JobOrder> JOB_ORDER = new Setting<>(
            "job-order",
            "ORDER",
            "which partitions come first: " + Texts.names(JobOrder.class),
            "oldest",
            Texts.oneOf(JobOrder.class),
            CompactionSettings.Builder::jobOrder);

    public static final Setting<List<String>> INCLUDE = new Setting<>(
            "include",
            "GLOBS",
            "which partitions alone are looked at: globs over their paths, with commas between",
            "",
            Texts::globs,
            CompactionSettings.Builder::include);

    public static final Setting<List<String>> EXCLUDE = new Setting<>(
            "exclude",
            "GLOBS",
            "which partitions are left alone: globs over their paths, with commas between",
            "",
            Texts::globs,
            CompactionSettings.Builder::exclude);

    public static final Setting<List<String>> FILE_NAMES = new Setting<>(
            "file-names",
            "GLOBS",
            "which files of a partition are data: globs over their names, with commas between; names with _ or . at the"
                    + " beginning never are",
            "*.parquet",
            Texts::globs,
            CompactionSettings.Builder::fileNames);

    public static final Setting<SummaryFilePolicy> SUMMARY_FILES = new Setting<>(
            "summary-files",
            "WORD",
            "what becomes of a _metadata or _common_metadata in or above a partition: "
                    + Texts.names(SummaryFilePolicy.class)
                    + "; skip leaves the partition alone, leave lets the file become untrue, delete deletes it before the"
                    + " merged file appears",
            "skip",
            Texts.oneOf(SummaryFilePolicy.class),
            CompactionSettings.Builder::summaryFiles);

    public static final Setting<URI> S3_ENDPOINT = new Setting<>(
            "s3-endpoint",
            "URL",
            "where an S3-compatible store is, such as http://localhost:9000; without it, Amazon's",
            "",
            Texts::httpUrl,
            Settings::nowhere);

    public static final Setting<Boolean> S3_PATH_STYLE = new Setting<>(
            "s3-path-style",
            "true|false",
            "whether the bucket is in the path of a request and not in its host; without it, true if there is an s3-endpoint",
            "",
            Texts.oneOf("true", true, "false", false),
            Settings::nowhere);

    public static final Setting<String> S3_REGION = new Setting<>(
            "s3-region",
            "NAME",
            "the region of the bucket; without it, what AWS_REGION or the AWS profile says",
            "",
            Texts::region,
            Settings::nowhere);

    public static final Setting<String> S3_CONDITIONAL_WRITES = new Setting<>(
            "s3-conditional-writes",
            "all|create|none",
            "which conditional writes an S3-compatible store has: all, create if it cannot replace on a condition, or none,"
                    + " which needs single-compactor as well; without it, all",
            "",
            Texts.word("all", "create", "none"),
            Settings::nowhere);

    public static final Setting<URI> GCS_ENDPOINT = new Setting<>(
            "gcs-endpoint",
            "URL",
            "another way to Google Cloud Storage, such as a private endpoint; without it, Google's public one",
            "",
            Texts::httpUrl,
            Settings::nowhere);

    /** In the order of the help. */
    public static final List<Setting<?>> ALL = List.of(
            ROOT,
            LAYOUT,
            ENABLED,
            SCHEDULE,
            LISTEN,
            LISTEN_HOSTS,
            LISTEN_TOKEN_FILE,
            STOP_GRACE,
            STATE_DIR,
            TARGET_SIZE,
            MAX_SIZE,
            SMALL_FILE_RATIO,
            MIN_FILES,
            QUIET_PERIOD,
            LOOKBACK,
            CODEC,
            VERIFY,
            MAX_GROWTH,
            BLOOM_FILTERS,
            WIDEN,
            MAX_BYTES_PER_RUN,
            MAX_PARTITIONS_PER_RUN,
            MAX_TIME_PER_RUN,
            ALLOWED_HOURS,
            MAX_STORE_REQUESTS_PER_SECOND,
            PARALLELISM,
            CLAIM_PATIENCE,
            SINGLE_COMPACTOR,
            CONTROL_PREFIX,
            JOB_ORDER,
            INCLUDE,
            EXCLUDE,
            FILE_NAMES,
            SUMMARY_FILES,
            S3_ENDPOINT,
            S3_PATH_STYLE,
            S3_REGION,
            S3_CONDITIONAL_WRITES,
            GCS_ENDPOINT);

    private Settings() {}

    /** For what concerns the command and not the library. */
    private static <T> void nowhere(CompactionSettings.Builder builder, T value) {}
}
