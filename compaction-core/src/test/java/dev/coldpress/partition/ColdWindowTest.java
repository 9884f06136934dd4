package dev.coldpress.partition;

import static dev.coldpress.partition.Temperature.BEFORE_LOOKBACK;
import static dev.coldpress.partition.Temperature.COLD;
import static dev.coldpress.partition.Temperature.HOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.KeyPrefix;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColdWindowTest {

    private static final long MIN = -10_000_000_000L;
    private static final long MAX = 10_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "year=2026/month=1/day=5/hour=7/, 2026-01-05T07:00:00Z, HOT",
        "year=2026/month=1/day=5/hour=7/, 2026-01-05T07:59:59.999999999Z, HOT",
        "year=2026/month=1/day=5/hour=7/, 2026-01-05T08:00:00Z, COLD",
        "year=2026/month=1/day=5/hour=9/, 2026-01-05T08:30:00Z, HOT",
        "year=2026/month=1/day=5/hour=23/, 2026-01-05T23:59:59Z, HOT",
        "year=2026/month=1/day=5/hour=23/, 2026-01-06T00:00:00Z, COLD",
        "year=2024/month=2/day=28/hour=23/, 2024-02-29T00:00:00Z, COLD",
        "year=2024/month=2/day=29/hour=23/, 2024-02-29T23:59:59Z, HOT",
        "year=2024/month=2/day=29/hour=23/, 2024-03-01T00:00:00Z, COLD",
        "year=2026/month=12/day=31/hour=23/, 2026-12-31T23:59:59Z, HOT",
        "year=2026/month=12/day=31/hour=23/, 2027-01-01T00:00:00Z, COLD",
    })
    void anHourIsColdOnceItHasEnded(String path, Instant now, Temperature expected) {
        LakeLayout layout = LakeLayout.parse("year={yyyy}/month={MM}/day={dd}/hour={HH}/");

        assertThat(ColdWindow.DEFAULT.temperature(window(layout, path), now)).isEqualTo(expected);
    }

    @Test
    void whereTheQuietPeriodAloneDecidesNoTimeInAPathIsHot() {
        ColdWindow quiet = new ColdWindow(ColdBy.QUIET, Duration.ofHours(1), Optional.empty());
        Instant now = Instant.parse("2026-01-05T07:30:00Z");
        PartitionWindow hour = hourAt(Instant.parse("2026-01-05T07:00:00Z"));

        assertThat(quiet.temperature(PartitionWindow.ALL_OF_TIME, now)).isEqualTo(COLD);
        assertThat(quiet.temperature(hour, now)).isEqualTo(COLD);
        assertThat(quiet.mayHoldCold(hourAt(now.plusSeconds(3600)), now)).isTrue();
        assertThat(quiet.isQuiet(now.minusSeconds(3599), now)).isFalse();
        assertThat(quiet.isQuiet(now.minusSeconds(3600), now)).isTrue();
    }

    @Test
    void aQuietPeriodThatAloneDecidesIsAnHourAtLeast() {
        assertThatThrownBy(() -> new ColdWindow(ColdBy.QUIET, Duration.ofMinutes(59), Optional.empty()))
                .hasMessageContaining("quietPeriod is PT59M")
                .hasMessageContaining("at least PT1H");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28/, 2026-02-28T23:59:59Z, HOT", "2026-02-28/, 2026-03-01T00:00:00Z, COLD",
        "2024-02-29/, 2024-02-29T23:59:59Z, HOT", "2024-02-29/, 2024-03-01T00:00:00Z, COLD",
    })
    void aDayIsColdOnceItHasEnded(String path, Instant now, Temperature expected) {
        assertThat(ColdWindow.DEFAULT.temperature(window(LakeLayout.parse("{yyyy-MM-dd}"), path), now))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T08:00:00Z, COLD",
        "2026-01-06T07:59:59Z, COLD",
        "2026-01-06T08:00:00Z, BEFORE_LOOKBACK",
        "2036-01-06T08:00:00Z, BEFORE_LOOKBACK",
        "2026-01-05T07:59:59Z, HOT",
    })
    void theLookbackCountsFromTheEndOfTheWindow(Instant now, Temperature expected) {
        ColdWindow oneDay =
                new ColdWindow(ColdBy.TIME, ColdWindow.DEFAULT_QUIET_PERIOD, Optional.of(Duration.ofDays(1)));

        assertThat(oneDay.temperature(hourAt(Instant.parse("2026-01-05T07:00:00Z")), now))
                .isEqualTo(expected);
    }

    @Test
    void aPartitionIsQuietOnceItsNewestObjectIsAsOldAsTheQuietPeriod() {
        Instant written = Instant.parse("2026-01-05T08:10:00Z");

        assertThat(ColdWindow.DEFAULT.isQuiet(written, written.plusSeconds(15 * 60 - 1)))
                .isFalse();
        assertThat(ColdWindow.DEFAULT.isQuiet(written, written.plusSeconds(15 * 60)))
                .isTrue();
    }

    @Test
    void underAClockThatStandsStillNothingBecomesQuiet() {
        Instant stuck = Instant.parse("2026-01-05T08:10:00Z");

        assertThat(ColdWindow.DEFAULT.isQuiet(stuck, stuck)).isFalse();
        assertThat(ColdWindow.DEFAULT.isQuiet(stuck, stuck)).isFalse();
    }

    @Property
    void anObjectFromTheFutureIsNotQuietWhateverTheQuietPeriod(
            @ForAll @LongRange(min = MIN, max = MAX) long now,
            @ForAll @LongRange(min = 1, max = MAX) long ahead,
            @ForAll @LongRange(min = 1, max = MAX) long quietSeconds) {
        ColdWindow cold = new ColdWindow(ColdBy.TIME, Duration.ofSeconds(quietSeconds), Optional.empty());

        assertThat(cold.isQuiet(Instant.ofEpochSecond(now + ahead), Instant.ofEpochSecond(now)))
                .isFalse();
    }

    @Property
    void withoutAQuietPeriodNoTimeOfAnObjectMatters(
            @ForAll @LongRange(min = MIN, max = MAX) long now, @ForAll @LongRange(min = MIN, max = MAX) long written) {
        ColdWindow cold = new ColdWindow(ColdBy.TIME, Duration.ZERO, Optional.empty());

        assertThat(cold.isQuiet(Instant.ofEpochSecond(written), Instant.ofEpochSecond(now)))
                .isTrue();
    }

    @Property
    void aClockThatGoesBackNeverMakesAPartitionColder(
            @ForAll @LongRange(min = MIN, max = MAX) long start,
            @ForAll @LongRange(min = -100_000, max = 100_000) long nowAfterStart,
            @ForAll @LongRange(min = 0, max = 100_000) long back) {
        ColdWindow cold = new ColdWindow(ColdBy.TIME, Duration.ofMinutes(15), Optional.of(Duration.ofHours(5)));
        PartitionWindow hour = hourAt(Instant.ofEpochSecond(start));
        Instant now = hour.start().plusSeconds(nowAfterStart);

        Temperature later = cold.temperature(hour, now);
        Temperature earlier = cold.temperature(hour, now.minusSeconds(back));

        assertThat(earlier).isLessThanOrEqualTo(later);
    }

    @Property
    void theHourThatHasNowInItIsHot(@ForAll @LongRange(min = MIN, max = MAX) long now) {
        Instant start = Instant.ofEpochSecond(Math.floorDiv(now, 3600L) * 3600);

        assertThat(ColdWindow.DEFAULT.temperature(hourAt(start), Instant.ofEpochSecond(now)))
                .isEqualTo(HOT);
    }

    @Property
    void aDirectoryIsPrunedOnlyIfNothingBelowItIsCold(
            @ForAll @LongRange(min = 0, max = 400) long hourOfDirectory,
            @ForAll @LongRange(min = 1, max = 100) long hoursInDirectory,
            @ForAll @LongRange(min = 0, max = 500L * 3600) long now,
            @ForAll @LongRange(min = 1, max = 200) long lookbackHours) {
        ColdWindow cold =
                new ColdWindow(ColdBy.TIME, Duration.ofMinutes(15), Optional.of(Duration.ofHours(lookbackHours)));
        Instant start = Instant.EPOCH.plus(Duration.ofHours(hourOfDirectory));
        PartitionWindow directory = new PartitionWindow(start, start.plus(Duration.ofHours(hoursInDirectory)));
        Instant time = Instant.EPOCH.plusSeconds(now);

        boolean anyCold = false;
        for (int hour = 0; hour < hoursInDirectory; hour++) {
            anyCold |= cold.temperature(hourAt(start.plus(Duration.ofHours(hour))), time) == COLD;
        }
        if (anyCold) {
            assertThat(cold.mayHoldCold(directory, time)).isTrue();
        }
    }

    @Test
    void directoriesWhollyInTheFutureOrBeforeTheLookbackArePruned() {
        ColdWindow week = new ColdWindow(ColdBy.TIME, Duration.ZERO, Optional.of(Duration.ofDays(7)));
        PartitionWindow day =
                new PartitionWindow(Instant.parse("2026-01-05T00:00:00Z"), Instant.parse("2026-01-06T00:00:00Z"));

        assertThat(week.mayHoldCold(day, Instant.parse("2026-01-05T00:00:00Z"))).isFalse();
        assertThat(week.mayHoldCold(day, Instant.parse("2026-01-05T01:00:00Z"))).isTrue();
        assertThat(week.mayHoldCold(day, Instant.parse("2026-01-12T23:59:59Z"))).isTrue();
        assertThat(week.mayHoldCold(day, Instant.parse("2026-01-13T00:00:00Z"))).isFalse();
    }

    @Test
    void allOfTimeAndTheLongestLookbackAreNoOverflow() {
        ColdWindow longest =
                new ColdWindow(ColdBy.TIME, Duration.ZERO, Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(longest.mayHoldCold(PartitionWindow.ALL_OF_TIME, Instant.EPOCH))
                .isTrue();
        assertThat(longest.temperature(hourAt(Instant.EPOCH), Instant.MAX)).isEqualTo(COLD);
        assertThat(ColdWindow.DEFAULT.isQuiet(Instant.MIN, Instant.MAX)).isTrue();
        assertThat(ColdWindow.DEFAULT.isQuiet(Instant.MAX, Instant.MIN)).isFalse();
    }

    @Test
    void settingsUnderWhichNothingIsEverCompactedAreRefused() {
        assertThatThrownBy(() -> new ColdWindow(ColdBy.TIME, Duration.ofSeconds(-1), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quietPeriod is PT-1S");
        assertThatThrownBy(() -> new ColdWindow(ColdBy.TIME, Duration.ofHours(2), Optional.of(Duration.ofHours(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lookback is PT2H, but must be longer than quietPeriod, PT2H");
    }

    @Test
    void everyTemperatureIsReached() {
        ColdWindow cold = new ColdWindow(ColdBy.TIME, Duration.ZERO, Optional.of(Duration.ofHours(2)));
        PartitionWindow hour = hourAt(Instant.EPOCH);

        assertThat(new Temperature[] {
                    cold.temperature(hour, Instant.EPOCH),
                    cold.temperature(hour, hour.end()),
                    cold.temperature(hour, hour.end().plus(Duration.ofHours(2)))
                })
                .containsExactly(HOT, COLD, BEFORE_LOOKBACK);
    }

    private static PartitionWindow window(LakeLayout layout, String path) {
        return layout.match(KeyPrefix.of(path)).orElseThrow().window();
    }

    private static PartitionWindow hourAt(Instant start) {
        return new PartitionWindow(start, start.plus(Duration.ofHours(1)));
    }
}
