package dev.coldpress.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.log.LogOutput;
import dev.coldpress.app.serve.RunSummary.LakeTotals;
import dev.coldpress.app.serve.RunSummary.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class RunFileTest {

    private static final RunSummary WHOLE = new RunSummary(
            Instant.parse("2026-01-15T13:00:00.123Z"),
            Duration.ofMillis(1234),
            Result.PARTIAL,
            1,
            2,
            3,
            4,
            5,
            6,
            Duration.ofMillis(7),
            "größe=\"1\"/ \n failed",
            Optional.of(new LakeTotals(8, 9, 10, 11, 12, 13)));

    private static final RunSummary STOPPED = new RunSummary(
            Instant.parse("2026-01-15T12:00:00Z"),
            Duration.ZERO,
            Result.STOPPED,
            0,
            0,
            0,
            0,
            0,
            0,
            Duration.ZERO,
            "",
            Optional.empty());

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void takeTheLog() {
        LogOutput.set(Level.WARN, Level.WARN, false, new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restoreTheLog() {
        LogOutput.set(Level.WARN, Level.WARN, false, System.err);
    }

    @Test
    void whatWasSavedIsReadAgain() {
        save(folder, List.of(WHOLE, STOPPED));
        assertThat(load("s3://bucket/lake")).containsExactly(WHOLE, STOPPED);
        assertThat(load("s3://bucket/other-lake")).isEmpty();
        assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void theLastOfSeveralIsSaved() {
        try (RunFile file = RunFile.of(folder, "s3://bucket/lake")) {
            file.save(List.of(STOPPED));
            file.save(List.of(WHOLE, STOPPED));
        }
        assertThat(load("s3://bucket/lake")).containsExactly(WHOLE, STOPPED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{}",
                "[{}]",
                "[1]",
                "[{\"startedAt\":[]}]",
                "[{\"startedAt\":\"2026-01-15T12:00:00Z\",\"durationMillis\":\"x\"}]"
            })
    void aFileThatHoldsSomethingElseIsBegunAnewAndThatIsLogged(String content) throws IOException {
        save(folder, List.of(WHOLE));
        Files.writeString(onlyFile(), content);
        assertThat(load("s3://bucket/lake")).isEmpty();
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("the list begins anew")
                .hasLineCount(1);
        save(folder, List.of(STOPPED));
        assertThat(load("s3://bucket/lake")).containsExactly(STOPPED);
    }

    @Test
    void aFileThatIsCutShortAnywhereIsBegunAnew() throws IOException {
        save(folder, List.of(WHOLE, STOPPED));
        String whole = Files.readString(onlyFile());
        for (int length = 0; length < whole.strip().length(); length++) {
            Files.writeString(onlyFile(), whole.substring(0, length));
            assertThat(load("s3://bucket/lake")).isEmpty();
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsLoggedAndNothingFails() throws IOException {
        Path noDirectory = Files.createFile(folder.resolve("file"));
        save(noDirectory, List.of(WHOLE));
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("cannot be saved")
                .hasLineCount(1);
    }

    @Test
    void aRunThatEndsAfterTheDaemonIsLeftOut() {
        RunFile file = RunFile.of(folder, "s3://bucket/lake");
        file.close();
        file.save(List.of(WHOLE));
        assertThat(load("s3://bucket/lake")).isEmpty();
    }

    @Test
    void secretsAreMasked() {
        RunSummary leaking = new RunSummary(
                WHOLE.startedAt(),
                Duration.ZERO,
                Result.FAILED,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                "no answer from https://user:geheim@store.example/x",
                Optional.empty());
        save(folder, List.of(leaking));
        assertThat(load("s3://bucket/lake").get(0).problem()).doesNotContain("geheim");
    }

    private static void save(Path directory, List<RunSummary> runs) {
        try (RunFile file = RunFile.of(directory, "s3://bucket/lake")) {
            file.save(runs);
        }
    }

    private List<RunSummary> load(String root) {
        try (RunFile file = RunFile.of(folder, root)) {
            return file.load();
        }
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }
}
