package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.settings.Setting;
import dev.coldpress.app.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage ends with exit code 2 and a message that says what to do, before any store is opened. */
class UsageTest {

    @TempDir
    private Path directory;

    private final CommandUnderTest coldpress = CommandUnderTest.asDelivered();

    @Test
    void withoutACommandTheCommandsAreNamed() {
        assertRefused(coldpress.call(), "demo, layout, plan, run, serve, config, verify or inspect");
    }

    @Test
    void anUnknownCommandIsRefused() {
        assertRefused(coldpress.call("compact"), "compact");
    }

    @Test
    void anUnknownFlagIsRefusedWithTheNearestOne() {
        assertRefused(coldpress.call("run", "--target-sise", "1MB"), "--target-sise", "--target-size");
    }

    @Test
    void aFlagGivenTwiceIsRefused() {
        assertRefused(coldpress.call("run", "--root", "a", "--root", "b"), "--root");
    }

    @Test
    void inspectNeedsAPlace() {
        assertRefused(coldpress.call("inspect"), "FILE|PREFIX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "run", "serve", "verify"})
    void aLakeMustBeNamed(String command) {
        assertRefused(coldpress.call(command), "No lake was named", "--root", "COMPACTION_ROOT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "run", "serve", "verify", "inspect"})
    void aLakeMustExist(String command) {
        String missing = directory.resolve("missing").toString();
        Outcome outcome = command.equals("inspect")
                ? coldpress.call(command, "x", "--root", missing)
                : coldpress.call(command, "--root", missing);
        assertRefused(outcome, "missing", "Nothing was done");
    }

    @Test
    void whereOthersReachTheDaemonSomethingMustBeSaidAboutThem() {
        assertRefused(
                coldpress.call("serve", "--root", directory.toString(), "--listen", "0.0.0.0:0"),
                "listen = '0.0.0.0:0'",
                "listen-token-file",
                "listen-hosts");
    }

    @Test
    void aSchemeWithoutAStoreIsRefusedWithThoseThatThereAre() {
        assertRefused(coldpress.call("run", "--root", "ftp://host/lake"), "'ftp:'", "file");
    }

    @Test
    void aBadValueIsRefused() {
        assertRefused(
                coldpress.call("run", "--root", directory.toString(), "--target-size", "big"),
                "target-size = 'big' (from --target-size)");
    }

    @Test
    void aBadVariableIsRefused() {
        coldpress.with("COMPACTION_MAXSIZE", "1GB");
        assertRefused(
                coldpress.call("plan", "--root", directory.toString()), "COMPACTION_MAXSIZE", "COMPACTION_MAX_SIZE");
    }

    @Test
    void aBadConfigurationFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("my.properties"), "rot = /lake\n");
        assertRefused(coldpress.call("plan", "--config", file.toString()), "rot", "nearest known one is root");
    }

    @Test
    void theMessageHasNoStackTraceUnlessItIsAskedFor() {
        Path missing = directory.resolve("missing");
        assertThat(coldpress.call("plan", "--root", missing.toString()).err()).doesNotContain("\tat ");
        assertThat(coldpress
                        .call("plan", "--debug", "--root", missing.toString())
                        .err())
                .contains("\tat dev.coldpress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "plan", "run", "serve", "config", "verify", "inspect"})
    void helpIsPrintedToStandardOutput(String command) {
        Outcome outcome = command.isEmpty() ? coldpress.call("--help") : coldpress.call(command, "--help");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("Usage: coldpress").contains("Exit codes:");
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "config"})
    void helpNamesEverySettingAndItsDefault(String command) {
        String help = coldpress.call(command, "--help").out().replaceAll("\\s+", "");
        for (Setting<?> setting : Settings.ALL) {
            assertThat(help).contains(setting.flag() + "=<").contains(setting.defaultText());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "run, --codec, --schedule",
        "plan, --target-size, --listen",
        "inspect, --s3-region, --stop-grace",
        "verify, --lookback, --schedule",
        "layout, --file-names, --target-size"
    })
    void helpShowsTheSettingsThatTheCommandLooksAt(String command, String shown, String hidden) {
        assertThat(coldpress.call(command, "--help").out())
                .contains("  " + shown + "=<", "Which lake:", "Stores:")
                .doesNotContain("  " + hidden + "=<");
    }

    @Test
    void aSettingOfAnotherCommandIsTaken() {
        assertThat(coldpress
                        .call("plan", directory.toString(), "--schedule", "2h", "--codec", "zstd")
                        .exitCode())
                .isZero();
        assertRefused(coldpress.call("plan", directory.toString(), "--schedule", "often"), "schedule = 'often'");
    }

    @Test
    void theVersionIsPrinted() {
        Outcome outcome = coldpress.call("--version");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("coldpress ");
    }

    @Test
    void theVersionIsACommandToo() {
        Outcome outcome = coldpress.call("version");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .startsWith("coldpress ")
                .contains("Java " + Runtime.version().feature())
                .contains(System.getProperty("os.name"));
    }

    @Test
    void helpIsACommandToo() {
        assertThat(coldpress.call("help", "plan").out())
                .isEqualTo(coldpress.call("plan", "--help").out());
        assertThat(coldpress.call("help", "plan").exitCode()).isZero();
    }

    @Test
    void aShellIsToldHowToCompleteCommandsAndFlags() {
        Outcome outcome = coldpress.call("generate-completion");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("#!/usr/bin/env bash").contains("complete ", "--layout", "inspect");
    }

    @Test
    void helpForAnUnknownCommandIsRefused() {
        assertRefused(coldpress.call("nonsense", "--help"), "nonsense");
    }

    @ParameterizedTest
    @ValueSource(strings = {"layout", "plan", "run", "serve", "verify"})
    void theRootNeedsNoFlag(String command) {
        String missing = directory.resolve("missing").toString();
        assertRefused(coldpress.call(command, missing), missing, "Nothing was done");
    }

    @Test
    void twoRootsAreRefused() {
        String one = directory.toString();
        assertRefused(coldpress.call("plan", one, "--root", one + "/x"), "Two lakes are named");
        assertRefused(coldpress.call("plan", one, one + "/x"), one + "/x");
        assertThat(coldpress.call("plan", one, "--root", one).exitCode()).isZero();
    }

    @Test
    void hadoopsNamesOfS3AreTaken() {
        assertThat(coldpress.call("config", "s3a://bucket/lake").out()).contains("root = s3a://bucket/lake");
        assertRefused(coldpress.call("plan", "s3a://BUCKET_/lake", "--s3-region", "x"), "root = 's3://BUCKET_/lake'");
        assertRefused(coldpress.call("plan", "hdfs://host/lake"), "'hdfs:'");
    }

    @Test
    void theListOfCommandsHasWholeSentences() {
        List<String> summaries = coldpress
                .call("--help")
                .out()
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .toList();
        String text = String.join("\n", summaries).replaceAll("\n {8,}", " ");
        assertThat(text.lines()).hasSize(11).allMatch(line -> line.endsWith("."));
    }

    @Test
    void aDisabledRunSaysSoAndOpensNothing() {
        Outcome outcome = coldpress
                .with("COMPACTION_ENABLED", "false")
                .call("run", "--root", directory.resolve("missing").toString());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("disabled");
    }

    private static void assertRefused(Outcome outcome, String... parts) {
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("coldpress: ").contains(parts);
    }
}
