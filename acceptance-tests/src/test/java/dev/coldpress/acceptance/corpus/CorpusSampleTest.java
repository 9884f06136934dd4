package dev.coldpress.acceptance.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.product.ProjectHome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The short version of {@code scripts/corpus}: a part of the public files, where they are. */
class CorpusSampleTest {

    private static final int ONE_FILE_IN = 8;

    @Test
    void everyFileIsMergedFaithfullyOrRefusedWithAReason() throws Exception {
        assumeThat(ProjectHome.corpus())
                .as("the public Parquet files are there; the property coldpress.corpus names their directory")
                .isPresent();
        Path corpus = ProjectHome.corpus().orElseThrow();
        List<Path> files = CorpusTrials.filesOf(corpus);
        List<Path> sample = IntStream.range(0, files.size())
                .filter(i -> i % ONE_FILE_IN == 0)
                .mapToObj(files::get)
                .toList();
        assertThat(sample).isNotEmpty();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        CorpusReport report = CorpusCheck.run(corpus, sample, new PrintStream(table, true, StandardCharsets.UTF_8));
        assertThat(report.isRight()).as(table.toString(StandardCharsets.UTF_8)).isTrue();
    }
}
