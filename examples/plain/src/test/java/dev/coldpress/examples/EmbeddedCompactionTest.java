package dev.coldpress.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.examples.lake.TestPartition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCompactionTest {

    @TempDir
    private Path lake;

    @Test
    void oneFileHasEachRowOnce() throws IOException, SQLException {
        TestPartition partition = TestPartition.create(lake, "dt=2026-01-15/hour=10");
        EmbeddedCompaction.main(new String[] {lake.toString()});
        assertThat(partition.fileNames()).singleElement().asString().startsWith("compacted_");
        assertThat(partition.hasEachRowOnce()).isTrue();
    }

    @Test
    void theReadmeAndTheJavadocShowTheLinesOfTheExample() throws IOException {
        String example = unindented(Files.readString(
                Path.of("src", "main", "java", "dev", "coldpress", "examples", "EmbeddedCompaction.java")));
        Path project = Path.of("..", "..");
        String readme = Files.readString(project.resolve("README.md"));
        String javadoc = Files.readString(project.resolve("compaction-core/src/main/java/dev/coldpress/Compactor.java"))
                .replaceAll("(?m)^ \\* ", "");
        for (String shown : List.of(between(readme, "```java\n", "```"), between(javadoc, "{@code\n", "}</pre>"))) {
            assertThat(unindented(shown)).contains("compactAll()");
            assertThat(example).contains(unindented(shown));
        }
    }

    @Test
    void thePageOnEmbeddingShowsLinesOfTheExamples() throws IOException {
        String sources;
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(EmbeddedCompactionTest::content)
                    .map(EmbeddedCompactionTest::unindented)
                    .collect(Collectors.joining());
        }
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "..", "docs", "embedding.md")))
                .results()
                .map(block -> unindented(block.group(1)))
                .toList();
        assertThat(blocks)
                .hasSizeGreaterThan(1)
                .allSatisfy(block -> assertThat(sources).contains(block));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String unindented(String lines) {
        return lines.replaceAll("(?m)^ +", "");
    }
}
