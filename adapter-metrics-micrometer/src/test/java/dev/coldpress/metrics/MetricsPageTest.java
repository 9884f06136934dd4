package dev.coldpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    /** The tests run in the directory of their module. */
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    @Test
    void thePageHasEveryMetricWithItsMeaningAndNoOther() throws IOException {
        assertThat(Files.readAllLines(PAGE).stream()
                        .dropWhile(line -> !line.startsWith("| metric |"))
                        .takeWhile(line -> line.startsWith("|"))
                        .skip(2))
                .containsExactlyElementsOf(
                        Stream.of(Metric.values()).map(MetricsPageTest::row).toList());
    }

    private static String row(Metric metric) {
        String labels = metric.labels().isEmpty() ? "" : "`" + metric.labels().replace(", ", "`, `") + "` ";
        return "| `" + metric.id() + "` | `" + metric.prometheusName() + "` | "
                + metric.type().name().toLowerCase(Locale.ROOT) + " | " + labels + "| " + metric.meaning() + " |";
    }
}
