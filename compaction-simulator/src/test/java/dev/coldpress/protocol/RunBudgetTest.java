package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.AllowedHours;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits on the partitions and on the time of a run. The limit on its bytes is in {@link CompactorTest}. */
class RunBudgetTest {

    @Test
    void aRunThatLastsTooLongStartsNothingNewAndTheNextOneGoesOn() {
        SmallLake lake = new SmallLake(
                SmallLake.smallTarget().maxTimePerRun(Duration.ofMinutes(10)).build());
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.addFiles(SmallLake.NEXT_HOUR, 3, 3);
        CompactionReport report = lake.builder(lake.store)
                .listener(new CompactionListener() {
                    @Override
                    public void mergeStarted(KeyPrefix partition, int sourceFiles, long sourceBytes) {
                        lake.clock.advance(Duration.ofMinutes(10));
                    }
                })
                .build()
                .compactAll();
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(report.partitionsLeftAlone()).containsEntry(SkipReason.RUN_BUDGET, 1);
        assertThat(report.backlog().files()).isEqualTo(3);
        assertThat(report.isSuccess()).isTrue();
        assertThat(lake.compact().partitionsCompacted()).isEqualTo(1);
        LakeAssertions.assertEachRowOnce(lake, "after both runs");
    }

    @Test
    void aRunBeginsOnlySoManyPartitionsAndFinishesThose() {
        SmallLake lake =
                new SmallLake(SmallLake.smallTarget().maxPartitionsPerRun(1).build());
        lake.addFiles(SmallLake.HOUR, 60, 25);
        lake.addFiles(SmallLake.NEXT_HOUR, 3, 3);
        CompactionReport report = lake.compact();
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(report.groups()).as("more than one round has").hasSizeGreaterThan(8);
        assertThat(report.partitionsLeftAlone()).containsEntry(SkipReason.RUN_BUDGET, 1);
        assertThat(report.backlog().files()).isEqualTo(3);
        assertThat(report.isSuccess()).isTrue();
        assertThat(lake.compact().partitionsCompacted()).isEqualTo(1);
        LakeAssertions.assertEachRowOnce(lake, "after both runs");
    }

    @Test
    void partitionsWithNothingToMergeTakeNothingFromTheBudget() {
        SmallLake lake =
                new SmallLake(SmallLake.smallTarget().maxPartitionsPerRun(1).build());
        lake.addFiles(SmallLake.HOUR, 1, 3);
        lake.addFiles(SmallLake.NEXT_HOUR, 3, 3);
        CompactionReport report = lake.compact();
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(report.backlog().files()).isZero();
    }

    @Test
    void outsideOfTheAllowedHoursARunOnlyLooksAndTellsTheBacklog() {
        SmallLake lake = new SmallLake(SmallLake.smallTarget()
                .allowedHours(AllowedHours.parse("22:00-06:00"))
                .build());
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.clock.set(Instant.parse("2026-01-16T21:59:59Z"));
        var before = lake.objects();
        CompactionReport report = lake.compact();
        assertThat(report.partitionsLeftAlone()).containsEntry(SkipReason.RUN_BUDGET, 1);
        assertThat(report.backlog().files()).isEqualTo(3);
        assertThat(lake.objects()).isEqualTo(before);
        lake.clock.set(Instant.parse("2026-01-16T22:00:00Z"));
        assertThat(lake.compact().partitionsCompacted()).isEqualTo(1);
        LakeAssertions.assertEachRowOnce(lake, "after the night");
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-06:00, 22:00, true",
        "22:00-06:00, 00:00, true",
        "22:00-06:00, 05:59, true",
        "22:00-06:00, 06:00, false",
        "22:00-06:00, 21:59, false",
        "01:00-04:30, 01:00, true",
        "01:00-04:30, 04:29, true",
        "01:00-04:30, 04:30, false",
        "01:00-04:30, 00:59, false"
    })
    void hoursMayLastOverMidnight(String hours, String time, boolean allowed) {
        Instant instant = Instant.parse("2026-01-16T" + time + ":00Z");
        assertThat(AllowedHours.parse(hours).contains(instant)).isEqualTo(allowed);
        assertThat(AllowedHours.parse(hours)).hasToString(hours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22-6", "22:00-24:00", "06:00-06:00", "22:00-06:00 ", "ab:cd-ef:gh"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> AllowedHours.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
