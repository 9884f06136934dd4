package dev.coldpress.app.settings;

import dev.coldpress.partition.ColdBy;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.plan.Rewrite;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.Widening;
import dev.coldpress.settings.AllowedHours;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.settings.JobOrder;
import dev.coldpress.settings.Shard;
import dev.coldpress.settings.SummaryFilePolicy;
import dev.coldpress.settings.VerifyLevel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All settings. Flag, environment name, key in the configuration file, help and documentation follow from these. */
public final class Settings {

    public static final Setting<URI> ROOT = new Setting<>(
            "root",
            "URI",
            "which lake to work on: a path, or a URI such as s3://bucket/prefix or gs://bucket/prefix",
            "",
            Texts::root,
            Setting::nowhere);

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
            Setting::nowhere);

    public static final Setting<Duration> SCHEDULE = new Setting<>(
            "schedule", "DURATION", "how often the daemon runs", "1h", Texts::positiveDuration, Setting::nowhere);

    public static final Setting<ListenAddress> LISTEN = new Setting<>(
            "listen",
            "HOST:PORT",
            "where the daemon offers its status page and metrics; port 0 takes any free one",
            "127.0.0.1:8095",
            ListenAddress::parse,
            Setting::nowhere);

    public static final Setting<List<String>> LISTEN_HOSTS = new Setting<>(
            "listen-hosts",
            "NAMES",
            "under which names clients may reach the daemon, besides localhost and addresses; names are separated by commas, and others"
                    + " get no answer",
            "",
            Texts::hosts,
            Setting::nowhere);

    public static final Setting<Path> LISTEN_TOKEN_FILE = new Setting<>(
            "listen-token-file",
            "FILE",
            "which file holds the token that clients of the daemon must send; without it, they need none",
            "",
            Texts::path,
            Setting::nowhere);

    public static final Setting<Duration> STOP_GRACE = new Setting<>(
            "stop-grace",
            "DURATION",
            "how long the daemon waits for merges in progress when it is told to end",
            "1m",
            Texts::durationOrZero,
            Setting::nowhere);

    public static final Setting<Path> STATE_DIR = new Setting<>(
            "state-dir",
            "DIRECTORY",
            "in which directory of this machine the daemon keeps the list of its last runs over restarts; without it, the list"
                    + " begins anew",
            "",
            Texts::path,
            Setting::nowhere);

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
            "the largest size of the sources of a merged file together; auto is twice target-size, so 256MB by default",
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

    public static final Setting<ColdBy> COLD = new Setting<>(
            "cold",
            "WORD",
            "when a partition counts as finished: " + Texts.names(ColdBy.class)
                    + "; time once the time in its path has ended and quiet-period is over, quiet by quiet-period alone, for"
                    + " lakes without a date in the path",
            "time",
            Texts.oneOf(ColdBy.class),
            CompactionSettings.Builder::coldBy);

    public static final Setting<Optional<Duration>> QUIET_PERIOD = new Setting<>(
            "quiet-period",
            "DURATION|auto",
            "how long nothing may have been written to a partition; auto is 15m, and 1h where cold is quiet, which is the least"
                    + " there",
            "auto",
            Texts.orWord("auto", Texts::duration),
            (builder, period) -> period.ifPresent(builder::quietPeriod));

    public static final Setting<Optional<Duration>> LOOKBACK = new Setting<>(
            "lookback",
            "DURATION|none",
            "how old a partition may be to be looked at",
            "none",
            Texts.orNone(Texts::positiveDuration),
            (builder, lookback) -> lookback.ifPresent(builder::lookback));

    public static final Setting<Optional<WantedCodec>> CODEC = new Setting<>(
            "codec",
            "keep|CODEC",
            "what merged files are compressed with: keep, or " + Texts.names(Compression.class)
                    + "; a level stands in parentheses, as in zstd(9), for zstd 1 to 22 (3 unless said) and for gzip 1 to 9",
            "keep",
            Texts.orWord("keep", WantedCodec::parse),
            (builder, codec) -> codec.ifPresent(wanted -> wanted.setIn(builder)));

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
            "how many times as large as its sources a merged column of more than 1MB may become; a source that makes it larger is left alone",
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

    public static final Setting<SortOrder> SORT = new Setting<>(
            "sort",
            "keep|none|COLUMNS",
            "in which order merged files have their rows: keep merges files that say to be sorted by the same columns in that"
                    + " order; none lays files behind each other; names of columns, separated by commas, sort by these, as in"
                    + " user_id,ts desc nulls first (nulls come last unless said)",
            "keep",
            Texts::sort,
            CompactionSettings.Builder::sort);

    public static final Setting<Optional<Set<Rewrite>>> REWRITE = new Setting<>(
            "rewrite",
            "none|WORDS",
            "for what files that are large already are written again, one by one: codec if they are not compressed with the codec"
                    + " setting, layout if their row groups are tiny, or both with a comma between them; none leaves them alone",
            "none",
            Texts.orNone(Texts::rewrites),
            (builder, rewrites) -> rewrites.ifPresent(builder::rewrite));

    public static final Setting<Widening> WIDEN = new Setting<>(
            "widen",
            "none|safe",
            "what to do with files whose numbers have different types: none keeps them apart; safe merges them into the type that"
                    + " holds both",
            "none",
            Texts.oneOf(Widening.class),
            CompactionSettings.Builder::widen);

    public static final Setting<Optional<Long>> MAX_BYTES_PER_RUN = new Setting<>(
            "max-bytes-per-run",
            "SIZE|none",
            "after how many merged bytes a run begins nothing new",
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
            "after how long a run begins nothing new",
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
            "the largest number of requests to the store per second",
            "none",
            Texts.orNone(Texts::count),
            (builder, count) -> count.ifPresent(builder::maxStoreRequestsPerSecond));

    public static final Setting<Optional<Shard>> SHARD = new Setting<>(
            "shard",
            "NUMBER/COUNT|none",
            "which part of the partitions a run looks at, where several machines share a lake: 0/4 to 3/4 for four machines",
            "none",
            Texts.orNone(Shard::parse),
            (builder, shard) -> shard.ifPresent(builder::shard));

    public static final Setting<Optional<Integer>> PARTITIONS_AT_ONCE = new Setting<>(
            "partitions-at-once",
            "COUNT|auto",
            "how many partitions a run works on at once; auto takes twice the processors on local files, and 32 on object stores",
            "auto",
            Texts.orWord("auto", Texts::count),
            (builder, count) -> count.ifPresent(builder::partitionsAtOnce));

    public static final Setting<Integer> PARALLELISM = new Setting<>(
            "parallelism",
            "COUNT",
            "how many files are read at once to plan partitions",
            "8",
            Texts::count,
            CompactionSettings.Builder::parallelism);

    public static final Setting<Duration> CLAIM_PATIENCE = new Setting<>(
            "claim-patience",
            "DURATION",
            "how long a partition is left to another compactor that works on it and gives no sign of life",
            "2m",
            Texts::duration,
            CompactionSettings.Builder::claimPatience);

    public static final Setting<Optional<Duration>> SINGLE_COMPACTOR = new Setting<>(
            "single-compactor",
            "DURATION|none",
            "for a store without conditional writes: your promise that only one compactor will ever run, given as the longest"
                    + " time that a request can be in progress there",
            "none",
            Texts.orNone(Texts::positiveDuration),
            (builder, lifetime) -> lifetime.ifPresent(builder::singleCompactorDrain));

    public static final Setting<KeyPrefix> CONTROL_PREFIX = new Setting<>(
            "control-prefix",
            "PREFIX",
            "where under the root the records of commits are",
            "_compaction/",
            Texts::prefix,
            CompactionSettings.Builder::controlPrefix);

    public static final Setting<URI> CONTROL_ROOT = new Setting<>(
            "control-root",
            "URI",
            "a directory above the root for everything that is not data, such as the records; without it, the root itself",
            "",
            Texts::root,
            Setting::nowhere);

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
            "which partitions are looked at, and no others: globs over their paths, separated by commas",
            "",
            Texts::globs,
            CompactionSettings.Builder::include);

    public static final Setting<List<String>> EXCLUDE = new Setting<>(
            "exclude",
            "GLOBS",
            "which partitions are left alone: globs over their paths, separated by commas",
            "",
            Texts::globs,
            CompactionSettings.Builder::exclude);

    public static final Setting<List<String>> FILE_NAMES = new Setting<>(
            "file-names",
            "GLOBS",
            "which files of a partition are data files: globs over their names, separated by commas; names that begin with _ or ."
                    + " never are",
            "*.parquet",
            Texts::globs,
            CompactionSettings.Builder::fileNames);

    public static final Setting<SummaryFilePolicy> SUMMARY_FILES = new Setting<>(
            "summary-files",
            "WORD",
            "what becomes of a _metadata or _common_metadata in or above a partition: "
                    + Texts.names(SummaryFilePolicy.class)
                    + "; skip leaves the partition alone, leave merges it although the file becomes wrong, delete deletes the"
                    + " file before the merged file appears",
            "skip",
            Texts.oneOf(SummaryFilePolicy.class),
            CompactionSettings.Builder::summaryFiles);

    /** In the order of the help. */
    public static final List<SettingGroup> GROUPS = SettingGroup.table();

    /** The settings of all groups, in their order. */
    public static final List<Setting<?>> ALL = GROUPS.stream()
            .<Setting<?>>flatMap(group -> group.settings().stream())
            .toList();

    private Settings() {}
}
