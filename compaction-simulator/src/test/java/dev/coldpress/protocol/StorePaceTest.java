package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.run.PacedObjectStore;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.store.CountingObjectStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The limit on requests to the store per second. */
class StorePaceTest {

    private static final KeyPrefix PLACE = KeyPrefix.of("a/");
    private static final Duration QUARTER = Duration.ofMillis(250);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-15T13:00:00Z"));
    private final RecordingPause pause = new RecordingPause(clock);
    private final InMemoryObjectStore real = new InMemoryObjectStore(clock);
    private final ObjectStore store = new PacedObjectStore(real, 4, clock, pause);

    @Test
    void aWholeCompactionKeepsThePaceOfItsSettings() {
        SmallLake lake = new SmallLake(SmallLake.smallTarget()
                .maxStoreRequestsPerSecond(4)
                .parallelism(1)
                .build());
        lake.addFiles(SmallLake.HOUR, 3, 3);
        CountingObjectStore counted = new CountingObjectStore(lake.store);
        Instant start = lake.clock.instant();
        CompactionReport report = lake.compactor(counted).compactAll();
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        // What is written to an upload is less than a part, and no request.
        long requests = Arrays.stream(StoreOperation.values())
                .filter(operation -> operation != StoreOperation.WRITE)
                .mapToLong(counted.traffic()::count)
                .sum();
        assertThat(requests).isGreaterThan(10);
        assertThat(Duration.between(start, lake.clock.instant())).isEqualTo(QUARTER.multipliedBy(requests - 1));
    }

    @Test
    void requestsGoOutAtEvenDistances() {
        for (int i = 0; i < 4; i++) {
            store.head(PLACE.key("x"));
        }
        assertThat(pause.pauses()).containsExactly(QUARTER, QUARTER, QUARTER);
    }

    @Test
    void aQuietTimeIsFollowedByNoBurst() {
        store.head(PLACE.key("x"));
        clock.advance(Duration.ofHours(1));
        store.head(PLACE.key("x"));
        assertThat(pause.pauses()).as("nobody was in the way").isEmpty();
        store.head(PLACE.key("x"));
        assertThat(pause.pauses()).containsExactly(QUARTER);
    }

    @Test
    void aClockThatIsPutBackHoldsNothingUp() {
        store.head(PLACE.key("x"));
        clock.advance(Duration.ofDays(-1));
        store.head(PLACE.key("x"));
        assertThat(pause.pauses()).containsExactly(QUARTER);
    }

    @Test
    void anUploadTakesATurnForEveryEightMegabytesAndForEachStep() {
        try (StagedUpload upload = store.stage(PLACE.key("x"))) {
            upload.write(ByteBuffer.allocate(7 << 20));
            assertThat(pause.pauses()).as("no part is full").isEmpty();
            upload.write(ByteBuffer.allocate(9 << 20));
            assertThat(pause.pauses()).as("two parts are full").hasSize(2);
            upload.seal();
            upload.publish();
        }
        assertThat(pause.pauses()).containsOnly(QUARTER).hasSize(4);
        assertThat(real.head(PLACE.key("x"))).isPresent();
    }

    @Test
    void anInterruptEndsTheWaitAndNotTheRequest() {
        store.put(PLACE.key("x"), new byte[1], WriteCondition.NONE);
        Thread.currentThread().interrupt();
        store.put(PLACE.key("y"), new byte[1], WriteCondition.NONE);
        assertThat(Thread.interrupted()).as("is still to be seen").isTrue();
        assertThat(real.head(PLACE.key("y"))).isPresent();
        assertThat(pause.pauses()).isEmpty();
    }

    @Test
    void aPaceIsPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PacedObjectStore(real, 0, clock, pause))
                .withMessageContaining("at least 1 request per second, not 0");
    }
}
