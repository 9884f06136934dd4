package dev.coldpress.acceptance.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tries each Parquet file of a folder: with itself, and with a sibling of each kind. */
final class CorpusTrials {

    private final Path corpus;
    private final Path work;
    private final OutputTruth truth;
    private final ContentJudge judge = new ContentJudge();
    private int folders;

    /**
     * @param work a directory for the lakes, which stay there
     * @param truth looks at what was merged
     */
    CorpusTrials(Path corpus, Path work, OutputTruth truth) {
        this.corpus = corpus;
        this.work = work;
        this.truth = truth;
    }

    /** Every file that calls itself Parquet, also those whose name goes on after that; in order. */
    static List<Path> filesOf(Path corpus) throws IOException {
        try (Stream<Path> files = Files.walk(corpus)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().contains(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    CorpusRow row(Path file) throws IOException {
        TrialOutcome alone = merge(file, file);
        Map<String, TrialOutcome> siblings = new LinkedHashMap<>();
        if (alone instanceof TrialOutcome.Merged) {
            addSibling(siblings, "sibling by DuckDB", file, Siblings::byDuckDb);
            addSibling(siblings, "sibling by parquet-java", file, Siblings::byParquetJava);
        }
        return new CorpusRow(corpus.relativize(file).toString(), judge.readersOf(List.of(file)), alone, siblings);
    }

    private interface SiblingWriter {
        void write(Path file, Path sibling) throws Exception;
    }

    private void addSibling(Map<String, TrialOutcome> siblings, String name, Path file, SiblingWriter writer)
            throws IOException {
        Path sibling = freshFolder().resolve("sibling.parquet");
        try {
            writer.write(file, sibling);
        } catch (Exception | LinkageError e) {
            String reason = "cannot be written: " + e;
            siblings.put(
                    name, new TrialOutcome.NotTried(reason.lines().findFirst().orElse(reason)));
            return;
        }
        siblings.put(name, merge(file, sibling));
    }

    private TrialOutcome merge(Path first, Path second) throws IOException {
        return new MergeTrial(judge, truth).merge(freshFolder(), first, second);
    }

    private Path freshFolder() throws IOException {
        folders++;
        return Files.createDirectory(work.resolve(String.valueOf(folders)));
    }
}
