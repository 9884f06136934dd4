package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coldpress.app.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {

    @TempDir
    private Path directory;

    private final CommandUnderTest coldpress = CommandUnderTest.asDelivered();

    @Test
    void eachSettingIsPrintedWithItsOrigin() throws IOException {
        Path file = Files.writeString(directory.resolve("my.properties"), "min-files = 3\n");
        CommandUnderTest.Outcome outcome = coldpress
                .with("COMPACTION_SCHEDULE", "2h")
                .call("config", "--target-size", "64MB", "--config", file.toString());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines()).hasSize(Settings.ALL.size());
        assertThat(outcome.out())
                .containsPattern("target-size = 64MB +\\(--target-size\\)")
                .containsPattern("schedule = 2h +\\(environment variable COMPACTION_SCHEDULE\\)")
                .containsPattern("min-files = 3 +\\(key min-files in .*my.properties\\)")
                .containsPattern("verify = footer +\\(default\\)");
    }

    @Test
    void jsonHasTheSame() throws JsonProcessingException {
        JsonNode settings = new ObjectMapper()
                .readTree(coldpress
                        .call("config", "--json", "--root", "s3://bucket/lake")
                        .out());
        assertThat(settings.size()).isEqualTo(Settings.ALL.size());
        assertThat(settings.at("/root/value").textValue()).isEqualTo("s3://bucket/lake");
        assertThat(settings.at("/listen/origin").textValue()).isEqualTo("default");
    }

    @Test
    void wrongSettingsAreRefused() {
        CommandUnderTest.Outcome outcome = coldpress.call("config", "--target-size", "big");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("target-size = 'big'");
    }
}
