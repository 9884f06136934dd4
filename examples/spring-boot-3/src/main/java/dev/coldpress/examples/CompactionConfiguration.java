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
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of Coldpress as beans, with their metrics in the registry of the application. */
@Configuration(proxyBeanMethods = false)
class CompactionConfiguration {

    /** Spring closes it after the scheduler, which depends on it. */
    @Bean
    ObjectStore lake(@Value("${coldpress.lake}") Path lake, MeterRegistry registry) {
        return new MeteredObjectStore(LocalFileSystemStore.open(lake), registry);
    }

    @Bean
    Compactor compactor(ObjectStore lake, @Value("${coldpress.layout}") String layout, MeterRegistry registry) {
        return Compactor.forLake(lake, new ParquetJavaCodec())
                .settings(CompactionSettings.builder()
                        .layout(LakeLayout.parse(layout))
                        .build())
                .listener(new CompactionMetrics(registry))
                .build();
    }

    @Bean
    ScheduledCompaction scheduledCompaction(Compactor compactor) {
        return new ScheduledCompaction(new CompactionScheduler(compactor, Duration.ofHours(1)));
    }
}
