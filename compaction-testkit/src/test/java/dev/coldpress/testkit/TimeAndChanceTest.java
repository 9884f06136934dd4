package dev.coldpress.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeAndChanceTest {

    private static final Instant START = Instant.parse("2024-02-29T23:59:59Z");

    @Test
    void aManualClockStandsStillUntilItIsMoved() {
        ManualClock clock = new ManualClock(START);
        assertThat(clock.instant()).isEqualTo(clock.instant()).isEqualTo(START);

        clock.advance(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo("2024-03-01T00:00:00Z");
        clock.advance(Duration.ofSeconds(-1));
        assertThat(clock.instant()).isEqualTo(START);
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aRecordingPauseRemembersAndMovesItsClock() throws InterruptedException {
        ManualClock clock = new ManualClock(START);
        RecordingPause pause = new RecordingPause(clock);

        pause.sleep(Duration.ofMillis(100));
        pause.sleep(Duration.ofMillis(200));

        assertThat(pause.pauses()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(clock.instant()).isEqualTo(START.plusMillis(300));
    }

    @Test
    void aRecordingPauseEndsWhenTheThreadIsInterrupted() {
        RecordingPause pause = new RecordingPause();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> pause.sleep(Duration.ofMillis(1)));

        assertThat(pause.pauses()).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void seededIdsAreRepeatableAndOtherwiseLikeRandomOnes() {
        List<UUID> ids = ids(1);

        assertThat(ids(1)).isEqualTo(ids);
        Set<UUID> others = new HashSet<>(ids(2));
        others.addAll(ids);
        assertThat(others).hasSize(2_000);
        assertThat(ids).allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
        });
    }

    private static List<UUID> ids(long seed) {
        return Stream.generate(new SeededIds(seed)::next).limit(1_000).toList();
    }
}
