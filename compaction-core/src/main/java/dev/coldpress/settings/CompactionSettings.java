package dev.coldpress.settings;

import dev.coldpress.partition.ColdBy;
import dev.coldpress.partition.ColdWindow;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.partition.LakeWalk;
import dev.coldpress.plan.PlanLimits;
import dev.coldpress.plan.Rewrite;
import dev.coldpress.plan.RewriteRules;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.Widening;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The settings of a compactor. Immutable. The {@link #defaults()} suit most lakes; {@link #toBuilder()} changes single
 * values.
 */
public final class CompactionSettings {

    public static final KeyPrefix DEFAULT_CONTROL_PREFIX = LakeWalk.CONTROL_DIRECTORY;

    public static final List<String> DEFAULT_FILE_NAMES = List.of("*.parquet");

    public static final long DEFAULT_MEMORY_BUDGET_BYTES = 256L << 20;
    public static final int DEFAULT_PARALLELISM = 8;
    public static final Duration DEFAULT_CLAIM_PATIENCE = Duration.ofMinutes(2);

    private final Builder values;

    private CompactionSettings(Builder values) {
        this.values = values;
    }

    public static CompactionSettings defaults() {
        return new Builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        return values.copy();
    }

    public LakeLayout layout() {
        return values.layout;
    }

    /** How large merged files become: a group is closed when its sources have this size together. */
    public long targetFileSizeBytes() {
        return values.targetFileSizeBytes;
    }

    /** The sources of a group have at most this size together. The default is twice the target size. */
    public long maxFileSizeBytes() {
        return values.maxFileSizeBytes.orElse(2 * values.targetFileSizeBytes);
    }

    /** A file is small if it has less than this share of the target size. */
    public double smallFileRatio() {
        return values.smallFileRatio;
    }

    /** A group has at least this number of files. */
    public int minFiles() {
        return values.minFiles;
    }

    /** Whether the time in a partition's path has to be over, or {@link #quietPeriod} alone decides. */
    public ColdBy coldBy() {
        return values.coldBy;
    }

    /**
     * A partition is left alone until its newest file has this age. The default is
     * {@link ColdWindow#DEFAULT_QUIET_PERIOD}, or {@link ColdWindow#MIN_QUIET_PERIOD_ALONE} if the quiet period alone
     * decides.
     */
    public Duration quietPeriod() {
        return values.quietPeriod.orElse(
                coldBy() == ColdBy.TIME ? ColdWindow.DEFAULT_QUIET_PERIOD : ColdWindow.MIN_QUIET_PERIOD_ALONE);
    }

    /** A run looks only at partitions that ended within this time. Empty means all partitions. */
    public Optional<Duration> lookback() {
        return values.lookback;
    }

    /** The compression of merged files. Empty keeps that of the sources. */
    public Optional<Compression> compression() {
        return values.compression;
    }

    /** The level of {@link #compression}. Empty means its usual one. */
    public OptionalInt compressionLevel() {
        return values.compressionLevel;
    }

    public VerifyLevel verify() {
        return values.verify;
    }

    /**
     * How many times as large a merged column of more than a megabyte may be as in the sources. A source that would
     * make it larger is refused, because a few bytes can stand for gigabytes.
     */
    public int maxGrowth() {
        return values.maxGrowth;
    }

    /** Which columns of merged files have Bloom filters. */
    public BloomFilters bloomFilters() {
        return values.bloomFilters;
    }

    /** In which order merged files have their rows. */
    public SortOrder sort() {
        return values.sort;
    }

    /**
     * Whether files whose columns have different types of numbers share an output, in the type that holds the values of
     * both.
     */
    public Widening widen() {
        return values.widen;
    }

    /** A run begins no group after it has merged this number of bytes of sources. */
    public long maxBytesPerRun() {
        return values.maxBytesPerRun;
    }

    /** A run begins to merge in at most this number of partitions. */
    public int maxPartitionsPerRun() {
        return values.maxPartitionsPerRun;
    }

    /** A run begins no group after this time. Empty means no limit. */
    public Optional<Duration> maxTimePerRun() {
        return values.maxTimePerRun;
    }

    /** A run begins groups only in these hours. Empty means always. */
    public Optional<AllowedHours> allowedHours() {
        return values.allowedHours;
    }

    /** The largest number of calls to the store per second. Empty means no limit. */
    public OptionalInt maxStoreRequestsPerSecond() {
        return values.maxStoreRequestsPerSecond;
    }

    /** How much memory all merges together may use, in addition to {@link #spoolBytes}. */
    public long memoryBudgetBytes() {
        return values.memoryBudgetBytes;
    }

    /**
     * How much memory the small sources of all partitions may use together. A source stays in memory after its footer
     * was read until it is merged. A source that does not fit is read twice: its footer for the plan, and its content
     * for the merge. With 0 this holds for all sources. The default is a quarter of the memory budget.
     */
    public long spoolBytes() {
        return values.spoolBytes.orElse(values.memoryBudgetBytes / 4);
    }

    /**
     * How many partitions a run works on at once. Empty means {@link dev.coldpress.port.ObjectStore#requestsAtOnce}.
     * All of them share one memory budget.
     */
    public OptionalInt partitionsAtOnce() {
        return values.partitionsAtOnce;
    }

    /**
     * How many threads read footers ahead, for all partitions that a run works on. With 1, each partition reads its
     * files one after the other.
     */
    public int parallelism() {
        return values.parallelism;
    }

    /**
     * How long a compactor leaves a partition alone after another compactor wrote its record, unless that process is
     * known to have ended. This avoids work that is done twice; safety does not depend on it.
     */
    public Duration claimPatience() {
        return values.claimPatience;
    }

    /**
     * For a store without conditional writes: the caller asserts that there is never more than one compactor on the
     * lake, and states how long a request can still take effect after its sender gave it up. Empty refuses such a
     * store. Other stores ignore the value.
     */
    public Optional<Duration> singleCompactorDrain() {
        return values.singleCompactorDrain;
    }

    /** Where the records are, outside of every partition. No lifecycle rule of the store may delete anything there. */
    public KeyPrefix controlPrefix() {
        return values.controlPrefix;
    }

    public JobOrder jobOrder() {
        return values.jobOrder;
    }

    /** The part of the partitions that this compactor looks at, if several machines share a lake. */
    public Shard shard() {
        return values.shard;
    }

    /**
     * Globs over the paths of partitions, without the last slash. If there are any, a run looks only at partitions that
     * match one. The syntax is that of {@link java.nio.file.FileSystem#getPathMatcher}; upper and lower case differ.
     */
    public List<String> include() {
        return values.include;
    }

    /** Globs as in {@link #include}. A partition that matches one is left alone. */
    public List<String> exclude() {
        return values.exclude;
    }

    /**
     * Globs over the names of files, without directories, in the syntax of {@link #include}. Files with other names are
     * no data files. Merged files always are, and files whose names begin with {@code _} or {@code .} never are.
     */
    public List<String> fileNames() {
        return values.fileNames;
    }

    /** What to do with a summary file that describes files which are to be merged. */
    public SummaryFilePolicy summaryFiles() {
        return values.summaryFiles;
    }

    /** For what files that are large already are written again. */
    public Set<Rewrite> rewrite() {
        return values.rewrite;
    }

    /** Which files are written again, from {@link #rewrite} and {@link #compression}. */
    public RewriteRules rewriteRules() {
        return new RewriteRules(rewrite(), compression());
    }

    /** The limits of a plan, from the sizes and {@link #minFiles}. */
    public PlanLimits planLimits() {
        return PlanLimits.builder()
                .targetFileSizeBytes(targetFileSizeBytes())
                .maxFileSizeBytes(maxFileSizeBytes())
                .smallFileRatio(smallFileRatio())
                .minFiles(minFiles())
                .build();
    }

    /** The time in which a partition is compacted, from {@link #coldBy}, {@link #quietPeriod} and {@link #lookback}. */
    public ColdWindow coldWindow() {
        return new ColdWindow(coldBy(), quietPeriod(), lookback());
    }

    /** Collects settings. For one thread. Every setter returns this builder. */
    public static final class Builder implements Cloneable {

        private LakeLayout layout = LakeLayout.DEFAULT;
        private long targetFileSizeBytes = PlanLimits.DEFAULT.targetFileSizeBytes();
        private OptionalLong maxFileSizeBytes = OptionalLong.empty();
        private double smallFileRatio = PlanLimits.DEFAULT_SMALL_FILE_RATIO;
        private int minFiles = PlanLimits.DEFAULT_MIN_FILES;
        private ColdBy coldBy = ColdBy.TIME;
        private Optional<Duration> quietPeriod = Optional.empty();
        private Optional<Duration> lookback = Optional.empty();
        private Optional<Compression> compression = Optional.empty();
        private OptionalInt compressionLevel = OptionalInt.empty();
        private VerifyLevel verify = VerifyLevel.FOOTER;
        private int maxGrowth = MergeSpec.DEFAULT_MAX_GROWTH;
        private Widening widen = Widening.NONE;
        private BloomFilters bloomFilters = BloomFilters.KEEP;
        private SortOrder sort = SortOrder.KEEP;
        private Set<Rewrite> rewrite = Set.of();
        private long maxBytesPerRun = Long.MAX_VALUE;
        private int maxPartitionsPerRun = Integer.MAX_VALUE;
        private Optional<Duration> maxTimePerRun = Optional.empty();
        private Optional<AllowedHours> allowedHours = Optional.empty();
        private OptionalInt maxStoreRequestsPerSecond = OptionalInt.empty();
        private long memoryBudgetBytes = DEFAULT_MEMORY_BUDGET_BYTES;
        private OptionalLong spoolBytes = OptionalLong.empty();
        private int parallelism = DEFAULT_PARALLELISM;
        private OptionalInt partitionsAtOnce = OptionalInt.empty();
        private Duration claimPatience = DEFAULT_CLAIM_PATIENCE;
        private Optional<Duration> singleCompactorDrain = Optional.empty();
        private KeyPrefix controlPrefix = DEFAULT_CONTROL_PREFIX;
        private JobOrder jobOrder = JobOrder.OLDEST;
        private Shard shard = Shard.WHOLE;
        private List<String> include = List.of();
        private List<String> exclude = List.of();
        private List<String> fileNames = DEFAULT_FILE_NAMES;
        private SummaryFilePolicy summaryFiles = SummaryFilePolicy.SKIP;

        public Builder layout(LakeLayout layout) {
            this.layout = layout;
            return this;
        }

        public Builder targetFileSizeBytes(long targetFileSizeBytes) {
            this.targetFileSizeBytes = targetFileSizeBytes;
            return this;
        }

        public Builder maxFileSizeBytes(long maxFileSizeBytes) {
            this.maxFileSizeBytes = OptionalLong.of(maxFileSizeBytes);
            return this;
        }

        public Builder smallFileRatio(double smallFileRatio) {
            this.smallFileRatio = smallFileRatio;
            return this;
        }

        public Builder minFiles(int minFiles) {
            this.minFiles = minFiles;
            return this;
        }

        public Builder coldBy(ColdBy coldBy) {
            this.coldBy = coldBy;
            return this;
        }

        public Builder quietPeriod(Duration quietPeriod) {
            this.quietPeriod = Optional.of(quietPeriod);
            return this;
        }

        public Builder lookback(Duration lookback) {
            this.lookback = Optional.of(lookback);
            return this;
        }

        public Builder compression(Compression compression) {
            this.compression = Optional.of(compression);
            return this;
        }

        public Builder compressionLevel(int level) {
            this.compressionLevel = OptionalInt.of(level);
            return this;
        }

        public Builder verify(VerifyLevel verify) {
            this.verify = verify;
            return this;
        }

        public Builder maxGrowth(int maxGrowth) {
            this.maxGrowth = maxGrowth;
            return this;
        }

        public Builder bloomFilters(BloomFilters bloomFilters) {
            this.bloomFilters = bloomFilters;
            return this;
        }

        public Builder sort(SortOrder sort) {
            this.sort = sort;
            return this;
        }

        public Builder rewrite(Set<Rewrite> rewrite) {
            this.rewrite = Set.copyOf(rewrite);
            return this;
        }

        public Builder widen(Widening widen) {
            this.widen = widen;
            return this;
        }

        public Builder maxBytesPerRun(long maxBytesPerRun) {
            this.maxBytesPerRun = maxBytesPerRun;
            return this;
        }

        public Builder maxPartitionsPerRun(int maxPartitionsPerRun) {
            this.maxPartitionsPerRun = maxPartitionsPerRun;
            return this;
        }

        public Builder maxTimePerRun(Duration maxTimePerRun) {
            this.maxTimePerRun = Optional.of(maxTimePerRun);
            return this;
        }

        public Builder allowedHours(AllowedHours allowedHours) {
            this.allowedHours = Optional.of(allowedHours);
            return this;
        }

        public Builder maxStoreRequestsPerSecond(int maxStoreRequestsPerSecond) {
            this.maxStoreRequestsPerSecond = OptionalInt.of(maxStoreRequestsPerSecond);
            return this;
        }

        public Builder memoryBudgetBytes(long memoryBudgetBytes) {
            this.memoryBudgetBytes = memoryBudgetBytes;
            return this;
        }

        public Builder spoolBytes(long spoolBytes) {
            this.spoolBytes = OptionalLong.of(spoolBytes);
            return this;
        }

        public Builder parallelism(int parallelism) {
            this.parallelism = parallelism;
            return this;
        }

        public Builder partitionsAtOnce(int partitionsAtOnce) {
            this.partitionsAtOnce = OptionalInt.of(partitionsAtOnce);
            return this;
        }

        public Builder claimPatience(Duration claimPatience) {
            this.claimPatience = claimPatience;
            return this;
        }

        public Builder singleCompactorDrain(Duration requestLifetime) {
            this.singleCompactorDrain = Optional.of(requestLifetime);
            return this;
        }

        public Builder controlPrefix(KeyPrefix controlPrefix) {
            this.controlPrefix = controlPrefix;
            return this;
        }

        public Builder jobOrder(JobOrder jobOrder) {
            this.jobOrder = jobOrder;
            return this;
        }

        public Builder shard(Shard shard) {
            this.shard = shard;
            return this;
        }

        public Builder include(List<String> include) {
            this.include = List.copyOf(include);
            return this;
        }

        public Builder exclude(List<String> exclude) {
            this.exclude = List.copyOf(exclude);
            return this;
        }

        public Builder fileNames(List<String> fileNames) {
            this.fileNames = List.copyOf(fileNames);
            return this;
        }

        public Builder summaryFiles(SummaryFilePolicy summaryFiles) {
            this.summaryFiles = summaryFiles;
            return this;
        }

        /**
         * The settings, checked.
         *
         * @throws IllegalArgumentException with field, value, rule and consequence if values do not go together
         */
        public CompactionSettings build() {
            return SettingsCheck.checked(new CompactionSettings(copy()));
        }

        /** Every value is immutable. */
        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
