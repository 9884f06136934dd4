package dev.coldpress.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCompactionTest {

    @TempDir
    Path directory;

    @Test
    void theExampleCompactsALake() throws IOException {
        Path demo = directory.resolve("demo");
        DemoLake.create(demo, Instant.now(), new DemoScale(6, 4, 10));
        Path partition = directory.resolve("lake/dt=2026-01-15/hour=10");
        Files.createDirectories(partition.getParent());
        Files.move(anOldPartition(demo), partition);

        EmbeddedCompaction.compact(directory.resolve("lake"));

        assertThat(filesIn(partition)).singleElement().asString().startsWith("compacted_");
    }

    @Test
    void theReadmeShowsTheExampleAsItIs() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/coldpress/example/EmbeddedCompaction.java"));
        String example = source.substring(
                        source.indexOf("// README begins\n") + 17, source.indexOf("        // README ends"))
                .lines()
                .map(line -> line.substring(Math.min(8, line.length())))
                .collect(Collectors.joining("\n"));
        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + example + "\n```");
    }

    /** The oldest hour of the first application. */
    private static Path anOldPartition(Path lake) throws IOException {
        try (Stream<Path> paths = Files.walk(lake)) {
            return paths.filter(path -> path.getFileName().toString().startsWith("hour="))
                    .min(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static List<String> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
