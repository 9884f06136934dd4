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
            "the lake: a path, or a URI such as s3://bucket/prefix or gs://bucket/prefix",
            "",
            Texts::root,
            Setting::nowhere);

    public static final Setting<Optional<LakeLayout>> LAYOUT = new Setting<>(
            "layout",
            "TEMPLATE|auto",
            "how the directories down to a partition are named; {yyyy}, {MM}, {dd} and {HH} stand for its time;"
                    + " auto takes the layout that the lake has, if it has one",
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
            "the address of the daemon's status page and metrics; port 0 takes any free port",
            "127.0.0.1:8095",
            ListenAddress::parse,
            Setting::nowhere);

    public static final Setting<List<String>> LISTEN_HOSTS = new Setting<>(
            "listen-hosts",
            "NAMES",
            "the names under which clients may reach the daemon, besides localhost and addresses, separated by"
                    + " commas; requests to other names are refused",
            "",
            Texts::hosts,
            Setting::nowhere);

    public static final Setting<Path> LISTEN_TOKEN_FILE = new Setting<>(
            "listen-token-file",
            "FILE",
            "the file with the token that clients of the daemon must send; without it, they need none",
            "",
            Texts::path,
            Setting::nowhere);

    public static final Setting<Duration> STOP_GRACE = new Setting<>(
            "stop-grace",
            "DURATION",
            "how long the daemon waits for merges in progress when it is told to stop",
            "1m",
            Texts::durationOrZero,
            Setting::nowhere);

    public static final Setting<Path> STATE_DIR = new Setting<>(
            "state-dir",
            "DIRECTORY",
            "the directory on this machine in which the daemon keeps the list of its last runs over restarts;"
                    + " without it, the list begins anew at each start",
            "",
            Texts::path,
            Setting::nowhere);

    public static final Setting<Long> TARGET_SIZE = new Setting<>(
            "target-size",
            "SIZE",
            "the size that merged files should have",
            "128MB",
            Texts::sizeBytes,
            CompactionSettings.Builder::targetFileSizeBytes);

    public static final Setting<Optional<Long>> MAX_SIZE = new Setting<>(
            "max-size",
            "SIZE|auto",
            "the largest total size of the files that become one merged file; auto is twice target-size, so"
                    + " 256MB by default",
            "auto",
            Texts.orWord("auto", Texts::sizeBytes),
            (builder, size) -> size.ifPresent(builder::maxFileSizeBytes));

    public static final Setting<Double> SMALL_FILE_RATIO = new Setting<>(
            "small-file-ratio",
            "RATIO",
            "a file is small if it has less than this share of target-size",
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
            "when a partition is finished: "
                    + Texts.names(ColdBy.class)
                    + "; with time, once the time in its path and quiet-period have passed; with quiet, once quiet-period"
                    + " has passed, for lakes without a date in the path",
            "time",
            Texts.oneOf(ColdBy.class),
            CompactionSettings.Builder::coldBy);

    public static final Setting<Optional<Duration>> QUIET_PERIOD = new Setting<>(
            "quiet-period",
            "DURATION|auto",
            "how long nothing must have been written to a partition; auto is 15m, or 1h if cold is quiet, where"
                    + " 1h is also the minimum",
            "auto",
            Texts.orWord("auto", Texts::duration),
            (builder, period) -> period.ifPresent(builder::quietPeriod));

    public static final Setting<Optional<Duration>> LOOKBACK = new Setting<>(
            "lookback",
            "DURATION|none",
            "partitions whose time ended longer ago than this are left alone",
            "none",
            Texts.orNone(Texts::positiveDuration),
            (builder, lookback) -> lookback.ifPresent(builder::lookback));

    public static final Setting<Optional<WantedCodec>> CODEC = new Setting<>(
            "codec",
            "keep|CODEC",
            "the compression of merged files: keep, or "
                    + Texts.names(Compression.class)
                    + "; a level stands in parentheses, as in zstd(9), from 1 to 22 for zstd (3 by default) and from 1 to"
                    + " 9 for gzip",
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
            "the columns of merged files that have Bloom filters: with none, no column; with keep, those whose"
                    + " sources have them; with names of columns, separated by commas, these as well, as in"
                    + " user_id,device.id:0.001 (the share of false positives, 0.01 by default)",
            "keep",
            Texts::bloomFilters,
            CompactionSettings.Builder::bloomFilters);

    public static final Setting<SortOrder> SORT = new Setting<>(
            "sort",
            "keep|none|COLUMNS",
            "the order of the rows in merged files: keep keeps an order that all files of a merge declare; none"
                    + " puts the rows of one file behind those of the other; names of columns, separated by commas, sort"
                    + " by these, as in user_id,ts desc nulls first (nulls come last by default)",
            "keep",
            Texts::sort,
            CompactionSettings.Builder::sort);

    public static final Setting<Optional<Set<Rewrite>>> REWRITE = new Setting<>(
            "rewrite",
            "none|WORDS",
            "the large files that are rewritten as well, one by one: with codec, those that lack the codec that"
                    + " is set; with layout, those with tiny row groups; with codec,layout, both; with none, no file",
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
            "a run begins no merge after it has merged this many bytes",
            "none",
            Texts.orNone(Texts::sizeBytes),
            (builder, bytes) -> bytes.ifPresent(builder::maxBytesPerRun));

    public static final Setting<Optional<Integer>> MAX_PARTITIONS_PER_RUN = new Setting<>(
            "max-partitions-per-run",
            "COUNT|none",
            "a run begins no merge in another partition after it has merged files in this many partitions",
            "none",
            Texts.orNone(Texts::count),
            (builder, count) -> count.ifPresent(builder::maxPartitionsPerRun));

    public static final Setting<Optional<Duration>> MAX_TIME_PER_RUN = new Setting<>(
            "max-time-per-run",
            "DURATION|none",
            "a run begins no merge after this time",
            "none",
            Texts.orNone(Texts::positiveDuration),
            (builder, time) -> time.ifPresent(builder::maxTimePerRun));

    public static final Setting<Optional<AllowedHours>> ALLOWED_HOURS = new Setting<>(
            "allowed-hours",
            "HH:MM-HH:MM|always",
            "the hours (UTC) in which merges may start, such as 22:00-06:00; at other times a run only plans",
            "always",
            Texts.orWord("always", AllowedHours::parse),
            (builder, hours) -> hours.ifPresent(builder::allowedHours));

    public static final Setting<Optional<Integer>> MAX_STORE_REQUESTS_PER_SECOND = new Setting<>(
            "max-store-requests-per-second",
            "COUNT|none",
            "the most requests to the store per second",
            "none",
            Texts.orNone(Texts::count),
            (builder, count) -> count.ifPresent(builder::maxStoreRequestsPerSecond));

    public static final Setting<Optional<Shard>> SHARD = new Setting<>(
            "shard",
            "NUMBER/COUNT|none",
            "the part of the partitions that this run looks at, where several machines share a lake: 0/4 to 3/4"
                    + " for four machines",
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
            "how long another compactor that works on a partition may give no sign of life before this one takes"
                    + " the partition over",
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
            "the directory below the root for the records of Coldpress",
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
            "the only partitions to look at: globs over their paths, separated by commas",
            "",
            Texts::globs,
            CompactionSettings.Builder::include);

    public static final Setting<List<String>> EXCLUDE = new Setting<>(
            "exclude",
            "GLOBS",
            "the partitions to leave alone: globs over their paths, separated by commas",
            "",
            Texts::globs,
            CompactionSettings.Builder::exclude);

    public static final Setting<List<String>> FILE_NAMES = new Setting<>(
            "file-names",
            "GLOBS",
            "the files that are data: globs over their names, separated by commas; names that begin with _ or ."
                    + " never are data",
            "*.parquet",
            Texts::globs,
            CompactionSettings.Builder::fileNames);

    public static final Setting<SummaryFilePolicy> SUMMARY_FILES = new Setting<>(
            "summary-files",
            "WORD",
            "what to do if a partition, or a directory above it, has a _metadata or _common_metadata: "
                    + Texts.names(SummaryFilePolicy.class)
                    + "; skip leaves the partition alone; leave merges it, although that file becomes wrong; delete"
                    + " deletes that file before the merged file appears",
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
