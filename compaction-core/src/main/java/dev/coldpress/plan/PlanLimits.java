package dev.coldpress.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What an output should be like, and what a group may be.
 *
 * @param targetFileSizeBytes a group is full when its sources have this size, see {@link #DEFAULT_TARGET_BYTES}
 * @param maxFileSizeBytes no group's sources have more
 * @param smallFileRatio files below this part of the target are small; an output may come out smaller than its sources
 *     by the rest ({@code 1 - smallFileRatio}) without being small again
 * @param minFiles no group has fewer files
 * @param maxFilesPerGroup no group has more files
 * @param longQuietPeriod after so long without a write, a partition's last small files are merged even where a large
 *     one is rewritten for little
 */
public record PlanLimits(
        long targetFileSizeBytes,
        long maxFileSizeBytes,
        double smallFileRatio,
        int minFiles,
        int maxFilesPerGroup,
        Duration longQuietPeriod) {

    public static final long DEFAULT_TARGET_BYTES = 128L << 20;
    public static final double DEFAULT_SMALL_FILE_RATIO = 0.75;
    public static final int DEFAULT_MIN_FILES = 2;
    public static final int DEFAULT_MAX_FILES_PER_GROUP = 10_000;
    public static final Duration DEFAULT_LONG_QUIET_PERIOD = Duration.ofHours(24);

    /** Target 128 MiB, at most 256 MiB, small below 96 MiB, 2 to 10,000 files, long quiet after 24 hours. */
    public static final PlanLimits DEFAULT = builder().build();

    private static final long LEAST_TARGET_BYTES = 1024;
    private static final long LARGEST_FILE_BYTES = 1L << 40;
    private static final int MOST_FILES_PER_GROUP = 1_000_000;

    /** @throws IllegalArgumentException names the setting, its value, the rule and what would happen otherwise */
    public PlanLimits {
        requireFileSizes(targetFileSizeBytes, maxFileSizeBytes, smallFileRatio);
        requireFileCounts(minFiles, maxFilesPerGroup, maxFileSizeBytes);
        require(
                !longQuietPeriod.isNegative(),
                "the long quiet period is " + longQuietPeriod + ", but must not be negative");
    }

    private static void requireFileSizes(long targetBytes, long maxBytes, double ratio) {
        require(
                targetBytes >= LEAST_TARGET_BYTES && targetBytes <= LARGEST_FILE_BYTES,
                "targetFileSizeBytes is " + targetBytes + ", but must be " + LEAST_TARGET_BYTES + " to "
                        + LARGEST_FILE_BYTES
                        + " bytes: smaller files are mostly footer, and stores refuse much larger objects");
        require(
                maxBytes <= LARGEST_FILE_BYTES,
                "maxFileSizeBytes is " + maxBytes + ", but must be at most " + LARGEST_FILE_BYTES
                        + " bytes: stores refuse much larger objects");
        require(
                ratio > 0 && ratio <= 1,
                "smallFileRatio is " + ratio
                        + ", but must be above 0 and at most 1, because otherwise no file is small, or outputs are merged again");
        require(
                maxBytes >= targetBytes + (long) (ratio * targetBytes),
                "maxFileSizeBytes is " + maxBytes
                        + ", but must be at least targetFileSizeBytes x (1 + smallFileRatio) = "
                        + (targetBytes + (long) (ratio * targetBytes))
                        + ", because otherwise one more small file can carry a group from below the target beyond the maximum");
    }

    private static void requireFileCounts(int minFiles, int maxFilesPerGroup, long maxBytes) {
        require(
                minFiles >= 2,
                "minFiles is " + minFiles
                        + ", but must be at least 2, because otherwise single files are rewritten for nothing");
        require(
                minFiles <= maxBytes,
                "minFiles is " + minFiles + ", but maxFileSizeBytes = " + maxBytes
                        + " bytes does not hold so many files: nothing would ever be merged");
        require(
                maxFilesPerGroup >= minFiles && maxFilesPerGroup <= MOST_FILES_PER_GROUP,
                "maxFilesPerGroup is " + maxFilesPerGroup + ", but must be between minFiles = " + minFiles + " and "
                        + MOST_FILES_PER_GROUP
                        + ", because otherwise no group is possible, or its record grows without bounds");
    }

    private static void require(boolean rule, String message) {
        if (!rule) {
            throw new IllegalArgumentException(message);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Files with fewer bytes are small: below {@link #smallFileRatio} of the target, and small enough that
     * {@link #minFiles} of them always fit into one output. With the default limits the second rule has no effect;
     * without it, a high {@code minFiles} would leave files that are small, cannot be merged, and are looked at again
     * in every run.
     */
    public long smallFileSizeBytes() {
        return Math.min((long) (smallFileRatio * targetFileSizeBytes), maxFileSizeBytes / minFiles);
    }

    public boolean isSmall(long sizeBytes) {
        return sizeBytes < smallFileSizeBytes();
    }

    /** Whether a partition whose newest object is from {@code newestModified} has been quiet for long. */
    public boolean isLongQuiet(Instant newestModified, Instant now) {
        return Duration.between(newestModified, now).compareTo(longQuietPeriod) >= 0;
    }

    /** Starts with the defaults. For one thread at a time. */
    public static final class Builder {

        private long targetFileSizeBytes = DEFAULT_TARGET_BYTES;
        private double smallFileRatio = DEFAULT_SMALL_FILE_RATIO;
        private int minFiles = DEFAULT_MIN_FILES;
        private int maxFilesPerGroup = DEFAULT_MAX_FILES_PER_GROUP;
        private Duration longQuietPeriod = DEFAULT_LONG_QUIET_PERIOD;
        private OptionalLong maxFileSizeBytes = OptionalLong.empty();

        private Builder() {}

        public Builder targetFileSizeBytes(long bytes) {
            targetFileSizeBytes = bytes;
            return this;
        }

        /** Twice the target if this is not called. */
        public Builder maxFileSizeBytes(long bytes) {
            maxFileSizeBytes = OptionalLong.of(bytes);
            return this;
        }

        public Builder smallFileRatio(double ratio) {
            smallFileRatio = ratio;
            return this;
        }

        public Builder minFiles(int files) {
            minFiles = files;
            return this;
        }

        public Builder maxFilesPerGroup(int files) {
            maxFilesPerGroup = files;
            return this;
        }

        public Builder longQuietPeriod(Duration period) {
            longQuietPeriod = period;
            return this;
        }

        /**
         * The limits, if they agree with each other.
         *
         * @throws IllegalArgumentException as the constructor of {@link PlanLimits}
         */
        public PlanLimits build() {
            long maxBytes = maxFileSizeBytes.orElse(2 * targetFileSizeBytes);
            return new PlanLimits(
                    targetFileSizeBytes, maxBytes, smallFileRatio, minFiles, maxFilesPerGroup, longQuietPeriod);
        }
    }
}
