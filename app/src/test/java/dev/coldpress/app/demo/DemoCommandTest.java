package dev.coldpress.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.CommandUnderTest;
import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.LakeComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    private Path directory;

    private final CommandUnderTest coldpress = CommandUnderTest.asDelivered();

    @Test
    void itKeepsItsPromisesAndShowsThem() throws IOException, SQLException {
        Outcome outcome = demo(directory.resolve("lake"));

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("kept    rows: 1,180 before, 1,180 after")
                .contains("kept    the corrupt file and the hot hour: 13 files byte for byte as before (SHA-256)")
                .contains("   coldpress run --root ")
                .doesNotContain("BROKEN");
        DemoLake copy = DemoLake.create(
                Files.createDirectory(directory.resolve("copy")), CommandUnderTest.NOW, new DemoScale(5, 6, 20));
        assertThat(LakeComparison.differences(
                        LakeComparison.dataFiles(
                                copy.root(),
                                file -> !file.endsWith(copy.corrupt().path())),
                        LakeComparison.dataFiles(
                                directory.resolve("lake"),
                                file -> !file.endsWith(copy.corrupt().path()))))
                .isZero();
    }

    @Test
    void anEarlierDemonstrationIsReplaced() {
        demo(directory);
        Outcome outcome = demo(directory);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("kept    rows: 1,180 before, 1,180 after");
    }

    @Test
    void aDirectoryWithSomethingElseIsLeftAlone() throws IOException {
        Path mine = Files.writeString(directory.resolve("mine.txt"), "mine");
        Outcome outcome = demo(directory);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(directory.toString()).contains("--dir");
        assertThat(mine).hasContent("mine");
        assertThat(directory).isDirectoryNotContaining("glob:**.coldpress-demo");
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Outcome outcome = demo(file);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("The demo cannot use " + file);
    }

    @Test
    void itDoesNotFollowTheSettingsOfTheEnvironment() {
        coldpress.with("COMPACTION_ENABLED", "false").with("COMPACTION_QUIET_PERIOD", "1000d");
        assertThat(demo(directory).out()).doesNotContain("BROKEN").contains("8 partitions compacted");
    }

    @Test
    void aDemoThatIsTooSmallIsRefusedBeforeAnythingIsWritten() {
        Path lake = directory.resolve("lake");
        Outcome outcome = CommandUnderTest.asDelivered().call("demo", "--dir", lake.toString(), "--hours", "3");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("at least 5 hours", "not 3").doesNotContain("should not have happened");
        assertThat(lake).doesNotExist();
    }

    private Outcome demo(Path where) {
        return coldpress.call("demo", "--dir", where.toString(), "--hours", "5", "--files", "6", "--rows", "20");
    }
}
