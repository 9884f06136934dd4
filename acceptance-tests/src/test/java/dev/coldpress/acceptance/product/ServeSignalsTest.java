package dev.coldpress.acceptance.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.lake.WideRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals to a real daemon in the middle of a merge that takes long: every page is compressed anew. */
class ServeSignalsTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final int SOURCES = 60;
    private static final int ROWS = 10_000;

    @TempDir
    private Path folder;

    private Path root = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        assumeThat(ProjectHome.applicationJars())
                .as("the application is packaged")
                .isPresent();
        root = folder.toRealPath().resolve("lake");
        LakeWriter lake = new LakeWriter(root);
        Path model = new LakeWriter(folder.resolve("models"))
                .write("", "model.parquet", new WideRows(), 0, ROWS, FileForm.CUT_SMALL);
        for (int i = 0; i < SOURCES; i++) {
            lake.copy(LakeWriter.hour(1), "part-" + i + ".parquet", model);
        }
    }

    @Test
    void theSecondSigtermEndsItAtOnceInTheMiddleOfAGroup() throws Exception {
        try (ColdpressProcess daemon = serve()) {
            await(() -> !LakeFiles.hiddenStagedFiles(root).isEmpty());
            daemon.signal("TERM");
            await(() -> daemon.printed().contains("Stopping after the group in hand"));
            assertThat(daemon.isAlive()).isTrue();
            daemon.signal("TERM");
            assertThat(daemon.endsWithin(AT_ONCE)).isTrue();
            assertThat(daemon.exitCode()).isEqualTo(143);
            assertThat(daemon.printed()).doesNotContain("partition compacted");
        }
        assertThat(LakeFiles.visible(root)).hasSize(SOURCES);
    }

    @Test
    void sighupIsIgnoredWithALogLine() throws Exception {
        assumeThat(isHangupIgnored())
                .as("the tests run under nohup or the like, and so would the daemon")
                .isFalse();
        try (ColdpressProcess daemon = serve()) {
            await(() -> !LakeFiles.hiddenStagedFiles(root).isEmpty());
            daemon.signal("HUP");
            await(() -> daemon.printed().contains("SIGHUP is ignored"));
            assertThat(daemon.isAlive()).isTrue();
            daemon.signal("TERM");
            await(() -> daemon.printed().contains("Stopping after the group in hand"));
            daemon.signal("TERM");
            assertThat(daemon.endsWithin(AT_ONCE)).isTrue();
            assertThat(daemon.exitCode()).isEqualTo(143);
        }
        assertThat(LakeFiles.visible(root)).hasSize(SOURCES);
    }

    /** What ignores the signal passes that on to its children, and Java then leaves it so. */
    private static boolean isHangupIgnored() throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring("SigIgn:".length()).strip(), 16))
                    .anyMatch(ignored -> (ignored & 1) != 0);
        }
    }

    private ColdpressProcess serve() throws IOException {
        List<String> arguments = List.of(
                "serve",
                "--root=" + root,
                "--listen=127.0.0.1:0",
                "--codec=gzip",
                "--target-size=1GB",
                "--stop-grace=10m");
        return ColdpressProcess.start(List.of("-XX:TieredStopAtLevel=1"), arguments, folder.resolve("log"));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long latest = System.nanoTime() + LONGEST.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(latest);
            Thread.sleep(5);
        }
    }
}
