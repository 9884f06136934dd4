package dev.coldpress.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coldpress.examples.lake.TestPartition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class CompactionApplicationTest {

    @TempDir
    private Path lake;

    @Test
    void theApplicationCompactsMeasuresAndLogsNumbers(CapturedOutput output) throws Exception {
        TestPartition partition = TestPartition.create(lake, "dt=2026-01-15/hour=10");
        try (ConfigurableApplicationContext application =
                SpringApplication.run(CompactionApplication.class, "--coldpress.lake=" + lake)) {
            Counter runs = application
                    .getBean(MeterRegistry.class)
                    .get("compaction.runs")
                    .tag("result", "success")
                    .counter();
            await().atMost(Duration.ofMinutes(1)).until(() -> runs.count() > 0);
        }
        assertThat(partition.fileNames()).singleElement().asString().startsWith("compacted_");
        assertThat(partition.hasEachRowOnce()).isTrue();
        assertThat(output).contains("partition=\"dt=2026-01-15/hour=10");
    }
}
