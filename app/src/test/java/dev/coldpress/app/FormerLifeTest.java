package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.settings.SettingSources;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a process on this machine is at work on is left alone, and taken up at once when that process has been killed.
 */
class FormerLifeTest {

    private static final String AT_WORK = "about to delete";

    @TempDir
    private Path root;

    /** Compacts the lake, and stops for good before it deletes the first source. */
    static final class Stuck {

        private Stuck() {}

        public static void main(String[] root) {
            Lakes lakes = new Lakes(DaggerColdpressComponent.create(), Shell.ofProcess());
            FaultPlan stop = (operation, target) -> {
                if (operation == StoreOperation.DELETE && target.contains("year=")) {
                    System.out.println(AT_WORK);
                    waitForEver();
                }
                return Fault.NONE;
            };
            try (Lake lake = lakes.open(
                    SettingSources.read(Map.of("root", root[0], "partitions-at-once", "1"), Map.of(), null))) {
                lake.withClock(InstantSource.fixed(CommandUnderTest.NOW))
                        .withStore(new FaultyObjectStore(lake.store(), stop))
                        .compactor(CompactionListener.NONE)
                        .compactAll();
            }
        }

        private static void waitForEver() {
            try {
                int end = System.in.read();
                throw new IllegalStateException("Nothing is sent here: " + end);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itIsLeftAloneWhileTheProcessIsThereAndTakenUpAtOnceAfterItsEnd() throws Exception {
        DemoLake.create(root, CommandUnderTest.NOW, new DemoScale(5, 4, 20));
        CommandUnderTest coldpress = CommandUnderTest.asDelivered();
        Process stuck = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Stuck.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = stuck.inputReader()) {
            assertThat(out.readLine()).isEqualTo(AT_WORK);
            Outcome during = coldpress.call("run", "--root", root.toString());
            assertThat(during.exitCode()).as(during.err()).isZero();
            assertThat(during.out()).contains("1 claimed-by-another");
            stuck.destroyForcibly();
            assertThat(stuck.waitFor(30, TimeUnit.SECONDS)).isTrue();
            Outcome after = coldpress.call("run", "--root", root.toString());
            assertThat(after.exitCode()).as(after.err()).isZero();
            assertThat(after.out()).contains("in 1 partition compacted").doesNotContain("claimed-by-another");
            assertThat(coldpress.call("verify", "--root", root.toString()).exitCode())
                    .isZero();
        } finally {
            stuck.destroyForcibly();
        }
    }
}
