package dev.coldpress.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.product.ColdpressProcess;
import dev.coldpress.acceptance.product.DebuggedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A partition that is not there when a run ends what another one began in it, and comes back with its files as they
 * were.
 */
class UnmountedPartTest {

    private static final int FILES = 6;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void aPartThatWasAwayWhenTheCommitWasEndedHasEachRowOnceWhenItIsBack() throws Exception {
        try (LivingLake lake = LivingLake.create(Store.LOCAL, folder)) {
            lake.deliver(FILES);
            lake.killAt(Moment.COMMITTED);
            Path part = lake.root().resolve(LivingLake.HOUR);
            Path away = folder.resolve("away");
            Files.move(part, away);
            lake.repair();
            Files.move(away, part);
            assertThat(lake.files()).isEqualTo(FILES + 1);
            lake.repair();
            assertThat(lake.files()).isEqualTo(1);
            lake.assertAtRest();
        }
    }

    /**
     * Both the partition and what it is mounted over are there for the lake; only the commands in a namespace see the
     * mount.
     */
    @Test
    void aMountThatWasMissingWhenTheCommitWasEndedHasEachRowOnceWhenItIsBack() throws Exception {
        try (LivingLake lake = LivingLake.create(Store.LOCAL, folder)) {
            lake.deliver(FILES);
            Path part = lake.root().resolve(LivingLake.HOUR);
            Path disk = folder.resolve("disk");
            Files.move(part, disk);
            Files.createDirectories(part);
            assumeThat(canMount(disk, part)).as("this user may mount").isTrue();
            List<String> mounted = mounted(disk, part);

            try (DebuggedRun run = lake.begin(mounted, lake.place().runOptions())) {
                Moment.COMMITTED.reach(run);
                run.kill();
            }
            lake.repair();
            run(lake, mounted);
            Files.delete(part);
            Files.move(disk, part);
            assertThat(lake.files()).isEqualTo(1);
            lake.assertEachRowOnce("after the run with the mount");
        }
    }

    private static void run(LivingLake lake, List<String> starter) throws IOException, InterruptedException {
        List<String> arguments = LivingLake.arguments(lake.place().runOptions(), "run");
        try (ColdpressProcess process = ColdpressProcess.start(starter, lake.jvmOptions(), arguments, lake.nextLog())) {
            process.endWell(LONGEST_RUN);
        }
    }

    private static boolean canMount(Path disk, Path part) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(mounted(disk, part));
        words.add("true");
        try {
            return new ProcessBuilder(words).start().waitFor() == 0;
        } catch (IOException e) {
            // There is no such program.
            return false;
        }
    }

    /** In a namespace of its own, which ends with the process. */
    private static List<String> mounted(Path disk, Path part) {
        return List.of(
                "unshare",
                "--mount",
                "bash",
                "-c",
                "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"",
                "bash",
                disk.toString(),
                part.toString());
    }
}
