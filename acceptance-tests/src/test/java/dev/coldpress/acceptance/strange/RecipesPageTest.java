package dev.coldpress.acceptance.strange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.product.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The recipes give settings that compacted a lake of that sink. */
class RecipesPageTest {

    private static final Pattern SECTION = Pattern.compile("(?ms)^## (.*?)$(.*?)(?=^## |\\z)");
    private static final Pattern SETTINGS = Pattern.compile("(?m)^ {4}(--layout .*)$");

    /** The name by which the lakes of a section begin. */
    private static final Map<String, String> SINKS = Map.of(
            "Kafka Connect S3 sink", "Kafka Connect",
            "Amazon Data Firehose", "Firehose",
            "Flink", "Flink",
            "Spark", "Spark",
            "Vector", "Vector",
            "Fluent Bit", "Fluent Bit",
            "Redpanda Connect (Benthos)", "Redpanda Connect");

    @Test
    void eachRecipeIsThatOfALakeThatIsTried() throws IOException {
        Map<String, List<String>> recipes = new TreeMap<>();
        SECTION.matcher(Files.readString(ProjectHome.path("docs/recipes.md")))
                .results()
                .forEach(section -> recipes.put(section.group(1), settings(section)));
        assertThat(recipes).containsKeys(SINKS.keySet().toArray(String[]::new));
        SINKS.forEach((section, sink) -> assertThat(recipes.get(section))
                .as(section)
                .isNotEmpty()
                .allSatisfy(settings -> assertThat(StrangeLakes.ALL)
                        .anyMatch(lake -> lake.guesses().contains(settings)
                                && (lake.tool().startsWith(sink) || isShared(settings)))));
    }

    /** A layout that several sinks can be told to write. */
    private static boolean isShared(String settings) {
        return settings.equals("--layout '{name}/{yyyy}/{MM}/{dd}/'");
    }

    private static List<String> settings(MatchResult section) {
        return SETTINGS.matcher(section.group(2))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
