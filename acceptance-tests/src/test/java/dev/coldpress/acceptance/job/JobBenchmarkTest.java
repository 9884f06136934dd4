package dev.coldpress.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.acceptance.benchmark.Shape;
import dev.coldpress.acceptance.lake.LakeFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobBenchmarkTest {

    private static final LakeSize SIZE = new LakeSize(Shape.SINK, 3, 2, 10);

    @TempDir
    private Path folder;

    @Test
    void peersMergeEveryPartitionAndAnUnmergedLakeOrOneThatLacksRowsIsNotTakenForMerged() throws Exception {
        JobLakes lakes = new JobLakes(folder.resolve("files"));
        Path lake = lakes.links(SIZE, folder.resolve("lake"));
        Path out = folder.resolve("out");

        for (String peer :
                Peers.available().stream().filter(p -> !p.equals("cat")).toList()) {
            Measurement taken = MeasuredProcess.run(Peers.command(peer, lake, out), Map.of(), folder.resolve("log"));
            lakes.requireMerged(SIZE, out, peer);
            assertThat(taken.processorSeconds()).isPositive();
        }
        assertThatThrownBy(() -> lakes.requireMerged(SIZE, lake, "nobody")).hasMessageContaining("in 2 files");
        Path second = LakeFiles.visible(out).get(1);
        Files.delete(second);
        Files.copy(LakeFiles.visible(lake).get(0), second);
        assertThatThrownBy(() -> lakes.requireMerged(SIZE, out, "nobody")).hasMessageContaining("in 1 files");
    }

    @Test
    void aProcessThatFailsIsNoMeasurement() {
        Path log = folder.resolve("log");

        assertThatThrownBy(() -> MeasuredProcess.run(List.of("bash", "-c", "echo why; exit 3"), Map.of(), log))
                .hasMessageContainingAll("exit code 3", "why");
    }

    @Test
    void ratiosAreThoseOfTheRoundsAndNotOfTheirMedians() {
        Rounds rounds = new Rounds("title", 10);
        for (double busy : new double[] {1, 10, 100}) {
            rounds.add("coldpress", new Measurement(busy, 2 * busy, Map.of(), 0, Map.of(), List.of()));
            rounds.add("peer", new Measurement(3 * busy, busy, Map.of(), 0, Map.of(), List.of()));
        }

        assertThat(rounds.table())
                .contains("peer / coldpress: 3.00 wall, 0.50 processor", "(1000.0 ms for each partition)");
    }
}
