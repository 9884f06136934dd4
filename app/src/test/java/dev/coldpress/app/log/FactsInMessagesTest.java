package dev.coldpress.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coldpress.app.CommandUnderTest;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever prints messages without their key-value pairs reads the same as whoever prints both. */
class FactsInMessagesTest {

    private static final Set<String> NO_FACTS = Set.of("time", "level", "logger", "message", "fault", "event");

    @TempDir
    private Path root;

    @Test
    void eachMessageOfARunSaysWhatItsPairsSay() throws IOException {
        DemoLake.create(root, CommandUnderTest.NOW, new DemoScale(5, 4, 20));
        damageOneFile();
        List<JsonNode> lines = lines("run", "--root=" + root, "--quiet-period=0s", "--log-json", "--debug");
        assertThat(lines)
                .extracting(line -> line.path("event").asText())
                .contains("partition compacted", "files set aside", "run finished");
        for (JsonNode line : lines) {
            String message = line.get("message").textValue();
            for (Map.Entry<String, JsonNode> field : line.properties()) {
                if (!NO_FACTS.contains(field.getKey())) {
                    assertThat(message.replace("\"", ""))
                            .contains(field.getKey() + "=" + field.getValue().asText());
                }
            }
        }
    }

    @Test
    void noMessageHasTheNamesOfJavasFields() throws IOException {
        DemoLake.create(root, CommandUnderTest.NOW, new DemoScale(5, 4, 20));
        damageOneFile();
        assertThat(lines("run", "--root=" + root, "--quiet-period=0s", "--log-json", "--debug"))
                .extracting(line -> line.get("message").textValue())
                .isNotEmpty()
                .noneMatch(message -> message.matches(".*[A-Z]\\w+\\[\\w*[=\\]].*"));
    }

    private void damageOneFile() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            Path first = files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            Files.writeString(first, "no Parquet file, and long enough for a footer");
        }
    }

    private static List<JsonNode> lines(String... arguments) throws IOException {
        String log = CommandUnderTest.asDelivered().call(arguments).err();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : log.lines().filter(text -> text.startsWith("{")).toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }
}
