package dev.coldpress.examples;

import dev.coldpress.CompactionScheduler;
import dev.coldpress.Compactor;
import dev.coldpress.localfs.LocalFileSystemStore;
import dev.coldpress.metrics.CompactionMetrics;
import dev.coldpress.metrics.MeteredObjectStore;
import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.settings.CompactionSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;

/** The parts of Coldpress as beans. */
@Factory
class CompactionFactory {

    /** An application with micronaut-micrometer has a registry already, and leaves this out. */
    @Singleton
    MeterRegistry registry() {
        return new SimpleMeterRegistry();
    }

    /** Micronaut closes it after the schedule, which depends on it. */
    @Singleton
    @Bean(preDestroy = "close")
    ObjectStore lake(@Value("${coldpress.lake}") String lake, MeterRegistry registry) {
        return new MeteredObjectStore(LocalFileSystemStore.open(Path.of(lake)), registry);
    }

    @Singleton
    Compactor compactor(ObjectStore lake, MeterRegistry registry) {
        return Compactor.forLake(lake, new ParquetJavaCodec())
                .settings(CompactionSettings.builder()
                        .layout(LakeLayout.parse("dt={yyyy-MM-dd}/hour={HH}/"))
                        .build())
                .listener(new CompactionMetrics(registry))
                .build();
    }

    @Singleton
    CompactionScheduler scheduler(Compactor compactor) {
        return new CompactionScheduler(compactor, Duration.ofHours(1));
    }
}
