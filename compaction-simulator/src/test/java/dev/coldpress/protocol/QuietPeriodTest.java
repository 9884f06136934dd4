package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PlannedPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the times of files and the clock of the compactor decide whether a sink may still be writing. */
class QuietPeriodTest {

    /** The newest file is part-001.parquet, of 14:00. */
    private static SmallLake lake(Duration quietPeriod) {
        SmallLake lake =
                new SmallLake(SmallLake.smallTarget().quietPeriod(quietPeriod).build());
        lake.addFiles(SmallLake.HOUR, 2, 3);
        return lake;
    }

    private static void setClock(SmallLake lake, String time) {
        lake.clock.advance(Duration.between(lake.clock.instant(), Instant.parse(time)));
    }

    private static Skip reason(SmallLake lake) {
        List<PlannedPartition> plan = new ArrayList<>();
        lake.compactor(lake.store).planAll(plan::add);
        return plan.get(0).leftAlone().orElseThrow();
    }

    @Test
    void aFileThatIsYoungerThanTheQuietPeriodIsTold() {
        SmallLake lake = lake(Duration.ofMinutes(15));
        setClock(lake, "2026-01-15T14:14:59Z");

        assertThat(reason(lake).reason()).isEqualTo(SkipReason.QUIET_PERIOD);
        assertThat(reason(lake).detail()).contains("part-001.parquet", "2026-01-15T14:00:00Z", "PT15M");
        setClock(lake, "2026-01-15T14:15:00Z");
        assertThat(lake.compact().partitionsCompacted()).isEqualTo(1);
    }

    @Test
    void aFileWhoseTimeIsToComeIsToldWithBothTimesAndWhatToDo() {
        SmallLake lake = lake(Duration.ofMinutes(15));
        setClock(lake, "2026-01-15T12:30:00Z");

        assertThat(reason(lake).reason()).isEqualTo(SkipReason.QUIET_PERIOD);
        assertThat(reason(lake).detail())
                .contains("part-001.parquet", "2026-01-15T14:00:00Z", "PT1H30M", "2026-01-15T12:30:00Z")
                .contains("clock", "quiet period to zero");
        CompactionReport report = lake.compact();
        assertThat(report.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.QUIET_PERIOD, 1));
    }

    @Test
    void withoutAQuietPeriodATimeToComeKeepsNobodyFromWork() {
        SmallLake lake = lake(Duration.ZERO);
        setClock(lake, "2026-01-15T12:30:00Z");

        assertThat(lake.compact().partitionsCompacted()).isEqualTo(1);
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }
}
