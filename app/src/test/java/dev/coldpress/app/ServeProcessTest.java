package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as a process of its own. */
class ServeProcessTest {

    @TempDir
    private Path root;

    @Test
    void itCompactsServesLogsAndEndsWhenItIsTold() throws Exception {
        DemoLake.create(root, Instant.now(), new DemoScale(5, 4, 20));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.coldpress.app.Main",
                        "serve",
                        "--root",
                        root.toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--quiet-period",
                        "0s",
                        "--log-json")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader log = process.errorReader()) {
            String url = await(log, "daemon started").get("url").textValue();
            JsonNode compacted = await(log, "partition compacted");
            assertThat(compacted.get("filesMerged").intValue()).isGreaterThan(1);
            assertThat(compacted.get("originalSizeBytes").longValue()).isPositive();
            assertThat(compacted.get("mergedSizeBytes").longValue()).isPositive();
            assertThat(compacted.get("seconds").isDouble()).isTrue();
            assertThat(compacted.get("tiers").textValue()).matches("[a-z-]+:\\d+(,[a-z-]+:\\d+)*");
            assertThat(await(log, "run finished").get("success").booleanValue()).isTrue();
            assertThat(get(url + "metrics")).contains("compaction_runs_total{result=\"success\"} 1.0");
            // SIGTERM. Unlike destroy of the process itself, it leaves the log open.
            process.toHandle().destroy();
            assertThat(await(log, "daemon ended").get("level").textValue()).isEqualTo("INFO");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static JsonNode await(BufferedReader log, String message) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            seen.add(line);
            if (!line.startsWith("{")) {
                // From the JVM itself, such as the options that it picked up.
                continue;
            }
            JsonNode parsed = new ObjectMapper().readTree(line);
            if (parsed.get("message").textValue().startsWith(message)) {
                return parsed;
            }
        }
        throw new AssertionError("No line '" + message + "' in " + seen);
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
