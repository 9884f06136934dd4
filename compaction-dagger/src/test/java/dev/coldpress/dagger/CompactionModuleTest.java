package dev.coldpress.dagger;

import static org.assertj.core.api.Assertions.assertThat;

import dagger.BindsInstance;
import dagger.Component;
import dev.coldpress.CompactionScheduler;
import dev.coldpress.Compactor;
import dev.coldpress.port.IdSource;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.hook.CompactionHook;
import dev.coldpress.port.hook.PartitionCompacted;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompactionModuleTest {

    private static final KeyPrefix HOUR = KeyPrefix.of("app/year=2026/month=01/day=15/hour=10/");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-15T12:00:00Z"));
    private final List<PartitionCompacted> told = new CopyOnWriteArrayList<>();
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);

    /** Nothing but what has to be bound, and the machine's time. */
    @Component(modules = {CompactionModule.class, MachineModule.class})
    interface Plain {

        Compactor compactor();

        @Component.Factory
        interface Factory {
            Plain with(@BindsInstance ObjectStore store, @BindsInstance ParquetCodec codec);
        }
    }

    /** With everything that may be bound, and time that a test holds in its hand. */
    @Component(modules = CompactionModule.class)
    interface Full {

        Compactor compactor();

        CompactionScheduler scheduler();

        @Component.Builder
        interface Builder {
            @BindsInstance
            Builder store(ObjectStore store);

            @BindsInstance
            Builder codec(ParquetCodec codec);

            @BindsInstance
            Builder settings(CompactionSettings settings);

            @BindsInstance
            Builder listener(CompactionListener listener);

            @BindsInstance
            Builder hook(CompactionHook hook);

            @BindsInstance
            Builder clock(InstantSource clock);

            @BindsInstance
            Builder ids(IdSource ids);

            @BindsInstance
            Builder pause(Pause pause);

            @BindsInstance
            Builder interval(@CompactionInterval Duration interval);

            Full build();
        }
    }

    @BeforeEach
    void addThreeFiles() {
        for (String name : List.of("a", "b", "c")) {
            store.add(HOUR.key(name + ".parquet"), RowCodec.file(name + "0", name + "1"));
        }
        clock.advance(Duration.ofHours(2));
    }

    @Test
    void aCompactorNeedsAStoreAndACodecAndTakesDefaultsForTheRest() {
        CompactionReport report = DaggerCompactionModuleTest_Plain.factory()
                .with(store, new RowCodec())
                .compactor()
                .compactAll();
        assertThat(report.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.sourceFiles()).isEqualTo(3));
    }

    @Test
    void whatIsBoundIsTaken() {
        List<Instant> starts = new ArrayList<>();
        CompactionListener listener = new CompactionListener() {
            @Override
            public void runStarted(Instant at) {
                starts.add(at);
            }
        };
        CompactionReport report = full(
                        listener, CompactionSettings.builder().minFiles(4).build())
                .compactor()
                .compactAll();
        assertThat(report.groups()).as("four files are asked for").isEmpty();
        assertThat(starts).containsExactly(clock.instant());
    }

    @Test
    void aHookThatIsBoundIsTold() {
        full(CompactionListener.NONE, CompactionSettings.defaults()).compactor().compactAll();
        assertThat(told)
                .singleElement()
                .satisfies(event -> assertThat(event.sourceFiles()).isEqualTo(3));
    }

    @Test
    void aSchedulerRunsACompactorOfItsOwn() throws InterruptedException {
        CountDownLatch merged = new CountDownLatch(1);
        CompactionListener listener = new CompactionListener() {
            @Override
            public void runFinished(CompactionReport report) {
                merged.countDown();
            }
        };
        CompactionScheduler scheduler =
                full(listener, CompactionSettings.defaults()).scheduler();
        scheduler.start();
        assertThat(merged.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(scheduler.stop(Duration.ofSeconds(30))).isTrue();
        assertThat(store.head(HOUR.key("a.parquet"))).as("it was merged").isEmpty();
    }

    private Full full(CompactionListener listener, CompactionSettings settings) {
        return DaggerCompactionModuleTest_Full.builder()
                .store(store)
                .codec(new RowCodec())
                .settings(settings)
                .listener(listener)
                .hook(told::add)
                .clock(clock)
                .ids(new SeededIds(1))
                .pause(new RecordingPause(clock))
                .interval(Duration.ofHours(1))
                .build();
    }
}
