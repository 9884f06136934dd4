package dev.coldpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.SkipReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    /** The tests run in the directory of their module. */
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

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

    /** But the store's and the codec's, which appear as they are first met. */
    @Test
    void thePageHasEveryValueOfALabelAndNoOther() throws IOException {
        MeterRegistry registry = new SimpleMeterRegistry();
        CompactionMetrics unused = new CompactionMetrics(registry);
        assertThat(unused).isNotNull();
        List<String> rows = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| metric | values |"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
        assertThat(rows).hasSizeGreaterThan(8);
        for (String row : rows) {
            List<String> words =
                    QUOTED.matcher(row).results().map(found -> found.group(1)).toList();
            Set<String> named = new TreeSet<>(words.subList(1, words.size()));
            if (words.get(0).equals(Metric.PARTITIONS_SKIPPED.id())
                    || words.get(0).equals(Metric.FILES_SKIPPED.id())) {
                Stream.of(SkipReason.values()).map(SkipReason::label).forEach(named::add);
            }
            if (words.get(0).startsWith("compaction.store.") || words.get(0).equals(Metric.COLUMNS.id())) {
                continue;
            }
            Set<String> offered = new TreeSet<>();
            registry.find(words.get(0))
                    .meters()
                    .forEach(meter ->
                            meter.getId().getTags().stream().map(Tag::getValue).forEach(offered::add));
            assertThat(named).as(words.get(0)).isEqualTo(offered);
        }
        assertThat(rows)
                .hasSameSizeAs(Stream.of(Metric.values())
                        .filter(metric -> !metric.labels().isEmpty())
                        .toList());
    }

    private static String row(Metric metric) {
        String labels = metric.labels().isEmpty() ? "" : "`" + metric.labels().replace(", ", "`, `") + "` ";
        return "| `" + metric.id() + "` | `" + metric.prometheusName() + "` | "
                + metric.type().name().toLowerCase(Locale.ROOT) + " | " + labels + "| " + metric.meaning() + " |";
    }
}
