package dev.coldpress.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlanLimitsTest {

    private static final long MB = 1L << 20;

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        assertThat(PlanLimits.DEFAULT)
                .isEqualTo(new PlanLimits(128 * MB, 256 * MB, 0.75, 2, 10_000, Duration.ofHours(24)));
        assertThat(PlanLimits.DEFAULT.smallFileSizeBytes()).isEqualTo(96 * MB);
    }

    @Test
    void theMaximumFollowsTheTargetUnlessItIsSet() {
        assertThat(PlanLimits.builder().targetFileSizeBytes(64 * MB).build().maxFileSizeBytes())
                .isEqualTo(128 * MB);
        assertThat(PlanLimits.builder()
                        .maxFileSizeBytes(300 * MB)
                        .targetFileSizeBytes(64 * MB)
                        .build()
                        .maxFileSizeBytes())
                .isEqualTo(300 * MB);
    }

    @Test
    void aHighMinimumOfFilesLowersTheThresholdSoThatTheyFitIntoOneOutput() {
        PlanLimits limits = PlanLimits.builder().minFiles(8).build();

        assertThat(limits.smallFileSizeBytes()).isEqualTo(32 * MB);
        assertThat(limits.isSmall(32 * MB - 1)).isTrue();
        assertThat(limits.isSmall(32 * MB)).isFalse();
    }

    @Test
    void valuesThatContradictEachOtherAreRefusedWithFieldValueRuleAndConsequence() {
        assertRefused(
                PlanLimits.builder().maxFileSizeBytes(200 * MB),
                "maxFileSizeBytes is 209715200, but must be at least targetFileSizeBytes x (1 + smallFileRatio) = 234881024, because otherwise");
        assertRefused(
                PlanLimits.builder().targetFileSizeBytes(1023),
                "targetFileSizeBytes is 1023, but must be 1024 to 1099511627776 bytes:");
        assertRefused(PlanLimits.builder().targetFileSizeBytes(-1), "targetFileSizeBytes is -1,");
        assertRefused(
                PlanLimits.builder().targetFileSizeBytes(Long.MAX_VALUE),
                "targetFileSizeBytes is 9223372036854775807,");
        assertRefused(
                PlanLimits.builder().maxFileSizeBytes(Long.MAX_VALUE), "maxFileSizeBytes is 9223372036854775807,");
        assertRefused(
                PlanLimits.builder().maxFileSizeBytes(Long.MIN_VALUE), "maxFileSizeBytes is -9223372036854775808,");
        assertRefused(PlanLimits.builder().smallFileRatio(0), "smallFileRatio is 0.0, but must be above 0");
        assertRefused(PlanLimits.builder().smallFileRatio(1.01), "smallFileRatio is 1.01,");
        assertRefused(PlanLimits.builder().smallFileRatio(Double.NaN), "smallFileRatio is NaN,");
        assertRefused(PlanLimits.builder().minFiles(1), "minFiles is 1, but must be at least 2, because otherwise");
        assertRefused(
                PlanLimits.builder().maxFilesPerGroup(4).minFiles(5),
                "maxFilesPerGroup is 4, but must be between minFiles = 5 and 1000000, because otherwise");
        assertRefused(PlanLimits.builder().longQuietPeriod(Duration.ofSeconds(-1)), "the long quiet period is PT-1S");
        assertRefused(
                PlanLimits.builder().targetFileSizeBytes(1024).minFiles(5000).maxFilesPerGroup(5000),
                "minFiles is 5000, but maxFileSizeBytes = 2048 bytes does not hold so many files");
    }

    @Test
    void aPartitionIsLongQuietAfterADay() {
        Instant written = Instant.parse("2026-01-05T08:00:00Z");

        assertThat(PlanLimits.DEFAULT.isLongQuiet(written, written.plus(Duration.ofHours(24))))
                .isTrue();
        assertThat(PlanLimits.DEFAULT.isLongQuiet(
                        written, written.plus(Duration.ofHours(24)).minusNanos(1)))
                .isFalse();
        assertThat(PlanLimits.DEFAULT.isLongQuiet(written, written.minusSeconds(1)))
                .isFalse();
    }

    private static void assertRefused(PlanLimits.Builder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
