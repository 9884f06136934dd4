package dev.coldpress.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coldpress.examples.lake.TestPartition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionApplicationTest {

    @TempDir
    private Path lake;

    @Test
    void theApplicationCompactsAndMeasures() throws Exception {
        TestPartition partition = TestPartition.create(lake, "dt=2026-01-15/hour=10");
        try (ApplicationContext application = ApplicationContext.run(Map.of("coldpress.lake", lake.toString()))) {
            Counter runs = application
                    .getBean(MeterRegistry.class)
                    .get("compaction.runs")
                    .tag("result", "success")
                    .counter();
            await().atMost(Duration.ofMinutes(1)).until(() -> runs.count() > 0);
        }
        assertThat(partition.fileNames()).singleElement().asString().startsWith("compacted_");
        assertThat(partition.hasEachRowOnce()).isTrue();
    }
}
